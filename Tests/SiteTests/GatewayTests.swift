import AuthDomain
import Foundation
import Testing
import TestingElwosa

/// NGINX's own answers, and what it hands on; a responder that says back what it was told stands for the areas.
@Suite("The gateway", .timeLimit(.minutes(15)))
struct GatewayTests {
    private func withEcho(_ environment: [String: String] = [:], _ body: (RunningSite) throws -> Void) throws {
        try withRunningSite(.init(environment: environment, standIn: "EchoResponder"), body)
    }

    @Test("addresses reach the responder of their area, as they were sent")
    func addresses() throws {
        try withEcho { site throws in
            #expect(try site.client().get("/auth/login?next=%2Ftasks").text == "GET /auth/login?next=%2Ftasks 0\n")
            #expect(site.responders("auth").count == 1 && site.responders("tasks").isEmpty)
            #expect(try site.client().get("/tasks//7/%2e%2e").text == "GET /tasks//7/%2e%2e 0\n")
            #expect(site.responders("tasks").count == 1)
            let body = [UInt8](repeating: 65, count: 100_000)
            let reply = try site.client().send("PUT", "/tasks/7", body: body)
            #expect(reply.text.hasPrefix("PUT /tasks/7 100000\n") && reply.body.count == 100_020)
        }
    }

    @Test("a file whose name holds its hash may be kept for ever, one without only for minutes")
    func files() throws {
        try withEcho { site throws in
            let plain = try site.client().get("/static/app.css")
            #expect(plain.status == 200 && plain.contentType == "text/css")
            let shipped = try StaticFile.stylesheet()
            #expect(plain.text == shipped)
            #expect(plain.header("Cache-Control") == "public, max-age=300")
            let hashed = try site.client().get("/static/app.0123456789ab.css")
            #expect(hashed.body == plain.body)
            #expect(hashed.header("Cache-Control") == "public, max-age=31536000, immutable")
            #expect(hashed.header("X-Content-Type-Options") == "nosniff")
            let compressed = try site.client([("Accept-Encoding", "gzip")]).get("/static/app.css")
            #expect(compressed.header("Content-Encoding") == "gzip" && compressed.body.count < plain.body.count / 2)
            for path in ["/static/../nginx/nginx.conf", "/static/%2e%2e/Package.swift"] {
                // No file of www/ any more, so it is the responder's to refuse.
                #expect(try site.client().get(path).text == "GET \(path) 0\n")
            }
            #expect(try site.client().get("/static/").status == 403)
            #expect(try site.client().get("/static/styles/01-tokens.css").status == 404)
        }
    }

    @Test("NGINX's own errors are a page for a browser and a problem for everyone else")
    func errors() throws {
        try withEcho(["ELWOSA_BODY_LIMIT_KILOBYTES": "1"]) { site throws in
            let page = try site.client().page("/static/nothing.css")
            #expect(page.status == 404 && page.contentType == "text/html" && page.text.contains("ELWOSA"))
            let problem = try site.client().get("/static/nothing.css")
            #expect(problem.status == 404 && problem.contentType == "application/problem+json")
            #expect(problem.object["status"] as? Int == 404 && problem.object["title"] as? String == "Not found")
            #expect(problem.object["requestId"] as? String == problem.header("X-Request-Id"))
            let large = try site.client().send("POST", "/tasks", body: [UInt8](repeating: 65, count: 1_025))
            #expect(large.status == 413 && large.object["title"] as? String == "Request too large")
            for reply in [page, problem, large] {
                #expect(reply.header("Cache-Control") == "no-store" && reply.header("Server") == "nginx")
                #expect(reply.header("Content-Security-Policy")?.hasPrefix("default-src 'none'") == true)
            }
        }
    }

    @Test("a request that is no HTTP is refused as a problem")
    func malformed() throws {
        try withEcho { site throws in
            for text in [
                "GET / HTTP/1.1\r\n\r\n", "GET /../ HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
            ] {
                let reply = try site.client().send(raw: Array(text.utf8))
                #expect(reply.status == 400 && reply.contentType == "application/problem+json", "\(text)")
            }
            let long = String(repeating: "a", count: 10_000)
            #expect(try site.client().get("/" + long).status == 414)
        }
    }

    @Test("what NGINX does not know of HTTP is a problem too")
    func unknown() throws {
        try withEcho { site throws in
            for (text, status) in [
                ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
                ("GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505),
            ] {
                let reply = try site.client().send(raw: Array(text.utf8))
                #expect(reply.status == status && reply.contentType == "application/problem+json", "\(text)")
            }
        }
    }

    @Test("whatever goes wrong with it, the link for the first administrator stays out of the logs")
    func setupLink() throws {
        let limits = ["ELWOSA_UNLIMITED_NETWORKS": "none", "ELWOSA_REQUESTS_PER_SECOND": "1"]
        try withRunningSite(.init(environment: limits, standIn: "no-such-program")) { site throws in
            for _ in 0..<8 { _ = try site.client().page("/setup?token=secret") }
            _ = try site.client([("Content-Length", "4000000")]).page("/setup?token=secret")
            // What was logged before is there once something later is.
            _ = try site.client().get("/tasks?q=later")
            site.signal(SIGTERM)
            #expect(site.waitForEnd() == "ended with exit code 0")
            let logs = ["nginx-access", "nginx-error", "auth", "tasks"].map(site.log).joined()
            #expect(logs.contains("/setup") && !logs.contains("secret"))
        }
    }

    @Test("a responder that cannot start is a page that says when to come back, at once")
    func noResponder() throws {
        try withRunningSite(.init(standIn: "no-such-program")) { site throws in
            let page = try site.client().page("/")
            #expect(page.status == 502 && page.header("Retry-After") == "2" && page.text.contains("ELWOSA"))
            #expect(try site.client().get("/").object["title"] as? String == "Responder not available")
        }
    }

    @Test("who asks too often is told so, and when to come back")
    func limits() throws {
        let limits = ["ELWOSA_UNLIMITED_NETWORKS": "none", "ELWOSA_REQUESTS_PER_SECOND": "1"]
        try withEcho(limits) { site throws in
            // One a second and a burst of four on top.
            let replies = try (0..<10).map { _ in try site.client().get("/ping") }
            #expect(replies.first?.status == 200)
            let last = try #require(replies.last)
            #expect(last.status == 429 && last.header("Retry-After") == "1")
            #expect(last.object["title"] as? String == "Too many requests")
        }
    }

    @Test("the access log is JSON with the path as it was sent, and without the query")
    func log() throws {
        try withEcho { site throws in
            _ = try site.client().get("/ta%73ks?q=secret")
            _ = try site.client([("User-Agent", "curl\u{9b}31m\u{202e}x")]).get("/tasks/\u{9b}31m")
            site.signal(SIGTERM)
            #expect(site.waitForEnd() == "ended with exit code 0")
            // Each worker writes for itself, so the first line may be the second request's.
            let line = try #require(site.log("nginx-access").split(separator: "\n").first { $0.contains("%73") })
            let entry = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(entry["url.path"] as? String == "/ta%73ks" && !line.contains("secret"))
            #expect(entry["http.response.status_code"] as? Int == 200)
            #expect((entry["http.request.id"] as? String)?.count == 32)
            // Who reads it does so in a terminal.
            #expect(!site.log("nginx-access").utf8.contains { $0 >= 0x7f || $0 < 0x20 && $0 != 0x0a })
        }
    }
}
