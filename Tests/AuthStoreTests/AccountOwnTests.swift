import AuthDomain
import AuthStore
import Domain
import HouseStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("Sessions and tokens in SQLite")
struct AccountOwnTests {
    private static let hash = [UInt8](repeating: 1, count: 32)

    private func token(
        _ hash: [UInt8] = hash, of person: Person = .ben, scopes: Set<Permission> = [.tasksRead]
    ) -> NewPersonalToken {
        NewPersonalToken(
            accountId: person.id, name: "Backup", tokenHash: hash, scopes: scopes,
            expiresAt: TestClock.start.adding(seconds: 60))
    }

    private let change = Change(by: .commandLine, at: TestClock.start)

    @Test("a password changes only from the hash that was verified")
    func race() async throws {
        try await withSite { site async throws in
            let accounts = site.store.accounts
            let old = try #require(try accounts.credential(name: "Ben")).passwordHash
            let own = Change(by: Person.ben.caller, at: site.clock.now)
            #expect(try accounts.changePassword(to: "$new", from: old, by: own) == 0)
            let mark = try site.lastEvent()
            #expect(throws: Failure.self) { try accounts.changePassword(to: "$other", from: old, by: own) }
            #expect(try accounts.credential(name: "Ben")?.passwordHash == "$new")
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("an agent's token works only while the agent and its owner may act")
    func agents() async throws {
        try await withSite { site async throws in
            let accounts = site.store.accounts
            let agent = try accounts.user(site.makeAgent("Robot", of: .ben))
            _ = try accounts.makePersonalToken(
                NewPersonalToken(
                    accountId: agent.id, name: "x", tokenHash: Self.hash, scopes: [.tasksWrite],
                    expiresAt: TestClock.start.adding(seconds: 60)),
                by: change)
            let caller = try accounts.caller(personalTokenHash: Self.hash, at: TestClock.start)
            #expect(caller?.permissions == [.tasksWrite] && caller?.actor == .account(agent.id))
            _ = try accounts.disableUser(Person.ben.id, by: change)
            #expect(try accounts.caller(personalTokenHash: Self.hash, at: TestClock.start) == nil)
        }
    }

    @Test("a token of more than the role may, or of nobody, is not kept")
    func scopes() async throws {
        try await withSite { site async throws in
            let accounts = site.store.accounts
            let mark = try site.lastEvent()
            for scopes: Set<Permission> in [[], [.usersManage]] {
                #expect(throws: Failure.self) { try accounts.makePersonalToken(token(scopes: scopes), by: change) }
            }
            _ = try accounts.disableUser(Person.cleo.id, by: change)
            #expect(throws: Failure.notFound) { try accounts.makePersonalToken(token(of: .cleo), by: change) }
            #expect(try accounts.personalTokens(of: .everybody) == [])
            #expect(try site.events(after: mark).contains("token_made") == false)
        }
    }

    @Test("tokens and sessions are listed by account or all, and found by number within the same bounds")
    func bounds() async throws {
        try await withSite { site async throws in
            let accounts = site.store.accounts
            let made = try accounts.makePersonalToken(token(), by: change)
            #expect(try accounts.personalTokens(of: .account(Person.ada.id)) == [])
            #expect(try accounts.personalTokens(of: .everybody) == [made])
            #expect(throws: Failure.notFound) {
                try accounts.revokePersonalToken(made.id, of: .account(Person.ada.id), by: change)
            }
            #expect(try accounts.sessions(of: .everybody, at: TestClock.start).count == Person.allCases.count)
            #expect(try accounts.sessions(of: .account(2), at: TestClock.start).map(\.id) == [2])
            let later = TestClock.start.adding(seconds: 31 * 86_400)
            #expect(try accounts.sessions(of: .everybody, at: later) == [])
        }
    }

    @Test("the row behind a token is found by its hash alone")
    func index() async throws {
        try await withSite { site async throws in
            let plan = try site.store.database.read { tx in
                try tx.all("EXPLAIN QUERY PLAN SELECT id FROM personalToken WHERE tokenHash = x'00'") { row in
                    try row[3] as String
                }
            }
            #expect(plan.count == 1 && plan[0].contains("SEARCH") && plan[0].contains("INDEX"))
        }
    }
}
