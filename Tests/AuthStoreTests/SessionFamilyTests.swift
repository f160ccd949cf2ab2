import AuthDomain
import AuthStore
import Domain
import HouseStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("Sessions and their refresh tokens in SQLite")
struct SessionFamilyTests {
    private static let client = Client(network: "192.0.2.7", device: "tests")

    private func hash(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 32) }

    private func start(
        _ site: TestSite, _ number: UInt8, days: Int64 = 30, replacing: Int64? = nil,
        at instant: Instant = TestClock.start
    ) throws -> Int64 {
        let session = NewSession(
            accountId: Person.ben.id, tokenHash: hash(number), expiresAt: instant.adding(seconds: days * 86_400),
            client: Self.client, replacing: replacing)
        return try site.store.accounts.startSession(session, at: instant)
    }

    @Test("of two rotations from one token one wins, and the family says when")
    func rotate() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let id = try start(site, 7)
            let family = try #require(try accounts.family(id))
            #expect(family.tokenHash == hash(7) && family.rotationCount == 0 && family.rotations == [])
            let later = TestClock.start.adding(seconds: 900)
            #expect(try accounts.rotate(family, to: hash(8), at: later))
            #expect(try accounts.rotate(family, to: hash(9), at: later) == false)
            let rotated = try #require(try accounts.family(id))
            #expect(rotated.tokenHash == hash(8) && rotated.rotationCount == 1 && rotated.rotations == [later])
            #expect(rotated.idleExpiresAt == later.adding(seconds: RefreshPolicy.idleSeconds))
            #expect(rotated.expiresAt == family.expiresAt)
            #expect(try accounts.sessions(of: .account(Person.ben.id), at: later).first?.seenAt == later)
        }
    }

    @Test("the last rotations are kept, eight of them, the newest first, and idleness never outlives the session")
    func remembered() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let id = try start(site, 7, days: 1)
            for number in 1...10 as ClosedRange<Int64> {
                let family = try #require(try accounts.family(id))
                #expect(
                    try accounts.rotate(
                        family, to: hash(UInt8(10 + number)), at: TestClock.start.adding(seconds: number)))
            }
            let family = try #require(try accounts.family(id))
            #expect(family.rotationCount == 10 && family.idleExpiresAt == family.expiresAt)
            #expect(family.rotations.map(\.seconds) == (3...10).reversed().map { TestClock.start.seconds + $0 })
        }
    }

    @Test("one that two parties use ends once, with one event")
    func replayed() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let id = try start(site, 7)
            let family = try #require(try accounts.family(id))
            let mark = try site.lastEvent()
            for _ in 0..<2 { try accounts.endReplayed(family, from: Self.client, at: TestClock.start) }
            #expect(try site.events(after: mark) == ["session_replayed"])
            #expect(try accounts.family(id) == nil)
            #expect(try accounts.caller(sessionId: id, at: TestClock.start) == nil)
            #expect(try accounts.rotate(family, to: hash(8), at: TestClock.start) == false)
        }
    }

    @Test("a new one ends the one it replaces, whoever's that was, and one that is gone leaves no event")
    func replaces() async throws {
        try await withSite { site throws in
            let mark = try site.lastEvent()
            _ = try start(site, 7, replacing: Person.cleo.id)
            #expect(try site.events(after: mark) == ["session_ended", "session_started"])
            #expect(try site.store.accounts.family(Person.cleo.id) == nil)
            _ = try start(site, 8, replacing: Person.cleo.id)
            #expect(try site.events(after: mark) == ["session_ended", "session_started", "session_started"])
            #expect(try site.store.accounts.sessions(of: .everybody, at: TestClock.start).count == 5)
        }
    }

    @Test("what has expired is nobody's, and the next sign-in deletes none of it")
    func expired() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let short = try start(site, 7, days: 1)
            let later = TestClock.start.adding(seconds: 86_400)
            #expect(try accounts.caller(sessionId: short, at: later.adding(seconds: -1)) != nil)
            #expect(try accounts.caller(sessionId: short, at: later) == nil)
            #expect(try accounts.family(short) != nil)
            _ = try start(site, 8, at: later)
            #expect(try accounts.family(short) != nil)
        }
    }

    @Test("a disabled account has no family and no caller, and ending a session twice leaves one event")
    func gone() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let id = try start(site, 7)
            let mark = try site.lastEvent()
            for _ in 0..<2 { try accounts.endSession(id, by: Person.ben.caller, at: TestClock.start) }
            #expect(try site.events(after: mark) == ["session_ended"])
            try site.store.database.write { tx in
                try tx.run("UPDATE account SET disabledAt = 1 WHERE id = ?", Person.cleo.id)
            }
            #expect(try accounts.family(Person.cleo.id) == nil)
            #expect(try accounts.caller(sessionId: Person.cleo.id, at: TestClock.start) == nil)
        }
    }
}
