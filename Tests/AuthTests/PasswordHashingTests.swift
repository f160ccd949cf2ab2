import Auth
import AuthDomain
import AuthStore
import Crypto
import Domain
import Foundation
import HouseStore
import Store
import Synchronization
import Testing
import TestingElwosa
import Web

@Suite("Hashing passwords")
struct PasswordHashingTests {
    private static let cheap = TemporaryStore.parameters

    @Test(
        "a right password, a wrong one and an unknown name take the same work: one hash of the same price",
        arguments: [
            ("Ada", Person.ada.password), ("Ada", "not this one"), ("nobody", "not this one"), ("Dot", "x"),
            (String(repeating: "n", count: 10_000), "x"), ("Ada", String(repeating: "x", count: 10_000)),
        ])
    func sameWork(name: String, password: String) throws {
        let house = try House(PasswordHashing(parameters: Self.cheap))
        _ = house.signIn(name, password)
        #expect(house.hashing.hashesDone == 1)
    }

    @Test("a try that must wait costs no hash")
    func throttled() throws {
        let house = try House(PasswordHashing(parameters: Self.cheap))
        for _ in 0..<9 { _ = house.signIn("Ada", "not this one") }
        #expect(house.hashing.hashesDone == 5)
    }

    @Test("a stranger who finds the strangers' places taken is told to come back, and a known device still gets in")
    func shares() throws {
        let hashing = PasswordHashing(
            parameters: Scrypt.CostParameters(cost: 1 << 14, blockSize: 8, parallelism: 1), placesPerShare: 1)
        let known = PasswordHashing.Requester(.known, .account(1), client: "device:1")
        let stored = try hashing.hash("right", for: known)
        let stranger = PasswordHashing.Requester(.unidentified, .nobody)
        let ended = Atomic<Bool>(false)
        Thread.detachNewThread {
            while !ended.load(ordering: .relaxed) { _ = try? hashing.verify("wrong", against: stored, for: stranger) }
        }
        defer { ended.store(true, ordering: .relaxed) }
        var refusal: Failure?
        while refusal == nil {
            do throws(Failure) {
                _ = try hashing.verify("wrong", against: stored, for: stranger)
            } catch { refusal = error }
        }
        #expect(refusal?.kind == .tooMany && refusal?.retryAfter == 2)
        for _ in 0..<3 { #expect(try hashing.verify("right", against: stored, for: known)) }
    }

    @Test("with one account hashing without pause from eight threads, another waits for one hash and no longer")
    func turns() throws {
        let hashing = PasswordHashing(
            parameters: Scrypt.CostParameters(cost: 1 << 12, blockSize: 8, parallelism: 1), placesPerShare: 4)
        let stored = try hashing.hash("right", for: PasswordHashing.Requester(.known, .account(1)))
        let ended = Atomic<Bool>(false)
        for device in 0..<8 {
            Thread.detachNewThread {
                let place = PasswordHashing.Requester(.known, .account(1), client: "device:\(device)")
                while !ended.load(ordering: .relaxed) { _ = try? hashing.verify("right", against: stored, for: place) }
            }
        }
        defer { ended.store(true, ordering: .relaxed) }
        let other = PasswordHashing.Requester(.known, .account(2), client: "device:9")
        while hashing.hashesDone < 10 { sched_yield() }
        let before = hashing.hashesDone
        for _ in 0..<20 { #expect(try hashing.verify("right", against: stored, for: other)) }
        // The one that is at work, its own, and one that has begun before the count was read. In the order they came it
        // would be one for each place, four and its own.
        let done = hashing.hashesDone - before
        #expect((21...64).contains(done), "\(done) hashes for 20")
    }

    @Test("a hash of a lower price is made anew at the next sign-in, without an event, and the password stays")
    func renewed() throws {
        let dearer = Scrypt.CostParameters(cost: 32, blockSize: 8, parallelism: 1)
        let house = try House(PasswordHashing(parameters: dearer))
        let old = try house.storedHash()
        let mark = try house.temporary.store.events.head().seq
        #expect(house.signIn("Ada", "not this one").status == 401)
        #expect(try house.storedHash() == old)
        #expect(house.signIn("Ada", Person.ada.password).status == 200)
        let new = try house.storedHash()
        #expect(old.hasPrefix("$scrypt$ln=4,") && new.hasPrefix("$scrypt$ln=5,"))
        #expect(house.signIn("Ada", Person.ada.password).status == 200)
        #expect(try house.storedHash() == new && house.hashing.hashesDone == 4)
        #expect(try house.temporary.store.events.head().seq == mark + 3)
    }

    @Test("a hash of a higher price is kept, and one that has been replaced meanwhile too")
    func kept() throws {
        let house = try House(PasswordHashing(parameters: Scrypt.CostParameters(cost: 8, blockSize: 8, parallelism: 1)))
        let old = try house.storedHash()
        #expect(house.signIn("Ada", Person.ada.password).status == 200)
        try house.temporary.store.accounts.renewPasswordHash(of: Person.ada.id, from: "another", to: "new")
        #expect(try house.storedHash() == old)
    }
}

/// A site whose hashing is at hand.
private struct House {
    let temporary: TemporaryStore
    let hashing: PasswordHashing
    private let site: DirectSite

    init(_ hashing: PasswordHashing) throws {
        self.hashing = hashing
        temporary = try TemporaryStore()
        let accounts = temporary.store.accounts
        let area = AuthArea(
            accounts: accounts, hashing: hashing, passwords: PasswordRules(), seals: TemporaryStore.seals,
            sessionDays: 30)
        site = DirectSite(area.routes, sessions: accounts, clock: TestClock().clock)
    }

    func signIn(_ name: String, _ password: String) -> TestReply {
        let type = [(name: "Content-Type", value: "application/json")]
        return site.send(TestRequest("POST", "/auth/login", headers: type, body: SignInTests.login(name, password)))
    }

    func storedHash() throws -> String {
        let found = try temporary.store.accounts.credential(name: "Ada")
        return try #require(found).passwordHash
    }
}
