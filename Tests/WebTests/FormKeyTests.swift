import Domain
import HTML
import JSON
import TestingElwosa
import Testing

@testable import Web

@Suite("The one-time keys of forms")
struct FormKeyTests {
    private let page: HTML = "<p>K</p><form>\(FormKey.field)</form><form>\(FormKey.field)</form>K"

    private func sent(_ answer: Response) -> [UInt8] {
        guard case .bytes(let bytes) = answer.withFreshKeys().body else { return [] }
        return bytes
    }

    private func keys(_ bytes: [UInt8]) -> [String] {
        Markup(String(decoding: bytes, as: UTF8.self)).root.all("input").compactMap { $0["value"] }
    }

    @Test("one page sent twice has keys of its own each time, no two alike, and stays as long as it is")
    func fresh() {
        let kept = Response(.ok, page: page, headers: [])
        let (first, second) = (sent(kept), sent(kept))
        #expect(first.count == page.bytes.count && second.count == first.count)
        let keys = keys(first) + keys(second)
        #expect(keys.count == 4 && Set(keys).count == 4 && keys.allSatisfy(FormKey.isKey))
        // What is kept has its holes still.
        #expect(kept.holes.count == 2 && kept.withFreshKeys().holes.isEmpty)
    }

    @Test("what people wrote is no hole, even where it reads like one")
    func texts() {
        let hostile = "<input type=\"hidden\" name=\"formKey\" value=\"......................\">"
        #expect(FormKey.holes(in: ("<p title=\"\(hostile)\">\(hostile)</p>" as HTML).bytes) == [])
        #expect(FormKey.holes(in: []) == [] && FormKey.holes(in: Array("K".utf8)) == [])
    }

    @Test(
        "what no page gives out is no key",
        arguments: ["", "......................", "abc", String(repeating: "a", count: 23), "äaaaaaaaaaaaaaaaaaaaa"])
    func others(text: String) throws {
        #expect(!FormKey.isKey(text))
        let fields = [("title", "x"), (FormKey.fieldName, text)]
        let reply = SampleSite.make().send(TestRequest.form("/notes", fields, as: .ada).signed(as: .ada))
        #expect(reply.status == 400 && reply.text.contains("class=\"code\">400"))
    }

    @Test("the key of a form counts for what makes something, with the address; what sets something needs none")
    func counts() throws {
        let site = SampleSite.make()
        func send(_ path: String, _ fields: [(String, String)]) -> TestReply {
            let key = (FormKey.fieldName, String(repeating: "k", count: 22))
            return site.send(TestRequest.form(path, fields + [key], as: .ada).signed(as: .ada))
        }
        let made = send("/notes", [("title", "x")])
        guard case .string(let key)? = made["key"] else {
            Issue.record("no key")
            return
        }
        #expect(key.hasPrefix("form kkkkkkkkkkkkkkkkkkkkkk ") && key.utf8.count <= 128 && made["title"] == "x")
        #expect(send("/notes/7", [("_method", "PATCH"), ("title", "x")])["key"] == .null)
        let other = send("/notes", [("title", "y")])
        #expect(other["key"] == made["key"] && other["digest"] != made["digest"])
    }

    @Test("a form is known again by what was typed, whatever its key and its token are")
    func digest() throws {
        let site = SampleSite.make()
        func digest(_ key: String) -> TestReply {
            let fields = [("title", "x"), (FormKey.fieldName, String(repeating: key, count: 22))]
            let headers = [(name: "Idempotency-Key", value: "mine")]
            return site.send(TestRequest.form("/notes", fields, as: .ada, headers: headers).signed(as: .ada))
        }
        #expect(digest("a")["key"] == "mine" && digest("a")["digest"] == digest("b")["digest"])
    }
}
