import Crypto
import Domain
import Foundation
import Synchronization
import Testing
import TestingElwosa

@testable import Web

@Suite("Access tokens that were checked before")
struct CheckedTokensTests {
    private let issuer = DirectSite.plainOrigin
    private let ring = KeyRing(keys: [KeyRing.Key(id: "one", secret: [UInt8](repeating: 1, count: 32))])

    private func text(_ account: Int64, _ ring: KeyRing) -> String {
        AccessToken(accountId: account, sessionId: account, issuedAt: TestClock.start).text(issuer: issuer, ring: ring)
    }

    private var checked: CheckedTokens { CheckedTokens(issuer: issuer, ring: ring) }

    @Test("say the same each time")
    func again() {
        let (checked, text) = (checked, text(7, ring))
        for _ in 1...3 { #expect(checked.token(text)?.accountId == 7) }
    }

    @Test("are not taken for others, however many there are")
    func many() {
        let (checked, texts) = (checked, (1...500).map { text($0, ring) })
        for _ in 1...2 {
            for (index, text) in texts.enumerated() { #expect(checked.token(text)?.accountId == Int64(index + 1)) }
        }
    }

    @Test("let none in that differs in a single character")
    func everyCharacter() {
        let (checked, good) = (checked, text(7, ring))
        #expect(checked.token(good) != nil)
        let characters = Array(good)
        for index in characters.indices {
            var changed = characters
            changed[index] = changed[index] == "A" ? "B" : "A"
            #expect(checked.token(String(changed)) == nil, "\(index)")
            #expect(checked.token(good) != nil)
        }
    }

    @Test("die when their key is taken from the ring")
    func removedKey() throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "elwosa-ring-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: place) }
        try KeyRing.prepare(directory: place, stamp: "20260101T000000Z")
        let clock = TestSeconds()
        let ring = try KeyRing(directory: place) { clock.now }
        let checked = CheckedTokens(issuer: issuer, ring: ring)
        let text = text(7, ring)
        #expect(checked.token(text) != nil)
        try KeyRing.rotate(directory: place, stamp: "20260102T000000Z")
        clock.pass(10)
        #expect(checked.token(text) != nil)
        try KeyRing.rotate(directory: place, stamp: "20260103T000000Z")
        clock.pass(10)
        #expect(checked.token(text) == nil)
    }
}

/// Seconds that pass when a test says so.
private final class TestSeconds: Sendable {
    private let value = Atomic(0)

    var now: Int { value.load(ordering: .relaxed) }

    func pass(_ count: Int) { value.add(count, ordering: .relaxed) }
}
