import AreaTables
import Auth
import AuthDomain
import AuthStore
import Crypto
import Domain
import HouseStore
import JSON
import Store
import Tasks
import Testing
import TestingElwosa
import Web

@Suite("A second factor that is demanded")
struct FactorDemandTests {
    /// The addresses that stay open while a second factor is owed, beside those that need nobody to be signed in.
    private static let open: Set<String> = [
        "GET /auth/proof", "POST /auth/proof", "GET /account/factor", "POST /account/factor",
        "DELETE /account/factor", "POST /account/factor/confirmation",
    ]

    @Test("of everyone: who has none reaches the pages that set it up, and nothing else")
    func everyRoute() async throws {
        try await withSite(demand: .everyone) { site throws in
            let mark = try site.lastEvent()
            var open: Set<String> = []
            for line in AreaName.allRoutes where line.needs != .nobody {
                let reply = try site.send(line.method.rawValue, line.pattern, json: "{}", as: .ada)
                let isRefused = reply.status == 403 && reply.text.contains("second factor is demanded")
                if !isRefused { open.insert(line.name) }
            }
            #expect(open == Self.open)
            #expect(try site.events(after: mark).allSatisfy { $0 == "session_refused" })
        }
    }

    @Test("a program gets a problem that says what to do, a browser the page that does it")
    func answers() async throws {
        try await withSite(demand: .everyone) { site throws in
            let problem = try site.get("/tasks", as: .ben)
            #expect(problem.status == 403 && problem["title"] == "Please set up a second factor first.")
            #expect(problem["detail"]?.text?.contains("POST /account/factor") == true)
            let page = try site.get("/tasks", as: .ben, wants: .page)
            #expect(page.status == 303 && page.location == "/account/factor")
            let factor = try site.get("/account/factor", as: .ben, wants: .page)
            #expect(factor.status == 200 && factor.text.contains("asks for a second factor here"))
            #expect(try site.post("/auth/logout", as: .ben).status == 204)
        }
    }

    @Test("setting it up opens everything at once, and removing it closes it again")
    func setUp() async throws {
        try await withSite(demand: .everyone) { site throws in
            _ = try site.setUpFactor(of: .ben)
            #expect(try site.get("/tasks", as: .ben).status == 200)
            let page = try site.get("/account/factor", as: .ben, wants: .page)
            #expect(!page.text.contains("asks for a second factor here"))
            let gone = try site.send("DELETE", "/account/factor", json: TestSite.proof(Person.ben.password), as: .ben)
            #expect(gone.status == 204)
            #expect(try site.get("/tasks", as: .ben).status == 403)
        }
    }

    @Test("one that is begun and not confirmed opens nothing")
    func begun() async throws {
        try await withSite(demand: .everyone) { site throws in
            #expect(try site.post("/account/factor", as: .ben).status == 201)
            #expect(try site.get("/tasks", as: .ben).status == 403)
        }
    }

    @Test("of administrators: whoever may look after accounts, by whichever role, and nobody else")
    func administrators() async throws {
        try await withSite(demand: .administrators) { site throws in
            #expect(try site.get("/tasks", as: .ada).status == 403)
            #expect(try site.get("/tasks", as: .ben).status == 200)
            try site.give(.ben, [.tasksRead, .usersManage])
            #expect(try site.get("/tasks", as: .ben).status == 403)
            #expect(try site.get("/tasks", as: .cleo).status == 200)
        }
    }

    @Test("closes a personal token too, however little it was made for, until its person has one")
    func personalTokens() async throws {
        try await withSite(demand: .administrators) { site throws in
            let bearer = try site.bearer(of: .ada)
            #expect(try site.get("/tasks", headers: [bearer]).status == 403)
            #expect(try site.get("/tasks", wants: .page, headers: [bearer]).status == 403)
            _ = try site.setUpFactor(of: .ada)
            #expect(try site.get("/tasks", headers: [bearer]).status == 200)
        }
    }

    @Test("is nothing to agents that belong to nobody who has a password")
    func agents() async throws {
        try await withSite(demand: .everyone) { site throws in
            let (dot, cleo) = (try site.bearer(of: .dot), try site.bearer(of: .cleo))
            #expect(try site.get("/tasks", headers: [dot]).status == 200)
            #expect(try site.get("/tasks", headers: [cleo]).status == 403)
        }
    }

    @Test("closes what NGINX guards as well")
    func guarded() async throws {
        try await withSite(demand: .everyone) { site throws in
            #expect(try site.get("/auth/verify", as: .ben).status == 403)
            let page = try site.get("/auth/verify", as: .ben, wants: .page)
            #expect(page.status == 303 && page.location == "/account/factor")
            _ = try site.setUpFactor(of: .ben)
            #expect(try site.get("/auth/verify", as: .ben).status == 204)
        }
    }

    @Test("a proof that is too old comes first, and leads back to setting it up")
    func proof() async throws {
        try await withSite(demand: .everyone) { site throws in
            site.clock.advance(seconds: Caller.freshSeconds)
            let page = try site.get("/account/factor", as: .ben, wants: .page)
            #expect(page.location == "/auth/proof?next=%2Faccount%2Ffactor")
            #expect(try site.post("/auth/proof", json: TestSite.proof(Person.ben.password), as: .ben).status == 204)
            #expect(try site.get("/account/factor", as: .ben).status == 200)
        }
    }
}

extension TestSite {
    /// The header of a token of this account that may read tasks, made through the contract.
    fileprivate func bearer(of person: Person) throws -> (name: String, value: String) {
        let secret = TokenRules.prefix + String(repeating: "\(person.id)", count: 43)
        let token = NewPersonalToken(
            accountId: person.id, name: "x", tokenHash: SHA256.hash(secret), scopes: [.tasksRead],
            expiresAt: clock.now.adding(seconds: 3_600))
        _ = try store.accounts.makePersonalToken(token, by: Change(by: .commandLine, at: clock.now))
        return (name: "Authorization", value: "Bearer \(secret)")
    }
}
