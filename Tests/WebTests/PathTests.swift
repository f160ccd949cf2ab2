import Domain
import Testing
import TestingElwosa

@testable import Web

struct PathTests {
    @Test(
        "a target is read into decoded segments, its query left out",
        arguments: [
            ("/", []), ("/?q", []), ("/#x", []), ("/tasks", ["tasks"]), ("/tasks/7?q=a/b/../c", ["tasks", "7"]),
            ("/a%20b/%C3%A4", ["a b", "ä"]), ("/a+b", ["a+b"]), ("/...", ["..."]), ("/.a/a.", [".a", "a."]),
            ("/%41%7e", ["A~"]), ("/a;b=c/d,e", ["a;b=c", "d,e"]), ("/ä", ["ä"]), ("/%3Fq", ["?q"]), ("/%25", ["%"]),
            ("/a#/../b", ["a"]),
        ] as [(String, [String])])
    func read(target: String, segments: [String]) throws {
        #expect(try Path(target: target).segments == segments)
    }

    @Test(
        "a target with two readings is refused",
        arguments: [
            "", "tasks", "*", "http://elwosa.example/tasks", "?q", "//", "//tasks", "/tasks/", "/tasks//7", "/.", "/..",
            "/tasks/../x", "/tasks/./x", "/%2e", "/%2E%2e", "/.%2e/x", "/a%2Fb", "/a%2fb", "/a%5Cb", "/a\\b", "/a%00b",
            "/a\u{0}b", "/a%0Ab", "/a%1f", "/a%7F", "/%", "/%4", "/%zz", "/%ff", "/%c0%af", "/%ed%a0%80", "/a%C3",
        ])
    func refused(target: String) {
        #expect(throws: Failure(.malformed, "The address is malformed.", field: "path")) { try Path(target: target) }
    }

    @Test("a path may have 2,048 bytes, its query not counted")
    func length() throws {
        let longest = "/" + String(repeating: "a", count: 2_047)
        #expect(try Path(target: longest + "?" + longest).segments.count == 1)
        #expect(throws: Failure.self) { try Path(target: longest + "a") }
        // Counted as it was sent: three bytes for each encoded one.
        #expect(throws: Failure.self) { try Path(target: "/" + String(repeating: "%41", count: 683)) }
    }

    @Test("a path written again is read the same")
    func roundTrip() throws {
        var random = SeededRandom(seed: 12)
        for _ in 0..<2_000 {
            let bytes = random.bytes(Int.random(in: 1...12, using: &random))
            let target = "/x/" + bytes.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            guard let path = try? Path(target: target) else { continue }
            try #require(Path(target: path.text) == path && path.segments.count == 2)
        }
    }
}

struct ParametersTests {
    private let parameters = Parameters([("A", "1"), ("AB", "x=y"), ("A", "2"), ("EMPTY", "")])

    @Test("a parameter is found by its whole name, the first of several first")
    func found() {
        #expect(parameters["A"] == "1" && parameters["AB"] == "x=y" && parameters["EMPTY"] == "")
        #expect(parameters["a"] == nil && parameters["B"] == nil && parameters[""] == nil)
        #expect(parameters.values(of: "A") == ["1", "2"] && parameters.values(of: "C") == [])
    }

    @Test("bytes that are not UTF-8 do not get through as themselves, and a line without = is no parameter")
    func bytes() {
        var parameters = Parameters()
        for line in [[0x58, 0x3d, 0x61, 0xff, 0x62], [0x59], []] as [[UInt8]] {
            line.withUnsafeBufferPointer { parameters.append($0) }
        }
        #expect(parameters["X"] == "a\u{fffd}b" && parameters["Y"] == nil)
    }
}
