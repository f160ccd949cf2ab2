import AuthDomain
import AuthStore
import Domain
import HouseStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("The counters of failures")
struct ThrottleTests {
    private let now = TestClock.start
    private let keys: [ThrottleKey] = [.account(name: "Ada"), .network("192.0.2.1")]

    private func fail(_ times: Int, _ keys: [ThrottleKey], in accounts: SQLiteAccountRepository) throws -> Int64 {
        try (0..<times).reduce(0) { _, _ in try accounts.countFailure(keys, at: now) }
    }

    @Test("the fifth failure says how long to wait, and until then every try is refused with that many seconds")
    func refused() throws {
        let temporary = try TemporaryStore()
        let accounts = temporary.store.accounts
        #expect(try fail(4, keys, in: accounts) == 0)
        try accounts.refuseThrottled(keys, at: now)
        #expect(try fail(3, keys, in: accounts) == 4)
        let refusal = #expect(throws: Failure.self) { try accounts.refuseThrottled(keys, at: now.adding(seconds: 1)) }
        #expect(refusal?.kind == .tooMany && refusal?.retryAfter == 3)
        try accounts.refuseThrottled(keys, at: now.adding(seconds: 4))
    }

    @Test("a name is counted in whatever case it is typed, and is not stored")
    func account() throws {
        let temporary = try TemporaryStore()
        let accounts = temporary.store.accounts
        _ = try fail(6, [.account(name: "my Password")], in: accounts)
        #expect(throws: Failure.self) { try accounts.refuseThrottled([.account(name: "MY PASSWORD")], at: now) }
        let stored: [String] = try keysStored(temporary)
        #expect(stored.count == 1 && !stored[0].lowercased().contains("password") && stored[0].utf8.count == 40)
    }

    @Test("a reset forgets its own counter and leaves the others alone")
    func reset() throws {
        let temporary = try TemporaryStore()
        let accounts = temporary.store.accounts
        _ = try fail(6, keys, in: accounts)
        try accounts.resetThrottle([.account(name: "ada")])
        try accounts.refuseThrottled(keys, at: now)
        #expect(try keysStored(temporary) == ["network:192.0.2.1"])
    }

    @Test("resetting what was never counted writes nothing")
    func resetNothing() throws {
        let temporary = try TemporaryStore()
        let mark = try temporary.store.database.version()
        try temporary.store.accounts.resetThrottle(keys)
        #expect(try temporary.store.database.version().number == mark.number)
    }

    @Test("counting a failure deletes no other counter, whatever time it is")
    func kept() throws {
        let temporary = try TemporaryStore()
        let accounts = temporary.store.accounts
        _ = try accounts.countFailure([.device(id: 1), .factor(accountId: 2)], at: now)
        _ = try accounts.countFailure([.device(id: 3)], at: now.adding(seconds: 864_000))
        #expect(try keysStored(temporary) == ["device:1", "device:3", "factor:2"])
    }

    @Test("failures counted by several at once are all counted")
    func parallel() async throws {
        let temporary = try TemporaryStore()
        let (accounts, now) = (temporary.store.accounts, now)
        try await withThrowingTaskGroup(of: Int64.self) { group in
            for _ in 0..<10 { group.addTask { try accounts.countFailure([.device(id: 1)], at: now) } }
            for try await _ in group {}
        }
        let refusal = #expect(throws: Failure.self) { try accounts.refuseThrottled([.device(id: 1)], at: now) }
        #expect(refusal?.retryAfter == 32)
    }

    private func keysStored(_ temporary: TemporaryStore) throws -> [String] {
        try temporary.store.database.read { tx in
            try tx.all("SELECT key FROM throttle ORDER BY key") { row in try row[0] }
        }
    }
}
