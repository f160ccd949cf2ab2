import AuthDomain
import AuthStore
import Domain
import HouseStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("Second factors in SQLite")
struct FactorRepositoryTests {
    private static let client = Client(network: "192.0.2.7", device: "tests")
    private static let codes = (0..<10).map { "hash \($0)" }

    private func change(_ person: Person = .ben) -> Change {
        Change(by: person.caller, at: TestClock.start, from: Self.client)
    }

    /// A confirmed factor, whose step 100 is used up.
    private func confirmed(_ site: TestSite, of person: Person = .ben) throws -> Factor {
        let accounts = site.store.accounts
        try accounts.beginFactor(by: Change(by: person.caller, at: TestClock.start)) { "sealed for \($0)" }
        let begun = try #require(try accounts.factor(of: person.id))
        try accounts.confirmFactor(begun.id, step: 100, codeHashes: Self.codes, by: change(person))
        return try #require(try accounts.factor(of: person.id))
    }

    @Test("one that is begun is sealed for its own row, counts for nothing, and makes way for another")
    func begin() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            #expect(try accounts.factor(of: Person.ben.id) == nil)
            let mark = try site.lastEvent()
            try accounts.beginFactor(by: Change(by: Person.ben.caller, at: TestClock.start)) { "sealed for \($0)" }
            let first = try #require(try accounts.factor(of: Person.ben.id))
            #expect(first.sealedKey == "sealed for \(first.id)" && !first.isConfirmed && first.codesLeft == 0)
            try accounts.beginFactor(by: Change(by: Person.ben.caller, at: TestClock.start)) { "sealed for \($0)" }
            let second = try #require(try accounts.factor(of: Person.ben.id))
            #expect(second.id > first.id && second.sealedKey == "sealed for \(second.id)")
            #expect(try accounts.user(Person.ben.id).hasSecondFactor == false)
            #expect(try accounts.factor(of: Person.ada.id) == nil)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("is confirmed once, by its own account alone, and never replaced by beginning anew")
    func confirm() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            try accounts.beginFactor(by: Change(by: Person.ben.caller, at: TestClock.start)) { _ in "sealed" }
            let id = try #require(try accounts.factor(of: Person.ben.id)).id
            let mark = try site.lastEvent()
            for (other, caller) in [(id, Person.ada), (id + 1, .ben)] {
                let error = #expect(throws: Failure.self) {
                    try accounts.confirmFactor(other, step: 100, codeHashes: Self.codes, by: change(caller))
                }
                #expect(error?.kind == .conflict)
            }
            #expect(try site.events(after: mark) == [])
            try accounts.confirmFactor(id, step: 100, codeHashes: Self.codes, by: change())
            #expect(try site.events(after: mark) == ["factor_added", "codes_made"])
            #expect(try accounts.factor(of: Person.ben.id)?.codesLeft == 10)
            let again = #expect(throws: Failure.self) {
                try accounts.confirmFactor(id, step: 101, codeHashes: [], by: change())
            }
            let begun = #expect(throws: Failure.self) {
                try accounts.beginFactor(by: Change(by: Person.ben.caller, at: TestClock.start)) { _ in "other" }
            }
            #expect(again?.kind == .conflict && begun?.kind == .conflict)
            #expect(try accounts.factor(of: Person.ben.id)?.sealedKey == "sealed")
        }
    }

    @Test("a step is taken once and only upwards, of a confirmed factor and by its own account")
    func steps() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            try accounts.beginFactor(by: Change(by: Person.ada.caller, at: TestClock.start)) { _ in "sealed" }
            let begun = try #require(try accounts.factor(of: Person.ada.id)).id
            #expect(try accounts.takeStep(200, of: begun, accountId: Person.ada.id) == false)
            let factor = try confirmed(site).id
            #expect(try accounts.takeStep(200, of: factor, accountId: Person.ada.id) == false)
            let taken = try [100, 99, 101, 101, 100, 103, 102].map { step in
                try accounts.takeStep(step, of: factor, accountId: Person.ben.id)
            }
            #expect(taken == [false, false, true, false, false, true, false])
        }
    }

    @Test("a recovery code is taken once, by its own account, and its event says how many are left")
    func recoveryCodes() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            _ = try confirmed(site)
            let mark = try site.lastEvent()
            let take = { (hash: String, person: Person) in
                try accounts.takeRecoveryCode(hash: hash, of: person.id, from: Self.client, at: TestClock.start)
            }
            #expect(try take("hash 3", .ada) == false)
            #expect(try take("hash 99", .ben) == false)
            #expect(try take("hash 3", .ben))
            #expect(try take("hash 3", .ben) == false)
            #expect(try site.events(after: mark) == ["code_used"])
            let body = try site.store.database.read { tx in
                try tx.value("SELECT content FROM eventBody ORDER BY seq DESC LIMIT 1") ?? ""
            }
            #expect(body.contains(#""left":9"#) && body.contains("192.0.2.7") && !body.contains("hash 3"))
        }
    }

    @Test("new recovery codes replace the old ones, and there are none without a confirmed factor")
    func replaceCodes() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            try accounts.beginFactor(by: Change(by: Person.ada.caller, at: TestClock.start)) { _ in "sealed" }
            let none = #expect(throws: Failure.self) {
                try accounts.replaceRecoveryCodes(with: ["x"], by: change(.ada))
            }
            #expect(none?.kind == .conflict)
            _ = try confirmed(site)
            try accounts.replaceRecoveryCodes(with: ["new 1", "new 2"], by: change())
            #expect(try accounts.factor(of: Person.ben.id)?.codesLeft == 2)
            let old = try accounts.takeRecoveryCode(
                hash: "hash 1", of: Person.ben.id, from: Self.client, at: TestClock.start)
            #expect(!old)
        }
    }

    @Test("goes with its codes and nothing else; one that was only begun leaves no event")
    func remove() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            _ = try confirmed(site, of: .ada)
            _ = try confirmed(site)
            let mark = try site.lastEvent()
            try accounts.removeFactor(by: change())
            try accounts.removeFactor(by: change())
            #expect(try site.events(after: mark) == ["factor_removed"])
            let kinds = try site.store.database.read { tx in
                try tx.all("SELECT kind FROM credential WHERE accountId = ?", Person.ben.id) { row in
                    try row[0] as String
                }
            }
            #expect(kinds == ["password"])
            #expect(try accounts.factor(of: Person.ada.id)?.codesLeft == 10)
            try accounts.beginFactor(by: Change(by: Person.ben.caller, at: TestClock.start)) { _ in "sealed" }
            try accounts.removeFactor(by: change())
            #expect(try accounts.factor(of: Person.ben.id) == nil)
            #expect(try site.events(after: mark) == ["factor_removed"])
        }
    }

    @Test("its coming and its going end the other sessions of its account, each with an event")
    func otherSessions() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let start = {
                try accounts.startSession(
                    NewSession(
                        accountId: Person.ben.id, tokenHash: [UInt8](repeating: 7, count: 32),
                        expiresAt: TestClock.start.adding(seconds: 60), client: Self.client), at: TestClock.start)
            }
            _ = try start()
            let mark = try site.lastEvent()
            _ = try confirmed(site)
            #expect(try site.events(after: mark) == ["factor_added", "codes_made", "session_ended"])
            _ = try start()
            try accounts.removeFactor(by: change())
            #expect(try accounts.sessions(of: .account(Person.ben.id), at: TestClock.start).map(\.id) == [2])
            #expect(try accounts.sessions(of: .account(Person.ada.id), at: TestClock.start).map(\.id) == [1])
        }
    }

    @Test("a caller lacks one until it is confirmed, an agent never")
    func lacks() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let lacks = { (person: Person) in
                try accounts.caller(sessionId: person.id, at: TestClock.start)?.lacksSecondFactor
            }
            #expect(try Person.allCases.map(lacks) == [true, true, true, false])
            try accounts.beginFactor(by: Change(by: Person.ada.caller, at: TestClock.start)) { _ in "sealed" }
            _ = try confirmed(site)
            #expect(try Person.allCases.map(lacks) == [true, false, true, false])
        }
    }

    @Test("a proof is kept with the caller's own session, and refused with an event")
    func proof() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let later = TestClock.start.adding(seconds: 3_600)
            let mark = try site.lastEvent()
            try accounts.proveSession(by: Change(by: Person.ben.caller, at: later))
            #expect(try accounts.caller(sessionId: Person.ben.id, at: later)?.isFresh(at: later) == true)
            #expect(try accounts.caller(sessionId: Person.ada.id, at: later)?.isFresh(at: later) == false)
            let stolen = Caller(
                accountId: Person.ben.id, name: "Ben", role: .member,
                means: .session(id: Person.ada.id, provedAt: TestClock.start))
            let refused = #expect(throws: Failure.self) {
                try accounts.proveSession(by: Change(by: stolen, at: later))
            }
            #expect(refused?.kind == .unauthenticated)
            try accounts.refuseProof(by: change())
            #expect(try site.events(after: mark) == ["session_proved", "session_refused"])
        }
    }
}
