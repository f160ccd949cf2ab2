import AuthDomain
import AuthStore
import Domain
import HouseStore
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

/// The remains of a time in which the clock was ahead, once it is right again.
@Suite("A clock that was ahead")
struct ClockAheadTests {
    private static let days: Int64 = 40
    private let now = TestClock.start
    private var ahead: Instant { now.adding(seconds: Self.days * 86_400) }

    private func hash(_ number: Int) -> [UInt8] { [UInt8](repeating: UInt8(number), count: 32) }

    private func create(_ title: String, key: String, at instant: Instant, in site: TestSite) throws -> TaskItem.ID {
        let retry = RetryKey(key: key, route: "POST /tasks", digest: hash(key.utf8.count))
        let change = Change(by: Person.ada.caller, at: instant, retry: retry)
        return try site.store.tasks.create(.task(title), by: change).task.id
    }

    @Test("one keyed write leaves the keys of all others as they were")
    func keys() async throws {
        try await withSite { site in
            let first = try create("Once", key: "a", at: now, in: site)
            _ = try create("Ahead", key: "of", at: ahead, in: site)
            #expect(try create("Once", key: "a", at: now.adding(seconds: 60), in: site) == first)
        }
    }

    @Test("a key that is good no more may be used anew, though its row is still there")
    func oldKey() async throws {
        try await withSite { site in
            let first = try create("Once", key: "a", at: now, in: site)
            let again = try create("Once", key: "a", at: now.adding(seconds: 86_400), in: site)
            #expect(again != first)
            #expect(try create("Once", key: "a", at: now.adding(seconds: 86_500), in: site) == again)
        }
    }

    @Test("one sign-in and one invitation leave the sessions and links of all others as they were")
    func sessions() async throws {
        try await withSite { site in
            let accounts = site.store.accounts
            let token = { (number: Int, made: Instant) in
                InvitationToken(hash: hash(number), expiresAt: made.adding(seconds: 7 * 86_400))
            }
            _ = try accounts.invite(role: "member", token(1, now), by: Change(by: Person.ada.caller, at: now))
            let session = NewSession(
                accountId: Person.ben.id, tokenHash: hash(2), expiresAt: ahead.adding(seconds: 86_400),
                client: Client(network: "192.0.2.7", device: "tests"))
            _ = try accounts.startSession(session, at: ahead)
            _ = try accounts.invite(role: "member", token(3, ahead), by: Change(by: Person.ada.caller, at: ahead))
            #expect(try accounts.sessions(of: .account(Person.ada.id), at: now).count == 1)
            #expect(try accounts.invitation(tokenHash: hash(1), at: now).createdAt == now)
        }
    }

    @Test("a link that was made then is none until its time comes")
    func link() async throws {
        try await withSite { site in
            let accounts = site.store.accounts
            let token = InvitationToken(hash: hash(1), expiresAt: ahead.adding(seconds: 86_400))
            _ = try accounts.invite(role: "member", token, by: Change(by: Person.ada.caller, at: ahead))
            #expect(throws: Failure.linkGone) { try accounts.invitation(tokenHash: hash(1), at: now) }
            #expect(try accounts.invitation(tokenHash: hash(1), at: ahead).createdAt == ahead)
        }
    }

    @Test("a session that was begun then has, from its next renewal on, the time it was meant to have")
    func renewal() async throws {
        try await withSite { site in
            let accounts = site.store.accounts
            let session = NewSession(
                accountId: Person.ben.id, tokenHash: hash(2), expiresAt: ahead.adding(seconds: 30 * 86_400),
                client: Client(network: "192.0.2.7", device: "tests"))
            let id = try accounts.startSession(session, at: ahead)
            #expect(try accounts.rotate(#require(try accounts.family(id)), to: hash(3), at: now))
            let family = try #require(try accounts.family(id))
            #expect(family.expiresAt == now.adding(seconds: 30 * 86_400))
            #expect(family.idleExpiresAt == now.adding(seconds: RefreshPolicy.idleSeconds))
        }
    }

    @Test("a code of a second factor that was taken then does not shut out its owner now")
    func code() async throws {
        try await withSite { site in
            let accounts = site.store.accounts
            try accounts.beginFactor(by: Change(by: Person.ben.caller, at: now)) { _ in "sealed" }
            let id = try #require(try accounts.factor(of: Person.ben.id)).id
            let change = Change(by: Person.ben.caller, at: now)
            try accounts.confirmFactor(id, step: ahead.seconds / 30, codeHashes: [], by: change)
            let step = now.seconds / 30
            let taken = try [step, step, step - 1, step + 1].map {
                try accounts.takeStep($0, of: id, accountId: Person.ben.id)
            }
            #expect(taken == [true, false, false, true])
        }
    }

    @Test("browsers that were remembered then do not crowd out the one of now")
    func devices() throws {
        let temporary = try TemporaryStore()
        let accounts = temporary.store.accounts
        for number in 0..<32 { try accounts.rememberDevice(tokenHash: hash(number), accountId: 1, at: ahead) }
        for number in 98...99 {
            try accounts.rememberDevice(
                tokenHash: hash(number), accountId: Person.ada.id, at: now.adding(seconds: Int64(number)))
        }
        #expect(try accounts.isKnownDevice(tokenHash: hash(98)) && accounts.isKnownDevice(tokenHash: hash(99)))
    }

    @Test("sessions that were seen then do not crowd out the one that is begun now")
    func crowd() throws {
        let temporary = try TemporaryStore()
        let accounts = temporary.store.accounts
        func begin(_ number: Int, at instant: Instant) throws -> Int64 {
            let session = NewSession(
                accountId: Person.ada.id, tokenHash: hash(number), expiresAt: ahead.adding(seconds: 86_400),
                client: Client(network: "192.0.2.7", device: "tests"))
            return try accounts.startSession(session, at: instant)
        }
        for number in 0..<100 { _ = try begin(number, at: ahead) }
        let first = try begin(100, at: now)
        let second = try begin(101, at: now.adding(seconds: 1))
        let left = Set(try accounts.sessions(of: .account(Person.ada.id), at: now).map(\.id))
        #expect(left.count == 100 && left.isSuperset(of: [first, second]))
    }

    @Test("a token that was used then shows its next use")
    func use() async throws {
        try await withSite { site in
            let accounts = site.store.accounts
            let token = NewPersonalToken(
                accountId: Person.ben.id, name: "x", tokenHash: hash(1), scopes: [.tasksRead],
                expiresAt: ahead.adding(seconds: 60))
            let id = try accounts.makePersonalToken(token, by: Change(by: .commandLine, at: now)).id
            try accounts.noteTokenUses([id: ahead])
            try accounts.noteTokenUses([id: now])
            #expect(try accounts.personalTokens(of: .account(Person.ben.id)).first?.lastUsedAt == now)
        }
    }

    @Test("what was changed then is not taken back for as long as the clock was ahead")
    func undo() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            _ = try site.store.tasks.create(.task("Ahead"), by: Change(by: Person.ada.caller, at: ahead))
            #expect(try site.store.tasks.undoOffer(mark + 1, at: ahead, for: Person.ada.caller) != nil)
            #expect(try site.store.tasks.undoOffer(mark + 1, at: now, for: Person.ada.caller) == nil)
        }
    }
}
