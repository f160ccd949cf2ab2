import Domain
import JSON
import Telemetry
import Testing
import TestingElwosa

@testable import Web

struct SiteAnswerTests {
    private let site = SampleSite.make()

    static let requests: [TestRequest] = [
        TestRequest("GET", "/"), TestRequest("GET", "/").signed(as: .ada),
        TestRequest("GET", "/notes").with("Accept", "text/html"),
        TestRequest("GET", "/notes").with("Accept", "text/html").signed(as: .ada),
        TestRequest("HEAD", "/notes").signed(as: .ada),
        TestRequest("GET", "/none"), TestRequest("GET", "//"), TestRequest("BREW", "/"), TestRequest("PUT", "/notes"),
        TestRequest("POST", "/notes", body: "{").with("Content-Type", "application/json").signed(as: .ada),
        TestRequest("POST", "/notes", body: String(repeating: "x", count: 2_000)),
        TestRequest("GET", "/faults/internalFault"),
        TestRequest("GET", "/notes/7").with("If-None-Match", "\"0-7-3\"").signed(as: .ada),
        TestRequest("GET", "/health/test"),
        .form("/door", [("title", "x")]),
    ]

    @Test("every answer has the security headers, each once, and a policy with nothing inline", arguments: requests)
    func security(request: TestRequest) throws {
        let reply = site.send(request)
        for (name, value) in [
            ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ] {
            #expect(reply.all(name) == [value])
        }
        let policies = reply.all("Content-Security-Policy")
        let policy = try #require(policies.first)
        let rules = policy.split(separator: ";").map { $0.trimmingPrefix(" ") }
        #expect(policies.count == 1 && rules.first == "default-src 'none'")
        for rule in [
            "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "script-src 'self'", "style-src 'self'",
        ] {
            #expect(rules.contains { $0 == rule })
        }
        for word in ["unsafe", "*", "data:", "http:", "https:", "blob:"] { #expect(!policy.contains(word)) }
    }

    @Test("what one person may see is kept by nobody between", arguments: requests)
    func caching(request: TestRequest) throws {
        let reply = site.send(request)
        guard reply.status != 204, request.target != "/door" else { return }
        let control = try #require(reply.header("Cache-Control"))
        #expect(["no-store", "private, no-cache"].contains(control))
        if control.hasPrefix("private") { #expect(reply.header("Vary") == "Accept, Accept-Language, Cookie") }
    }

    @Test("one address is a page to a browser and JSON to everyone else")
    func representations() {
        let json = site.send(TestRequest("GET", "/notes").signed(as: .ben))
        #expect(json.header("Content-Type") == "application/json" && json.text == "\"Ben\"")
        let page = site.send(TestRequest("GET", "/notes").with("Accept", Wanted.page.rawValue).signed(as: .ben))
        #expect(page.header("Content-Type") == "text/html; charset=utf-8")
        #expect(page.markup.brokenRules() == [] && page.markup.root.all("h1").first?.text == "Ben")
    }

    @Test("a client that has this very version is told so")
    func notModified() {
        let request = TestRequest("GET", "/notes/7").signed(as: .ada)
        let first = site.send(request)
        #expect(first.status == 200 && first.header("ETag") == "\"0-7-3\"")
        let again = site.send(request.with("If-None-Match", "W/\"0-7-3\""))
        #expect(again.status == 304 && again.body.isEmpty && again.header("ETag") == "\"0-7-3\"")
        #expect(site.send(request.with("If-None-Match", "\"0-7-2\"")).status == 200)
    }

    @Test(
        "a number in the path is positive and spelled as usual",
        arguments: ["0", "-1", "+7", "07", "7.0", "x", "%D9%A7", "9223372036854775808"])
    func numbers(id: String) {
        #expect(site.send(TestRequest("GET", "/notes/\(id)").signed(as: .ada)).status == 404)
    }

    @Test("HEAD is answered as GET is, and counted with its route")
    func head() {
        let get = site.send(TestRequest("GET", "/notes").signed(as: .ada))
        let head = site.send(TestRequest("HEAD", "/notes").signed(as: .ada))
        #expect(head.status == 200 && head.body.isEmpty && !get.body.isEmpty)
        #expect(head.headers.map(\.name) == get.headers.map(\.name))
        #expect(site.metrics.text.contains("route=\"GET /notes\",status=\"200\"} 2"))
    }

    @Test("the log and the metrics name the route, never what was typed")
    func routeNames() {
        _ = site.send(TestRequest("GET", "/notes/secret-1234").signed(as: .ada))
        _ = site.send(TestRequest("GET", "/secret-1234"))
        #expect(
            site.metrics.text.contains("route=\"GET /notes/{id}\",status=\"404\"")
                && !site.metrics.text.contains("secret"))
    }
}
