import AuthDomain
import Crypto
import Domain
import JSON
import SQLite
import Store
import Testing
import TestingElwosa
import Web

@Suite("Tokens of a session")
struct TokenTests {
    private func bearer(_ token: String) -> [(name: String, value: String)] {
        [(name: "Authorization", value: "Bearer \(token)")]
    }

    private func refresh(_ site: TestSite, _ token: String, agent: String = "tests") throws -> TestReply {
        try site.post(
            "/auth/refresh", json: #"{"refresh_token":"\#(token)"}"#,
            headers: [(name: "User-Agent", value: agent)])
    }

    private func text(_ reply: TestReply, _ name: String) -> String {
        if case .string(let text)? = reply[name] { text } else { "" }
    }

    @Test("an answer has RFC 6749's names, and its access token is a bearer token")
    func bearerToken() async throws {
        try await withSite { site throws in
            let reply = try refresh(site, Person.ben.refreshToken.text)
            #expect(reply.status == 200 && reply["token_type"] == "Bearer" && reply["expires_in"] == 900)
            #expect(reply.header("Cache-Control") == "no-store" && reply.header("Set-Cookie") == nil)
            let access = text(reply, "access_token")
            #expect(try site.get("/tasks", headers: bearer(access)).status == 200)
            let made = try site.post("/tasks", json: #"{"title":"x"}"#, headers: bearer(access))
            #expect(made.status == 201)
        }
    }

    @Test(
        "a bearer token that is not good is 401 with one answer, on every address",
        arguments: [
            "", "x", "eyJhbGciOiJub25lIn0.e30.", "elwosa_ref_1_x", String(repeating: "A", count: 5_000),
        ])
    func badBearer(token: String) async throws {
        try await withSite { site throws in
            for target in ["/tasks", "/auth/login"] {
                let reply = try site.get(target, headers: bearer(token))
                #expect(reply.status == 401 && reply["detail"] == "The token is not valid.")
                #expect(reply.header("WWW-Authenticate") == "Bearer realm=\"elwosa\"")
            }
            let basic = try site.get("/tasks", headers: [(name: "Authorization", value: "Basic YTpi")])
            #expect(basic.status == 401)
        }
    }

    @Test("a token in the query is no token")
    func query() async throws {
        try await withSite { site throws in
            let access = Person.ada.accessToken(origin: site.origin, at: site.clock.now)
            #expect(try site.get("/tasks?access_token=\(access)").status == 401)
        }
    }

    @Test("a bearer token goes before a cookie, and needs no form token")
    func bearerBeforeCookie() async throws {
        try await withSite { site throws in
            let cleo = Person.cleo.accessToken(origin: site.origin, at: site.clock.now)
            #expect(try site.post("/tasks", json: #"{"title":"x"}"#, as: .ada, headers: bearer(cleo)).status == 403)
            let ben = Person.ben.accessToken(origin: site.origin, at: site.clock.now)
            let form = TestRequest(
                "POST", "/tasks",
                headers: bearer(ben) + [(name: "Content-Type", value: "application/x-www-form-urlencoded")],
                body: "title=x")
            #expect(try site.send(form).status == 201)
        }
    }

    @Test("a refresh token is used up: its successor is good, and it is not, beyond the grace, for anybody")
    func rotation() async throws {
        try await withSite { site throws in
            let mark = try site.lastEvent()
            let first = try refresh(site, Person.ben.refreshToken.text)
            let again = try refresh(site, Person.ben.refreshToken.text)
            #expect(text(again, "refresh_token") == text(first, "refresh_token"))
            site.clock.advance(seconds: 61)
            #expect(try refresh(site, text(first, "refresh_token")).status == 200)
            let late = try refresh(site, Person.ben.refreshToken.text)
            #expect(late.status == 401)
            #expect(try refresh(site, text(first, "refresh_token")).status == 401)
            #expect(try site.get("/tasks", as: .ben).status == 401)
            #expect(try site.events(after: mark) == ["session_replayed"])
        }
    }

    @Test("a refresh token from another browser within the grace ends the family too")
    func otherDevice() async throws {
        try await withSite { site throws in
            _ = try refresh(site, Person.ben.refreshToken.text)
            #expect(try refresh(site, Person.ben.refreshToken.text, agent: "curl").status == 401)
            #expect(try site.get("/tasks", as: .ben).status == 401)
        }
    }

    @Test(
        "a made-up refresh token ends nothing",
        arguments: [
            "elwosa_ref_2_" + String(repeating: "A", count: 43), "elwosa_ref_99_" + String(repeating: "A", count: 43),
            "elwosa_ref_02_" + String(repeating: "A", count: 43), "elwosa_ref_-2_x", "elwosa_ref_2", "",
        ])
    func madeUp(token: String) async throws {
        try await withSite { site throws in
            let mark = try site.lastEvent()
            #expect(try refresh(site, token).status == 401)
            #expect(try site.get("/tasks", as: .ben).status == 200)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("the database knows no token, only hashes")
    func onlyHashes() async throws {
        try await withSite { site throws in
            let reply = try refresh(site, Person.ben.refreshToken.text)
            let secret = String(text(reply, "refresh_token").split(separator: "_").last ?? "")
            let stored = try site.store.database.read { tx in
                try tx.one("SELECT tokenHash FROM session WHERE id = 2") { row in try row[0] as [UInt8] }
            }
            #expect(stored == SHA256.hash(secret))
        }
    }

    @Test("in a browser an expired access cookie is renewed within the request, and no form is lost")
    func renewal() async throws {
        try await withSite { site throws in
            site.clock.advance(seconds: 3_600)
            let cookie = "elwosa-refresh=\(Person.ben.refreshToken.text)"
            var form = TestRequest.form("/tasks", [("title", "Not lost")], as: .ben)
                .with("Cookie", cookie).with("User-Agent", "tests")
            form.headers.removeAll { $0.name == "Cookie" && $0.value != cookie }
            let reply = try site.send(form)
            #expect(reply.status == 303)
            let cookies = reply.all("Set-Cookie")
            #expect(
                cookies.count == 2 && cookies[0].hasPrefix("elwosa-access=") && cookies[1].hasPrefix("elwosa-refresh="))
            #expect(try site.get("/tasks/1", as: .ben)["title"] == "Not lost")
            let pair = cookies.map { String($0.prefix { $0 != ";" }) }.joined(separator: "; ")
            #expect(try site.get("/tasks", headers: [(name: "Cookie", value: pair)]).status == 200)
        }
    }

    @Test("a browser whose session is gone is told to forget its cookies")
    func forget() async throws {
        try await withSite { site throws in
            _ = try site.post("/auth/logout", as: .ben)
            let cookie = [(name: "Cookie", value: "elwosa-refresh=\(Person.ben.refreshToken.text)")]
            let reply = try site.get("/tasks", wants: .page, headers: cookie)
            #expect(reply.status == 303)
            #expect(
                reply.all("Set-Cookie").allSatisfy { $0.contains("Max-Age=0") } && reply.all("Set-Cookie").count == 2)
        }
    }

    @Test("NGINX is told who is calling, and whether they may")
    func verify() async throws {
        try await withSite { site throws in
            let known = try site.get("/auth/verify", as: .cleo)
            #expect(known.status == 204 && known.header("X-Elwosa-User") == "Cleo")
            #expect(known.header("X-Elwosa-Roles") == "viewer")
            #expect(try site.get("/auth/verify?permission=tasks:read", as: .cleo).status == 204)
            #expect(try site.get("/auth/verify?permission=tasks:write", as: .cleo).status == 403)
            #expect(try site.get("/auth/verify").status == 401)
            #expect(try site.get("/auth/verify?permission=x", as: .cleo).status == 422)
        }
    }
}
