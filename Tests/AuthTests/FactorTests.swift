import Domain
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("The second factor")
struct FactorTests {
    @Test("counts once its app has shown a right code, and comes with ten different recovery codes")
    func setUp() async throws {
        try await withSite { site throws in
            let mark = try site.lastEvent()
            #expect(try site.get("/account/factor", as: .ben)["state"] == "none")
            let (_, codes) = try site.setUpFactor(of: .ben)
            #expect(Set(codes).count == 10 && codes.allSatisfy { $0.count == 29 })
            let state = try site.get("/account/factor", as: .ben)
            #expect(state["state"] == "confirmed" && state["codesLeft"] == 10 && state["key"] == nil)
            #expect(try site.events(after: mark) == ["factor_added", "codes_made"])
        }
    }

    @Test("that is begun and not confirmed asks nobody for a code, and is made anew with another key")
    func begun() async throws {
        try await withSite { site throws in
            let first = try site.post("/account/factor", as: .ben)
            let second = try site.post("/account/factor", as: .ben)
            #expect(first["key"] != second["key"] && second["state"] == "begun")
            #expect(
                second["address"]?.text == "otpauth://totp/ELWOSA:Ben?secret=\(second["key"]?.text ?? "")&issuer=ELWOSA"
            )
            #expect(try site.post("/auth/login", json: TestSite.login(.ben)).status == 200)
            #expect(try site.delete("/account/factor", as: .ben).status == 204)
            #expect(try site.get("/account/factor", as: .ben)["state"] == "none")
        }
    }

    @Test("is not confirmed by a wrong code, and no event says it was")
    func wrongConfirmation() async throws {
        try await withSite { site throws in
            let begun = try site.post("/account/factor", as: .ben)
            let app = try #require(begun["key"]?.text.flatMap(Authenticator.init))
            let mark = try site.lastEvent()
            let late = app.code(at: site.clock.now, later: 2)
            let reply = try site.post("/account/factor/confirmation", json: TestSite.code(late), as: .ben)
            #expect(reply.status == 422 && reply["field"] == "code")
            #expect(try site.get("/account/factor", as: .ben)["state"] == "begun")
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("is there once: another one is refused, and so is confirming nothing")
    func once() async throws {
        try await withSite { site throws in
            let confirmation = "/account/factor/confirmation"
            #expect(try site.post(confirmation, json: TestSite.code("123456"), as: .ben).status == 409)
            _ = try site.setUpFactor(of: .ben)
            #expect(try site.post("/account/factor", as: .ben).status == 409)
            #expect(try site.post(confirmation, json: TestSite.code("123456"), as: .ben).status == 409)
            #expect(try site.post("/account/factor/codes", as: .ada).status == 409)
        }
    }

    @Test("confirmed twice by a quick finger leads to its page, where codes can be made that one sees")
    func confirmedTwice() async throws {
        try await withSite { site throws in
            let (app, _) = try site.setUpFactor(of: .ben)
            let again = try site.submit(
                "/account/factor/confirmation", [("code", app.code(at: site.clock.now))], as: .ben)
            #expect(again.status == 303 && again.location == "/account/factor")
            #expect(try site.get("/account/factor", as: .ben, wants: .page).text.contains("/account/factor/codes"))
        }
    }

    @Test("stands sealed in the database: neither key nor recovery code is there, nor in any event")
    func sealed() async throws {
        try await withSite { site throws in
            let key = try #require(try site.post("/account/factor", as: .ben)["key"]?.text)
            let app = try #require(Authenticator(key))
            let confirmed = try site.post(
                "/account/factor/confirmation", json: TestSite.code(app.code(at: site.clock.now)), as: .ben)
            let code = try #require(confirmed["recoveryCodes", 0]?.text)
            let stored = try site.store.database.read { tx in
                try tx.all("SELECT secret FROM credential UNION ALL SELECT content FROM eventBody") { row in
                    try row[0] as String
                }
            }
            #expect(stored.contains { $0.hasPrefix("$aes-256-gcm$") })
            let plain = [key, code, code.filter { $0 != "-" }]
            #expect(!stored.contains { text in plain.contains { text.contains($0) } })
        }
    }

    @Test("goes only with the right password, and only when that is long enough to stand alone")
    func remove() async throws {
        try await withSite { site throws in
            _ = try site.setUpFactor(of: .ben)
            let mark = try site.lastEvent()
            let wrong = try site.send("DELETE", "/account/factor", json: TestSite.proof("wrong"), as: .ben)
            #expect(wrong.status == 422 && wrong["field"] == "password")
            #expect(try site.delete("/account/factor", as: .ben).status != 204)
            #expect(try site.events(after: mark) == [])
            let right = try site.send("DELETE", "/account/factor", json: TestSite.proof(Person.ben.password), as: .ben)
            #expect(right.status == 204)
            #expect(try site.events(after: mark) == ["factor_removed"])
            #expect(try site.newestBody().contains(#""network":"127.0.0.1""#))
            #expect(try site.post("/auth/login", json: TestSite.login(.ben)).status == 200)
        }
    }

    @Test("new recovery codes end the old ones")
    func newCodes() async throws {
        try await withSite { site throws in
            let (_, old) = try site.setUpFactor(of: .ben)
            let mark = try site.lastEvent()
            let made = try site.post("/account/factor/codes", as: .ben)
            #expect(try site.events(after: mark) == ["codes_made"])
            let new = try #require(made["recoveryCodes", 0]?.text)
            #expect(try site.post("/auth/login", json: TestSite.login(.ben, code: old[0])).status == 401)
            #expect(try site.post("/auth/login", json: TestSite.login(.ben, code: new)).status == 200)
        }
    }

    @Test("ends all other sessions of its account when it comes and when it goes, and nobody else's")
    func otherSessions() async throws {
        try await withSite { site throws in
            let before = try site.cookie(of: .ben)
            let mark = try site.lastEvent()
            let (app, _) = try site.setUpFactor(of: .ben)
            #expect(try site.events(after: mark) == ["factor_added", "codes_made", "session_ended"])
            #expect(try site.get("/tasks", headers: [before]).status == 401)
            let code = app.code(at: site.clock.now, later: 1)
            let signedIn = try site.post("/auth/login", json: TestSite.login(.ben, code: code))
            let access = try #require(signedIn["access_token"]?.text)
            let bearer = (name: "Authorization", value: "Bearer \(access)")
            #expect(try site.get("/tasks", headers: [bearer]).status == 200)
            let later = try site.lastEvent()
            let gone = try site.send("DELETE", "/account/factor", json: TestSite.proof(Person.ben.password), as: .ben)
            #expect(gone.status == 204)
            #expect(try site.events(after: later) == ["factor_removed", "session_ended"])
            #expect(try site.get("/tasks", headers: [bearer]).status == 401)
            for person in [Person.ben, .ada] { #expect(try site.get("/tasks", as: person).status == 200) }
        }
    }

    @Test("that is only begun ends no session, neither then nor when it is given up")
    func begunEndsNone() async throws {
        try await withSite { site throws in
            let other = try site.cookie(of: .ben)
            _ = try site.post("/account/factor", as: .ben)
            #expect(try site.delete("/account/factor", as: .ben).status == 204)
            #expect(try site.get("/tasks", headers: [other]).status == 200)
        }
    }

    @Test("asks for a fresh proof at each of its addresses")
    func stale() async throws {
        try await withSite { site throws in
            site.clock.advance(seconds: Caller.freshSeconds)
            #expect(try site.get("/account/factor", as: .ben).status == 401)
            for path in ["", "/confirmation", "/codes"] {
                #expect(try site.post("/account/factor" + path, as: .ben).status == 401, "\(path)")
            }
            #expect(try site.delete("/account/factor", as: .ben).status == 401)
            let page = try site.get("/account/factor", as: .ben, wants: .page)
            #expect(page.status == 303 && page.location == "/auth/proof?next=%2Faccount%2Ffactor")
        }
    }
}
