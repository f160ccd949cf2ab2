import Testing
import TestingElwosa

@testable import JSON

struct JSONLimitTests {
    private func error(_ text: String) -> JSONError? {
        do throws(JSONError) {
            _ = try JSONParser.parse(Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "a name that stands twice in one object is refused, however it is written",
        arguments: [
            #"{"a":1,"a":1}"#, #"{"a":1,"\u0061":2}"#, #"{"\u0061":1,"b":0,"a":2}"#, #"{"":1,"":2}"#,
            #"[{"x":{"a":1,"a":null}}]"#,
            #"{"\ud83d\ude00":1,"😀":2}"#,
        ])
    func doubled(text: String) {
        #expect(error(text)?.message.contains("stands twice") == true)
    }

    @Test("a name is found twice among many, too")
    func doubledAmongMany() {
        for size in [7, 8, 9, 100, 5_000] {
            let members = (0..<size).map { "\"n\($0)\":\($0)" }.joined(separator: ",")
            #expect(error("{\(members)}") == nil)
            for again in [0, size / 2, size - 1] {
                let message = error("{\(members),\"n\(again)\":0}")
                #expect(
                    message
                        == JSONError("The name \"n\(again)\" stands twice in one object.", at: members.utf8.count + 2))
            }
        }
    }

    @Test("the same name in two objects is no double")
    func notDoubled() {
        #expect(error(#"[{"a":1},{"a":{"a":1}},{"A":1,"a":2}]"#) == nil)
    }

    @Test("arrays and objects go 32 deep and no deeper")
    func depth() {
        func nested(_ depth: Int, _ open: String, _ close: String) -> String {
            String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        }
        #expect(error(nested(32, "[", "]")) == nil && error(nested(32, "{\"a\":", "}")) == nil)
        for text in [nested(33, "[", "]"), nested(33, "{\"a\":", "}"), String(repeating: "[", count: 1_000_000)] {
            #expect(error(text)?.message == "Arrays and objects are nested deeper than 32.")
        }
        #expect(error(nested(33, "[", "]"))?.offset == 32)
        #expect(error("[" + Array(repeating: nested(31, "[", "]"), count: 50).joined(separator: ",") + "]") == nil)
    }

    @Test(
        "an error names the byte at which reading stopped",
        arguments: [
            ("", 0), ("  x", 2), ("[1,x]", 3), ("[1 2]", 3), ("{\"a\" 1}", 5), ("{\"a\":1,}", 7), ("{\"ä\":x}", 6),
            ("\"a\\x\"", 4),
            ("\"a\nb\"", 2), ("[\"abc", 5), ("1 2", 2), ("[-]", 2), ("[1.]", 3), ("[1e]", 3), ("nul", 0),
            ("\"\\u00g0\"", 3),
            ("{\"a\":1,\"a\":2}", 7),
        ])
    func offsets(text: String, offset: Int) {
        #expect(error(text)?.offset == offset)
    }

    @Test("an error's sentence stays short, whatever was sent")
    func shortMessages() {
        let name = String(repeating: "n", count: 10_000)
        #expect(error("{\"\(name)\":1,\"\(name)\":1}")!.message.utf8.count < 200)
    }
}
