import AuthDomain
import Domain
import Testing
import TestingElwosa

/// Rotation of refresh tokens, with numbers for tokens: 0 makes way for 1, 1 for 2.
@Suite("Rotating refresh tokens")
struct RefreshPolicyTests {
    private let policy = RefreshPolicy(
        successor: { String(Int($0)! + 1) }, hash: { Array("hash of \($0)".utf8) })
    private let start = TestClock.start

    @Test("the token that is good makes way for its successor")
    func rotate() {
        let world = World(policy)
        #expect(world.judge("0", at: 0) == .rotate(successor: "1"))
    }

    @Test("within the grace the same client gets the same answer again, beyond it the family ends")
    func grace() {
        for (seconds, verdict) in [
            (0, RefreshPolicy.Verdict.repeated(current: "1")), (60, .repeated(current: "1")), (61, .replayed),
        ] {
            let world = World(policy)
            world.refresh("0", at: 0)
            #expect(world.judge("0", at: Int64(seconds)) == verdict)
        }
    }

    @Test("a rotation that the clock has yet to come to is no grace, beyond a minute")
    func clockAhead() {
        for (seconds, verdict) in [(-60, RefreshPolicy.Verdict.repeated(current: "1")), (-61, .replayed)] {
            let world = World(policy)
            world.refresh("0", at: 0)
            #expect(world.judge("0", at: Int64(seconds)) == verdict)
        }
    }

    @Test("a token from several rotations ago gets the one that is good now, if its own rotation is within the grace")
    func ancestors() {
        let world = World(policy)
        for number in 0..<5 { world.refresh("\(number)", at: Int64(number) * 10) }
        #expect(world.judge("0", at: 60) == .repeated(current: "5"))
        #expect(world.judge("0", at: 61) == .replayed)
        #expect(world.judge("4", at: 100) == .repeated(current: "5"))
    }

    @Test("another client gets no repetition: it ends the family")
    func otherClient() {
        let world = World(policy)
        world.refresh("0", at: 0)
        #expect(world.judge("0", at: 1, device: "another browser") == .replayed)
    }

    @Test("a token that never was one of the family ends nothing")
    func unknown() {
        let world = World(policy)
        world.refresh("0", at: 0)
        #expect(world.judge("7", at: 1) == .unknown)
        #expect(world.judge("-9", at: 1) == .unknown)
    }

    @Test("an expired family knows no token any more")
    func expired() {
        let world = World(policy)
        #expect(world.judge("0", at: RefreshPolicy.idleSeconds) == .unknown)
        #expect(world.judge("0", at: World.lifetime) == .unknown)
    }

    @Test("no interleaving of honest tabs within the grace signs anybody out", arguments: 0..<200)
    func honestTabs(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let world = World(policy)
        var jar = (refresh: "0", accessEnds: Int64(0))
        var answers: [(arrives: Int64, refresh: String, accessEnds: Int64)] = []
        var now: Int64 = 0
        for _ in 0..<60 {
            // Long silences and bursts, while answers of other tabs are still on their way.
            now +=
                Bool.random(using: &random)
                ? Int64.random(in: 0...5, using: &random) : Int64.random(in: 0...2_000, using: &random)
            for answer in answers.filter({ $0.arrives <= now }).sorted(by: { $0.arrives < $1.arrives }) {
                jar = (answer.refresh, answer.accessEnds)
            }
            answers.removeAll { $0.arrives <= now }
            let sent = jar
            let delay = Int64.random(in: 0...(RefreshPolicy.graceSeconds / 2), using: &random)
            guard sent.accessEnds <= now else { continue }
            guard let token = world.refresh(sent.refresh, at: now) else {
                Issue.record("an honest tab was signed out with token \(sent.refresh) at \(now)")
                return
            }
            answers.append((now + delay, token, now + 900))
        }
        #expect(!world.hasEnded)
    }

    @Test("once two parties have used one family beyond the grace, it is dead for both", arguments: 0..<200)
    func thief(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let world = World(policy)
        var jars = ["0", "0"]
        var now: Int64 = 0
        var wasLate = false
        for _ in 0..<20 {
            now += Int64.random(in: 61...4_000, using: &random)
            let party = Int.random(in: 0...1, using: &random)
            let isOld = jars[party] != world.current
            if let token = world.refresh(jars[party], at: now) { jars[party] = token }
            wasLate = wasLate || isOld
            #expect(world.hasEnded == wasLate)
        }
        if wasLate { for jar in jars { #expect(world.refresh(jar, at: now) == nil) } }
    }
}

/// A family as the store would keep it.
private final class World {
    static let lifetime: Int64 = 30 * 86_400
    private let policy: RefreshPolicy
    private var family: SessionFamily
    private(set) var current = "0"
    private(set) var hasEnded = false

    init(_ policy: RefreshPolicy) {
        self.policy = policy
        family = SessionFamily(
            id: 1, accountId: 1, tokenHash: Array("hash of 0".utf8), rotationCount: 0, rotations: [],
            device: "a browser", expiresAt: TestClock.start.adding(seconds: Self.lifetime),
            idleExpiresAt: TestClock.start.adding(seconds: RefreshPolicy.idleSeconds))
    }

    func judge(_ token: String, at seconds: Int64, device: String = "a browser") -> RefreshPolicy.Verdict {
        policy.judge(token, of: family, device: device, at: TestClock.start.adding(seconds: seconds))
    }

    /// The token to use from now on; nil when the family has ended.
    @discardableResult
    func refresh(_ token: String, at seconds: Int64) -> String? {
        guard !hasEnded else { return nil }
        let now = TestClock.start.adding(seconds: seconds)
        switch judge(token, at: seconds) {
        case .rotate(let successor):
            current = successor
            family = SessionFamily(
                id: 1, accountId: 1, tokenHash: Array("hash of \(successor)".utf8),
                rotationCount: family.rotationCount + 1,
                rotations: RefreshPolicy.rotations(family.rotations, and: now), device: family.device,
                expiresAt: family.expiresAt,
                idleExpiresAt: RefreshPolicy.idleExpiry(at: now, before: family.expiresAt))
            return successor
        case .repeated(let current): return current
        case .replayed, .unknown:
            hasEnded = true
            return nil
        }
    }
}
