import Domain
import JSON
import Testing
import TestingElwosa

@testable import Web

struct RequestReadingTests {
    private let site = SampleSite.make()

    private func post(_ body: String, _ type: String?, _ headers: [(name: String, value: String)] = []) -> TestReply {
        site.send(
            TestRequest("POST", "/notes", headers: headers, body: body).with("Content-Type", type).signed(as: .ada))
    }

    @Test("a body is read by its content type, with or without parameters")
    func types() {
        for type in [
            "application/json", "Application/JSON; charset=utf-8", "application/json ;charset=utf-8",
            "application/merge-patch+json",
        ] {
            #expect(post(#"{"title":"x"}"#, type)["title"] == "x")
        }
        let form = TestRequest.form("/notes", [("title", "ä b")], as: .ada).signed(as: .ada)
        #expect(site.send(form)["title"] == "ä b")
    }

    @Test(
        "another content type, or none, is 415",
        arguments: [
            nil, "", "text/plain", "application/jsonx", "application/json+x", "multipart/form-data; boundary=x", "*/*",
            ";", "application/xml",
        ])
    func otherTypes(type: String?) {
        let reply = post(#"{"title":"x"}"#, type)
        #expect(reply.status == 415 && reply["field"] == "Content-Type")
    }

    @Test(
        "a body that cannot be read is 400 with the place",
        arguments: [
            ("{", "byte 1"), (#"{"title":"x",}"#, "byte 13"), (#"{"title":"x","title":"y"}"#, "byte 13"),
            ("[]", "an array"), ("1", "a number"), ("null", "null"), (" ", "byte 1"),
        ])
    func malformed(body: String, place: String) {
        let reply = post(body, "application/json")
        #expect(reply.status == 400 && reply["field"] == "body")
        if case .string(let detail) = reply["detail"] {
            #expect(detail.contains(place))
        } else {
            Issue.record("no detail")
        }
    }

    @Test(
        "a field that is unknown or of another type is 422 and named",
        arguments: [(#"{"titel":"x"}"#, "titel"), (#"{"title":1}"#, "title"), (#"{"title":null}"#, "title")])
    func invalid(body: String, field: String) {
        let reply = post(body, "application/json")
        #expect(reply.status == 422 && reply["field"] == .string(field))
    }

    @Test("a request without a body asks for nothing")
    func empty() {
        #expect(site.send(TestRequest("POST", "/notes").signed(as: .ada)).status == 200)
        #expect(post("", "application/json").status == 200)
    }

    @Test("a body may be as long as its limit, announced or not, and no longer")
    func limit() {
        func status(_ length: Int, announced: Int?) -> Int {
            var request = TestRequest(
                "POST", "/notes", body: "{\"title\":\"\(String(repeating: "x", count: length - 12))\"}")
            request.announcedLength = announced
            return site.send(request.with("Content-Type", "application/json").signed(as: .ada)).status
        }
        #expect(status(1_000, announced: 1_000) == 200 && status(1_000, announced: nil) == 200)
        #expect(status(1_001, announced: 1_001) == 413 && status(1_001, announced: nil) == 413)
        #expect(status(1_001, announced: 10) == 413 && status(20, announced: 1_001) == 413)
    }

    @Test(
        "a body that is shorter or longer than was announced is not taken for a whole one", arguments: [1, 7, 9, 900])
    func otherLength(announced: Int) {
        var request = TestRequest("POST", "/notes", body: "{\"a\": 1}")
        request.announcedLength = announced
        let reply = site.send(request.with("Content-Type", "application/json").signed(as: .ada))
        #expect(reply.status == 400 && reply["detail"] == "The request body has another length than was announced.")
    }

    @Test(
        "a length that stands twice is refused, whatever it says", arguments: [["2", "2"], ["2", "3"], ["0", "2"]])
    func doubledLength(lengths: [String]) {
        var request = TestRequest("POST", "/notes", headers: lengths.map { ("Content-Length", $0) }, body: "{}")
        request.announcedLength = nil
        let reply = site.send(request.with("Content-Type", "application/json").signed(as: .ada))
        #expect(reply.status == 400 && reply["field"] == "Content-Length")
    }

    @Test(
        "a header that decides something is refused where it stands twice",
        arguments: ["Content-Type", "Origin", "Sec-Fetch-Site", "Idempotency-Key", "If-Match", "Content-Encoding"])
    func doubledHeader(name: String) {
        let values = [
            "Origin": DirectSite.plainOrigin, "Sec-Fetch-Site": "same-origin", "Content-Encoding": "identity",
        ]
        let header = (name: name, value: values[name] ?? "application/json")
        let reply = post("{}", name == "Content-Type" ? nil : "application/json", [header, header])
        #expect(reply.status == 400 && reply["field"] == .string(name))
    }

    @Test("a body that says it is compressed is refused, whatever it is", arguments: ["gzip", "br", "GZIP", "x, gzip"])
    func compressed(coding: String) {
        let reply = post(#"{"title":"x"}"#, "application/json", [("Content-Encoding", coding)])
        #expect(reply.status == 415 && reply["field"] == "Content-Encoding")
        #expect(post(#"{"title":"x"}"#, "application/json", [("Content-Encoding", "identity")]).status == 200)
    }

    @Test("a form says with _method what a browser cannot send", arguments: ["PUT", "PATCH", "DELETE"])
    func override(method: String) {
        let reply = site.send(.form("/notes/7", [("_method", method)], as: .ada).signed(as: .ada))
        #expect(method == "PUT" ? reply.status == 405 : reply["method"] == .string(method))
    }

    @Test(
        "_method names a method that changes something, once, in a form that is posted",
        arguments: ["GET", "HEAD", "BREW", "", "delete"])
    func wrongOverride(method: String) {
        let form = { (fields: [(String, String)]) in TestRequest.form("/notes", fields, as: .ada).signed(as: .ada) }
        #expect(site.send(form([("_method", method)]).with("Accept", "application/json")).status == 400)
        #expect(post(#"{"_method":"DELETE"}"#, "application/json").status == 422)
        #expect(site.send(TestRequest("POST", "/notes?_method=DELETE").signed(as: .ada))["method"] == "POST")
    }

    @Test("a method that is named twice is refused")
    func doubledOverride() {
        for methods in [["PATCH", "DELETE"], ["PATCH", "PATCH"], ["PATCH", "POST"]] {
            let request = TestRequest.form("/notes/7", methods.map { ("_method", $0) }, as: .ada).signed(as: .ada)
            #expect(site.send(request).status == 400)
        }
    }

    @Test("an unknown method is 405, and a known one is told which are answered")
    func methods() {
        for method in ["BREW", "", "get", "TRACE", "CONNECT", "OPTIONS"] {
            let reply = site.send(TestRequest(method, "/notes").signed(as: .ada))
            #expect(reply.status == 405 && reply.header("Allow") == "GET, HEAD, POST")
            #expect(site.send(TestRequest(method, "/nothing").signed(as: .ada)).status == 404)
        }
        let reply = site.send(TestRequest("PUT", "/notes").signed(as: .ada))
        #expect(reply.status == 405 && reply.header("Allow") == "GET, HEAD, POST")
        #expect(site.send(TestRequest("GET", "/faults")).status == 404)
    }

    @Test("a retry key is 1 to 128 printable characters of ASCII")
    func retryKeys() {
        func reply(_ key: String) -> TestReply {
            post(#"{"title":"x"}"#, "application/json", [("Idempotency-Key", key)])
        }
        for key in ["a", "!~", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", String(repeating: "k", count: 128)] {
            #expect(reply(key)["key"] == .string(key) && reply(key)["route"] == "POST /notes")
        }
        for key in ["", " ", "a b", "ä", "a\u{7f}", "a\t", String(repeating: "k", count: 129)] {
            #expect(reply(key).status == 400 && reply(key)["field"] == "Idempotency-Key")
        }
    }

    @Test("a retry key stands for this very address and body")
    func retryDigests() {
        func digest(_ method: String, _ target: String, _ body: String) -> JSON? {
            let request = TestRequest(method, target, headers: [("Idempotency-Key", "k")], body: body)
            return site.send(request.with("Content-Type", "application/json").signed(as: .ada))["digest"]
        }
        let first = digest("POST", "/notes", #"{"title":"x"}"#)
        #expect(first != nil && first != .null && digest("POST", "/notes", #"{"title":"x"}"#) == first)
        let others = [
            digest("POST", "/notes", #"{"title":"y"}"#), digest("PATCH", "/notes/7", #"{"title":"x"}"#),
            digest("PATCH", "/notes/8", #"{"title":"x"}"#),
        ]
        #expect(Set(others.map { "\($0!)" }).count == 3 && !others.contains(first))
    }
}
