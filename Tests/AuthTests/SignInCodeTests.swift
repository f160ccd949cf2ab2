import Domain
import HTML
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("Signing in with a second factor")
struct SignInCodeTests {
    @Test("a program sends the code as a third field, and is told when it is missing")
    func program() async throws {
        try await withSite { site throws in
            let (app, _) = try site.setUpFactor(of: .ben)
            let mark = try site.lastEvent()
            let missing = try site.post("/auth/login", json: TestSite.login(.ben))
            #expect(missing.status == 401 && missing["field"] == "code" && missing.header("Set-Cookie") == nil)
            #expect(try site.events(after: mark) == [])
            let code = app.code(at: site.clock.now, later: 1)
            #expect(try site.post("/auth/login", json: TestSite.login(.ben, code: code)).status == 200)
            #expect(try site.events(after: mark) == ["session_started"])
        }
    }

    @Test("a code works once, and none before it works any more")
    func once() async throws {
        try await withSite { site throws in
            let (app, _) = try site.setUpFactor(of: .ben)
            site.clock.advance(seconds: 60)
            let now = site.clock.now
            let login = { (steps: Int64) in
                try site.post("/auth/login", json: TestSite.login(.ben, code: app.code(at: now, later: steps))).status
            }
            let statuses = try [0, 0, -1, 1, 1].map(login)
            #expect(statuses == [200, 401, 401, 200, 401])
        }
    }

    @Test("a wrong code is refused with an event, and with the same answer as a used one")
    func wrong() async throws {
        try await withSite { site throws in
            let (app, _) = try site.setUpFactor(of: .ben)
            let mark = try site.lastEvent()
            let used = try site.post("/auth/login", json: TestSite.login(.ben, code: app.code(at: site.clock.now)))
            let wrong = try site.post(
                "/auth/login", json: TestSite.login(.ben, code: app.code(at: site.clock.now, later: 9)))
            #expect(used.status == 401 && wrong.status == 401 && used.text == wrong.text)
            #expect(try site.events(after: mark) == ["session_refused", "session_refused"])
            #expect(try site.newestBody().hasPrefix(#"{"account":2,"#))
        }
    }

    @Test("a recovery code counts as a code once, however its groups are typed")
    func recovery() async throws {
        try await withSite { site throws in
            let (_, codes) = try site.setUpFactor(of: .ben)
            let mark = try site.lastEvent()
            let typed = codes[3].uppercased().replacing("-", with: " ")
            #expect(try site.post("/auth/login", json: TestSite.login(.ben, code: typed)).status == 200)
            #expect(try site.events(after: mark) == ["code_used", "session_started"])
            #expect(try site.post("/auth/login", json: TestSite.login(.ben, code: codes[3])).status == 401)
            #expect(try site.get("/account/factor", as: .ben)["codesLeft"] == 9)
        }
    }

    @Test("one person's codes are nothing to another's account")
    func foreign() async throws {
        try await withSite { site throws in
            let (_, codes) = try site.setUpFactor(of: .ben)
            let (_, _) = try site.setUpFactor(of: .ada)
            #expect(try site.post("/auth/login", json: TestSite.login(.ada, code: codes[0])).status == 401)
            #expect(try site.post("/auth/login", json: TestSite.login(.ben, code: codes[0])).status == 200)
        }
    }

    @Test("after five wrong codes not even the right one is tried, until the wait is over")
    func throttled() async throws {
        try await withSite { site throws in
            let (app, _) = try site.setUpFactor(of: .ben)
            let try1 = { (code: String) in try site.post("/auth/login", json: TestSite.login(.ben, code: code)).status }
            for _ in 0..<5 { #expect(try try1("000") == 401) }
            #expect(try try1(app.code(at: site.clock.now, later: 1)) == 429)
            site.clock.advance(seconds: 1)
            #expect(try try1(app.code(at: site.clock.now, later: 1)) == 200)
            // What succeeded is counted no more.
            for _ in 0..<5 { #expect(try try1("000") == 401) }
        }
    }

    @Test("a person gets a second page, whose ticket holds no password, and from there to where it wanted")
    func page() async throws {
        try await withSite { site throws in
            let (app, _) = try site.setUpFactor(of: .ben)
            let first = try site.submit(
                "/auth/login", [("name", "Ben"), ("password", Person.ben.password), ("next", "/tasks?q=a")])
            #expect(first.status == 200 && first.header("Set-Cookie") == nil)
            #expect(!first.text.contains(Person.ben.password))
            let ticket = try Self.ticket(first)
            let wrong = try site.submit(
                "/auth/login/code", [("ticket", ticket), ("code", "000000"), ("next", "/tasks")])
            #expect(wrong.status == 401 && wrong.text.contains("id=\"code-error\""))
            let code = app.code(at: site.clock.now, later: 1)
            let second = try site.submit(
                "/auth/login/code", [("ticket", try Self.ticket(wrong)), ("code", code), ("next", "/tasks?q=a")])
            #expect(second.status == 303 && second.location == "/tasks?q=a")
            #expect(!second.all("Set-Cookie").isEmpty)
        }
    }

    @Test("a ticket is over after five minutes, when the password changes, and when it was altered")
    func ticketOver() async throws {
        try await withSite { site throws in
            let (app, _) = try site.setUpFactor(of: .ben)
            let login = [("name", "Ben"), ("password", Person.ben.password)]
            let ticket = try Self.ticket(try site.submit("/auth/login", login))
            let altered = "$aes-256-gcm$" + String(repeating: "0", count: 16) + ticket.dropFirst(29)
            let send = { (ticket: String) in
                let code = app.code(at: site.clock.now, later: 1)
                return try site.submit("/auth/login/code", [("ticket", ticket), ("code", code)]).location
            }
            #expect(try send(altered) == "/auth/login")
            site.clock.advance(seconds: 300)
            #expect(try send(ticket) == "/auth/login")
            let other = try Self.ticket(try site.submit("/auth/login", login))
            try site.store.database.write { tx in
                try tx.run(
                    """
                    UPDATE credential SET secret = (SELECT secret FROM credential WHERE accountId = 1 AND kind = 'password')
                    WHERE accountId = 2 AND kind = 'password'
                    """)
            }
            #expect(try send(other) == "/auth/login")
        }
    }

    private static func ticket(_ reply: TestReply) throws -> String {
        try #require(reply.markup.root.all("input").first { $0["name"] == "ticket" }?["value"])
    }
}
