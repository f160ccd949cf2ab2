import AuthDomain
import Domain
import SQLite
import Store
import Testing
import TestingElwosa
import Web

@Suite("Proving once more who one is")
struct ProofTests {
    @Test("the password makes a session fresh again, for ten minutes, and leads back to the page")
    func password() async throws {
        try await withSite { site throws in
            site.clock.advance(seconds: Caller.freshSeconds)
            #expect(try site.get("/auth/proof", as: .ben)["fresh"] == false)
            let mark = try site.lastEvent()
            let fields = [("password", Person.ben.password), ("next", "/account/factor")]
            let reply = try site.submit("/auth/proof", fields, as: .ben)
            #expect(reply.status == 303 && reply.location == "/account/factor")
            #expect(try site.events(after: mark) == ["session_proved"])
            #expect(try site.newestBody().contains(#""network":"127.0.0.1""#))
            site.clock.advance(seconds: 200)
            #expect(try site.get("/account/factor", as: .ben).status == 200)
        }
    }

    @Test(
        "a wrong password changes nothing but the log", arguments: ["wrong", "", String(repeating: "a", count: 2_000)])
    func wrong(password: String) async throws {
        try await withSite { site throws in
            site.clock.advance(seconds: Caller.freshSeconds)
            let mark = try site.lastEvent()
            let reply = try site.post("/auth/proof", json: TestSite.proof(password), as: .ben)
            #expect(reply.status == 401 && reply["field"] == "password")
            #expect(try site.events(after: mark) == ["session_refused"])
            #expect(try site.get("/account/factor", as: .ben).status == 401)
        }
    }

    @Test("where there is a second factor, its code is asked for too, and each works once")
    func code() async throws {
        try await withSite { site throws in
            let (app, codes) = try site.setUpFactor(of: .ben)
            site.clock.advance(seconds: Caller.freshSeconds)
            #expect(try site.get("/auth/proof", as: .ben)["needsCode"] == true)
            let code = app.code(at: site.clock.now)
            let prove = { (code: String?) in
                try site.post("/auth/proof", json: TestSite.proof(Person.ben.password, code: code), as: .ben)
            }
            let missing = try prove(nil)
            #expect(missing["field"] == "code")
            let statuses = try [code, code, codes[0]].map { try prove($0).status }
            #expect(statuses == [204, 401, 204])
        }
    }

    @Test("the page returns to no other site", arguments: ["https://evil.example/", "//evil.example"])
    func openRedirect(next: String) async throws {
        try await withSite { site throws in
            let reply = try site.submit("/auth/proof", [("password", Person.ben.password), ("next", next)], as: .ben)
            #expect(reply.status == 303 && reply.location == "/")
        }
    }

    @Test("after five wrong passwords the next one waits, and other sessions sign in as before")
    func throttled() async throws {
        try await withSite { site throws in
            for _ in 0..<5 {
                #expect(try site.post("/auth/proof", json: TestSite.proof("wrong"), as: .ben).status == 401)
            }
            let right = TestSite.proof(Person.ben.password)
            #expect(try site.post("/auth/proof", json: right, as: .ben).status == 429)
            #expect(try site.post("/auth/proof", json: TestSite.proof(Person.ada.password), as: .ada).status == 204)
            site.clock.advance(seconds: 1)
            #expect(try site.post("/auth/proof", json: right, as: .ben).status == 204)
        }
    }

    @Test("a right password does not take back the count of wrong codes")
    func codesAreCounted() async throws {
        try await withSite { site throws in
            _ = try site.setUpFactor(of: .ben)
            let statuses = try (1...7).map { _ in
                try site.post(
                    "/auth/proof", json: TestSite.proof(Person.ben.password, code: "000000"), as: .ben
                ).status
            }
            #expect(statuses == [401, 401, 401, 401, 401, 429, 429])
        }
    }

    @Test("renews the browser's tokens: who has the old refresh token ends the session by showing it")
    func rotates() async throws {
        try await withSite { site throws in
            let old = try site.cookie(of: .ben)
            let reply = try site.post("/auth/proof", json: TestSite.proof(Person.ben.password), headers: [old])
            let cookies = reply.all("Set-Cookie")
            #expect(reply.status == 204 && cookies.map { $0.prefix(15) } == ["elwosa-access=e", "elwosa-refresh="])
            let new = cookies.map { String($0.prefix { $0 != ";" }) }.joined(separator: "; ")
            #expect(!old.value.contains(new.split(separator: " ")[1]))
            let renewed = (name: "Cookie", value: new)
            site.clock.advance(seconds: RefreshPolicy.graceSeconds + 1)
            #expect(try site.get("/account/factor", headers: [renewed]).status == 200)
            let refresh = (name: "Cookie", value: String(old.value.split(separator: " ")[1]))
            #expect(try site.get("/tasks", headers: [refresh]).status == 401)
            #expect(try site.get("/tasks", headers: [renewed]).status == 401)
        }
    }

    @Test("a program sends its refresh token along and gets new tokens; one that is not good proves nothing")
    func rotatesForPrograms() async throws {
        try await withSite { site throws in
            let body = { (token: String) in #"{"password":"\#(Person.ben.password)","refresh_token":"\#(token)"}"# }
            site.clock.advance(seconds: Caller.freshSeconds)
            let secret = Person.ben.refreshToken.text
            let mark = try site.lastEvent()
            let madeUp = "elwosa_ref_2_" + String(repeating: "A", count: 43)
            #expect(try site.post("/auth/proof", json: body(madeUp), as: .ben).status == 401)
            #expect(try site.events(after: mark) == [])
            #expect(try site.get("/auth/proof", as: .ben)["fresh"] == false)
            let tests = [(name: "User-Agent", value: "tests")]
            let reply = try site.post("/auth/proof", json: body(secret), as: .ben, headers: tests)
            #expect(reply.status == 200 && reply.header("Cache-Control") == "no-store")
            #expect(reply["refresh_token"]?.text?.hasPrefix("elwosa_ref_2_") == true)
            #expect(reply["refresh_token"]?.text != secret && reply.header("Set-Cookie") == nil)
            #expect(try site.get("/auth/proof", as: .ben)["fresh"] == true)
        }
    }

    @Test("nobody proves anything without a session")
    func stranger() async throws {
        try await withSite { site throws in
            #expect(try site.post("/auth/proof", json: TestSite.proof(Person.ben.password)).status == 401)
        }
    }
}
