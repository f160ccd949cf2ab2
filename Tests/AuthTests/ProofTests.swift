import Domain
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("Proving once more who one is")
struct ProofTests {
    @Test("the password makes a session fresh again, for ten minutes, and leads back to the page")
    func password() async throws {
        try await withSite(.direct) { site throws in
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
        try await withSite(.direct) { site throws in
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
        try await withSite(.direct) { site throws in
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
        try await withSite(.direct) { site throws in
            let reply = try site.submit("/auth/proof", [("password", Person.ben.password), ("next", next)], as: .ben)
            #expect(reply.status == 303 && reply.location == "/")
        }
    }

    @Test("after five wrong passwords the next one waits, and other sessions sign in as before")
    func throttled() async throws {
        try await withSite(.direct) { site throws in
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
        try await withSite(.direct) { site throws in
            _ = try site.setUpFactor(of: .ben)
            let statuses = try (1...7).map { _ in
                try site.post(
                    "/auth/proof", json: TestSite.proof(Person.ben.password, code: "000000"), as: .ben
                ).status
            }
            #expect(statuses == [401, 401, 401, 401, 401, 429, 429])
        }
    }

    @Test("nobody proves anything without a session")
    func stranger() async throws {
        try await withSite(.direct) { site throws in
            #expect(try site.post("/auth/proof", json: TestSite.proof(Person.ben.password)).status == 401)
        }
    }
}
