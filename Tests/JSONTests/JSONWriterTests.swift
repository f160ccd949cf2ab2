import Foundation
import Testing
import TestingElwosa

@testable import JSON

struct JSONWriterTests {
    @Test("members and items are written in their order, with commas between them alone")
    func structure() {
        var out = JSONWriter()
        out.object { out in
            out.member("id", 7)
            out.member(
                "steps",
                array: { out in
                    out.item("a")
                    out.object { _ in }
                    out.array { _ in }
                    out.item(Int64.min)
                })
            out.member("nothing", nil as String?)
            out.member("inner", object: { out in out.member("done", true) })
            out.member("last", [1.5, 2])
        }
        #expect(
            String(decoding: out.bytes, as: UTF8.self)
                == #"{"id":7,"steps":["a",{},[],-9223372036854775808],"nothing":null,"inner":{"done":true},"last":[1.5,2.0]}"#
        )
    }

    @Test("a list is written item by item under its name, an empty one too, and a page says where the next begins")
    func lists() {
        var out = JSONWriter()
        out.object { out in
            out.member("pairs", each: [1, 2]) { out, number in
                out.member("number", number)
                out.member("half", Double(number) / 2)
            }
            out.member("none", each: [Int]()) { out, number in out.member("number", number) }
        }
        #expect(text(out.bytes) == #"{"pairs":[{"number":1,"half":0.5},{"number":2,"half":1.0}],"none":[]}"#)
        #expect(text(ListJSON("names", ["a", "b"]).json) == #"{"names":["a","b"]}"#)
        #expect(text(PageJSON("ids", [7], next: 7).json) == #"{"ids":[7],"next":7}"#)
        #expect(text(PageJSON("ids", [Int](), next: nil as String?).json) == #"{"ids":[],"next":null}"#)
    }

    private func text(_ json: [UInt8]) -> String { String(decoding: json, as: UTF8.self) }

    @Test("every character that JSON cannot hold is escaped, and nothing else")
    func escapes() throws {
        for code in 0...0x2100 {
            let text = "a" + String(Unicode.Scalar(UInt32(code))!) + "b"
            let json = text.json
            try #require(JSONParser.parse(json) == .string(text))
            let mustEscape = code < 0x20 || code == 0x22 || code == 0x5c
            try #require((json.count == text.utf8.count + 2) == !mustEscape)
        }
        try #require(String(decoding: "\u{1}\n\t\r\u{1f}\"\\".json, as: UTF8.self) == #""\u0001\n\t\r\u001f\"\\""#)
    }

    @Test("numbers that JSON does not have are null", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(number: Double) {
        #expect(number.json == Array("null".utf8))
    }

    @Test("any value written is read back the same")
    func roundTrip() throws {
        var random = SeededRandom(seed: 7)
        for _ in 0..<3_000 {
            let value = Self.value(depth: 0, &random)
            let bytes = value.json
            try #require(JSONParser.parse(bytes) == value)
            try #require(JSONParser.parse(bytes).json == bytes)
        }
    }

    @Test("Foundation reads the texts that we write, and the C library the numbers")
    func others() throws {
        var random = SeededRandom(seed: 8)
        for _ in 0..<500 {
            let number = Double(bitPattern: random.next())
            guard number.isFinite else { continue }
            let text = Self.text(&random)
            try #require(strtod(String(decoding: number.json, as: UTF8.self), nil) == number)
            let read = try JSONSerialization.jsonObject(with: Data([text].json)) as? [String]
            try #require(read?.first.map { Array($0.utf8) } == Array(text.utf8))
        }
    }

    @Test("random bytes, and JSON with a few bytes changed, are read or refused, never more")
    func fuzz() {
        var random = SeededRandom(seed: 9)
        let signs = Array("{}[]\":,0-9.eE+\\untrflsabd 😀".utf8)
        for _ in 0..<30_000 {
            var bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in signs.randomElement(using: &random)! }
            if Bool.random(using: &random) { bytes = Self.value(depth: 2, &random).json }
            for _ in 0..<Int.random(in: 0...2, using: &random) where !bytes.isEmpty {
                bytes[bytes.indices.randomElement(using: &random)!] = UInt8.random(in: 0...255, using: &random)
            }
            do throws(JSONError) {
                let value = try JSONParser.parse(bytes)
                #expect(String(validating: bytes, as: UTF8.self) != nil)
                #expect((try? JSONParser.parse(value.json)) == value)
            } catch {
                #expect((0...bytes.count).contains(error.offset))
            }
        }
    }

    private static func value(depth: Int, _ random: inout SeededRandom) -> JSON {
        switch Int.random(in: 0...(depth < 4 ? 8 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .integer(Int64(bitPattern: random.next()) >> Int64.random(in: 0...63, using: &random))
        case 3:
            let number = Double(bitPattern: random.next())
            return .number(number.isFinite ? number : 0.5)
        case 4, 5: return .string(text(&random))
        case 6: return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth + 1, &random) })
        default: return .object(object(depth: depth, &random))
        }
    }

    private static func object(depth: Int, _ random: inout SeededRandom) -> JSONObject {
        var object = JSONObject()
        var known: Set<String> = []
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            _ = object.add(text(&random), value(depth: depth + 1, &random), known: &known)
        }
        return object
    }

    private static func text(_ random: inout SeededRandom) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0...0x7f, 0x20...0x7e, 0x80...0x7ff, 0x800...0xd7ff, 0xe000...0xffff, 0x10000...0x10ffff,
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let code = UInt32.random(in: ranges.randomElement(using: &random)!, using: &random)
            text.unicodeScalars.append(Unicode.Scalar(code)!)
        }
        return text
    }
}
