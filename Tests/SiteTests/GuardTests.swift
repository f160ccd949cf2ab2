import AuthDomain
import Foundation
import SQLite
import Testing
import TestingElwosa

/// Another program behind the same NGINX, guarded as `docs/auth-request.md` shows it.
@Suite("A guarded program", .timeLimit(.minutes(15)))
struct GuardTests {
    /// The site, and behind it a program that says back what it was sent: under /wiki/ to everybody signed in, under
    /// /secrets/ to those who manage users.
    private func withProgram(_ body: (RunningSite) throws -> Void) throws {
        let program = LoopbackPages(policy: "default-src 'none'") { head in LoopbackPages.Answer(text: head) }
        let locations = """
            location ^~ /wiki/ { include guard.conf; proxy_pass \(program.address); }
            location ^~ /secrets/ {
                set $guard_query permission=users:manage;
                include guard.conf;
                proxy_pass \(program.address);
            }
            """
        try withRunningSite { site throws in
            let directory = site.state + "/nginx.d"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try locations.write(toFile: directory + "/wiki.conf", atomically: true, encoding: .utf8)
            site.signal(SIGHUP)
            // Until NGINX has taken it over, the address is one of no area.
            let limit = Date(timeIntervalSinceNow: 20)
            while try site.client().get("/secrets/").contentType != "application/problem+json"
                || site.client().get("/wiki/").header("WWW-Authenticate") == nil, Date() < limit
            {}
            try body(site)
        }
        withExtendedLifetime(program) {}
    }

    /// A browser whose access cookie is no longer good.
    private func stale(_ site: RunningSite, of client: HTTPClient) -> HTTPClient {
        let copy = site.client()
        copy.cookies = client.cookies
        copy.cookies["elwosa-access"] = "stale"
        return copy
    }

    @Test("sends a browser to sign in and back, and tells a program 401")
    func strangers() throws {
        try withProgram { site throws in
            let page = try site.client().page("/wiki/a?b=1&c=2")
            #expect(page.status == 303 && page.location == "/auth/login?next=%2Fwiki%2Fa%3Fb%3D1%26c%3D2")
            let form = try site.client().submit("/wiki/a", [("text", "x")])
            #expect(form.status == 303 && form.location == "/auth/login")
            let problem = try site.client([("X-Elwosa-User", "Ada")]).get("/wiki/a")
            #expect(problem.status == 401 && problem.contentType == "application/problem+json")
            #expect(try site.client().get("/auth/guard").status == 404)
        }
    }

    @Test("is told who calls, whatever the client says, and sees neither cookie nor token of the session")
    func knows() throws {
        try withProgram { site throws in
            let ada = try site.signedIn()
            ada.cookies["own"] = "kept"
            let spoofed = [("X-Elwosa-User", "Eve"), ("X-Elwosa-Roles", "root"), ("x-elwosa-user", "Eve")]
            let reply = try ada.get("/wiki/a?b=1", spoofed)
            let lines = reply.text.components(separatedBy: "\r\n")
            #expect(reply.status == 200 && lines.first == "GET /wiki/a?b=1 HTTP/1.0")
            #expect(
                lines.filter { $0.lowercased().hasPrefix("x-elwosa-") }.sorted()
                    == ["X-Elwosa-Roles: administrator", "X-Elwosa-User: Ada"])
            #expect(lines.contains { $0.hasPrefix("Cookie:") && $0.contains("own=kept") })
            #expect(!reply.text.contains("elwosa-access") && !reply.text.contains("elwosa-refresh"))
            let access = try #require(ada.cookies["elwosa-access"])
            let bearer = try site.client().get("/wiki/a", [("Authorization", "Bearer \(access)")])
            #expect(bearer.status == 200 && !bearer.text.contains("Authorization"))
            #expect(try ada.submit("/wiki/a", [("text", "x")]).text.hasSuffix("text=x"))
        }
    }

    @Test("hands a session's renewal through to the browser, with a refusal too")
    func renewal() throws {
        try withProgram { site throws in
            let ada = try site.signedIn()
            let first = ada.cookies["elwosa-refresh"]
            let visitor = stale(site, of: ada)
            let reply = try visitor.get("/wiki/")
            #expect(reply.status == 200 && reply.headers("Set-Cookie").count == 2)
            #expect(reply.headers.allSatisfy { !$0.name.hasPrefix("X-Elwosa") })
            #expect(visitor.cookies["elwosa-refresh"] != first && visitor.cookies["elwosa-access"] != "stale")
            #expect(try visitor.get("/tasks").status == 200)
            try site.change("UPDATE account SET role = 'viewer'")
            let refused = stale(site, of: visitor)
            #expect(try refused.page("/secrets/").status == 403)
            #expect(refused.cookies["elwosa-access"] != "stale")
            #expect(try refused.get("/wiki/").headers("Set-Cookie") == [])
        }
    }

    @Test("is closed at the next request to whom the permission or the session was taken from")
    func revocation() throws {
        try withProgram { site throws in
            let ada = try site.signedIn()
            #expect(try ada.get("/secrets/").status == 200)
            try site.change("UPDATE account SET role = 'viewer'")
            let refused = try ada.get("/secrets/")
            #expect(refused.status == 403 && refused.text.contains("users:manage"))
            #expect(try ada.get("/wiki/").text.contains("X-Elwosa-Roles: viewer"))
            try site.change("DELETE FROM session")
            #expect(try ada.get("/wiki/").status == 401)
        }
    }
}
