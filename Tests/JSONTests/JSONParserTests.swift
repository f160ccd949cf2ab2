import Testing

@testable import JSON

struct JSONParserTests {
    @Test(
        "what RFC 8259 allows is read",
        arguments: [
            ("null", .null), (" \t\r\ntrue\n", .bool(true)), ("false", .bool(false)), ("\"\"", .string("")),
            ("0", .integer(0)), ("-0", .integer(0)), ("-1", .integer(-1)), ("10", .integer(10)),
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("1.0", .number(1)), ("-0.0", .number(0)), ("1e2", .number(100)), ("1E+2", .number(100)),
            ("25e-1", .number(2.5)), ("0.1", .number(0.1)),
            ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
            ("5e-324", .number(.leastNonzeroMagnitude)), ("9007199254740993", .integer(9_007_199_254_740_993)),
            ("[]", .array([])), ("[ ]", .array([])),
            ("[1,[2 , \"x\"]]", .array([.integer(1), .array([.integer(2), .string("x")])])),
            ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", .string("\"\\/\u{8}\u{c}\n\r\t")),
            ("\"\\u0041\\u00e9\\u00E9\\u20ac\"", .string("A\u{e9}\u{e9}\u{20ac}")),
            ("\"\\ud83d\\ude00\\uD834\\uDD1E\"", .string("\u{1f600}\u{1d11e}")),
            ("\"\\u0000\"", .string("\u{0}")), ("\"\u{7f}\u{2028}😀\"", .string("\u{7f}\u{2028}😀")),
            ("\"\u{10ffff}\u{ffff}\"", .string("\u{10ffff}\u{ffff}")), ("\"e\\u0301\"", .string("e\u{301}")),
        ] as [(String, JSON)])
    func accepted(text: String, value: JSON) throws {
        #expect(try JSONParser.parse(Array(text.utf8)) == value)
    }

    @Test("an object keeps its members in their order, null beside absent")
    func object() throws {
        guard case .object(let object) = try JSONParser.parse(Array(#" {"b" : null , "a":{"":[ ]}} "#.utf8)) else {
            Issue.record("no object")
            return
        }
        #expect(object.names == ["b", "a"])
        #expect(object["b"] == .some(.null) && object["c"] == nil)
    }

    @Test(
        "what is not JSON is refused",
        arguments: [
            "", " ", "nul", "nulll", "True", "NaN", "Infinity", "-Infinity", "undefined", "'a'", "a", "\u{feff}1",
            "1 2",
            "01", "-01", "00", "+1", ".5", "1.", "1.e1", "-", "--1", "1e", "1e+", "1e1.5", "0x10", "1_000", "1,", "٣",
            "[", "]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1 2]", "[1}", "[1]]", "{", "}", "{]", "{,}", "{\"a\"}",
            "{\"a\":}",
            "{\"a\" 1}", "{\"a\":1,}", "{\"a\":1 \"b\":2}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}", "{\"a\":1}}",
            "{\"a\"::1}",
            "\"", "\"a", "\"\\\"", "\"\\", "\"\\x41\"", "\"\\a\"", "\"\\u\"", "\"\\u123\"", "\"\\u12G4\"",
            "\"\\u+123\"",
            "\"\\U0041\"", "\"\\u００４１\"", "\"\n\"", "\"\t\"", "\"\u{0}\"", "\"\u{1f}\"", "\"a\\\n\"", "// x\n1",
            "/* */1", "1#",
            "\u{a0}1", "\u{b}1", "\u{c}1", "\u{2028}1", "\u{0}", "1\u{0}",
        ])
    func refused(text: String) {
        #expect(throws: JSONError.self) { try JSONParser.parse(Array(text.utf8)) }
    }

    @Test(
        "a number that its type cannot hold is refused instead of rounded",
        arguments: [
            "9223372036854775808", "-9223372036854775809", "18446744073709551616", "100000000000000000000", "1e309",
            "-1e309", "1e999999999", "1" + String(repeating: "0", count: 400),
        ])
    func outOfRange(text: String) {
        #expect(throws: JSONError("The number is out of range.", at: 1)) {
            try JSONParser.parse(Array("[\(text)]".utf8))
        }
    }

    @Test(
        "half a surrogate pair is refused",
        arguments: [
            "\\ud800", "\\udc00", "\\ud800x", "\\ud800\\n", "\\ud800\\u0041", "\\ud800\\ud800", "\\udc00\\ud800",
            "\\ud800\\",
            "\\ud800\\u", "\\udfff\\udfff", "\\uDBFF",
        ])
    func surrogates(text: String) {
        #expect(throws: JSONError.self) { try JSONParser.parse(Array("\"\(text)\"".utf8)) }
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [
            [0x80], [0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x80, 0x80, 0x80],
            [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xff], [0xe2, 0x82], [0xc3], [0xe2, 0x28, 0xa1],
        ] as [[UInt8]])
    func notUTF8(bytes: [UInt8]) {
        for prefix in ["\"", "\"\\n", "{\"", "[\"x\",\""] {
            #expect(throws: JSONError.self) { try JSONParser.parse(Array(prefix.utf8) + bytes + Array("\"]".utf8)) }
        }
        #expect(throws: JSONError("A string is not valid UTF-8.", at: 1)) {
            try JSONParser.parse([0x22] + bytes + [0x22])
        }
        #expect(throws: JSONError.self) { try JSONParser.parse(bytes) }
    }

    @Test("UTF-16 and UTF-32 are not taken for JSON")
    func otherEncodings() {
        for bytes in [[0x31, 0], [0, 0x31], [0xff, 0xfe, 0x31, 0], [0, 0, 0, 0x31]] as [[UInt8]] {
            #expect(throws: JSONError.self) { try JSONParser.parse(bytes) }
        }
    }
}
