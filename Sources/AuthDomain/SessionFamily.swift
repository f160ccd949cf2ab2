import Domain

/// A session as the rotation of its refresh tokens sees it.
///
/// - Source: table `session`, migrations 0001 and 0002.
package struct SessionFamily: Sendable, Equatable {
    package let id: Int64
    package let accountId: Int64
    /// SHA-256 of the refresh token that is good now.
    package let tokenHash: [UInt8]
    package let rotationCount: Int
    /// When tokens took each other's place, the latest first; at most `RefreshPolicy.remembered`.
    package let rotations: [Instant]
    /// The `User-Agent` that the session began with.
    package let device: String
    package let expiresAt: Instant
    package let idleExpiresAt: Instant

    package init(
        id: Int64, accountId: Int64, tokenHash: [UInt8], rotationCount: Int, rotations: [Instant], device: String,
        expiresAt: Instant, idleExpiresAt: Instant
    ) {
        self.id = id
        self.accountId = accountId
        self.tokenHash = tokenHash
        self.rotationCount = rotationCount
        self.rotations = rotations
        self.device = device
        self.expiresAt = expiresAt
        self.idleExpiresAt = idleExpiresAt
    }
}

/// When a refresh token is good, when it is repeated, and when it gives a thief away.
///
/// Each token is a keyed function of the one before. So whoever presents an older one can be walked forward to the one
/// that is good now, without any old token being stored: a token that never was one leads nowhere.
package struct RefreshPolicy: Sendable {
    /// For so long after its successor took its place, the same client may present a token again: two tabs, a lost
    /// answer.
    ///
    /// - Units: seconds.
    package static let graceSeconds: Int64 = 60
    /// Unused for so long, a session ends.
    package static let idleSeconds: Int64 = 7 * 86_400
    /// The number of rotations whose times are kept.
    package static let remembered = 8

    package enum Verdict: Sendable, Equatable {
        /// The token that is good now: it makes way for this one.
        case rotate(successor: String)
        /// An older one within the grace, from the same client: it gets the one that is good now.
        case repeated(current: String)
        /// An older one beyond it, or from somewhere else: two parties use one family, and it ends.
        case replayed
        /// Never one of this family, or the family has expired.
        case unknown
    }

    private let successor: @Sendable (String) -> String
    private let hash: @Sendable (String) -> [UInt8]

    /// - Units: `successor` makes the next token from one under the server's key; `hash` is what is stored of a token.
    package init(
        successor: @escaping @Sendable (String) -> String, hash: @escaping @Sendable (String) -> [UInt8]
    ) {
        self.successor = successor
        self.hash = hash
    }

    package func judge(_ presented: String, of family: SessionFamily, device: String, at now: Instant) -> Verdict {
        guard now < family.expiresAt, now < family.idleExpiresAt else { return .unknown }
        if hash(presented) == family.tokenHash { return .rotate(successor: successor(presented)) }
        guard let (current, distance) = walk(from: presented, to: family) else { return .unknown }
        // `rotations` has the latest first: this token made way at the one that lies its distance back.
        // A moment that the clock has yet to come to is no grace: it would last for as long as the clock was ahead.
        guard distance <= family.rotations.count, device == family.device,
            abs(now.seconds - family.rotations[distance - 1].seconds) <= Self.graceSeconds
        else { return .replayed }
        return .repeated(current: current)
    }

    /// From token to token until the one that is good now; nil when it is not on the way.
    private func walk(from presented: String, to family: SessionFamily) -> (current: String, distance: Int)? {
        var token = presented
        for distance in stride(from: 1, through: family.rotationCount, by: 1) {
            token = successor(token)
            if hash(token) == family.tokenHash { return (token, distance) }
        }
        return nil
    }

    /// The times to be kept after one more rotation.
    package static func rotations(_ earlier: [Instant], and now: Instant) -> [Instant] {
        Array(([now] + earlier).prefix(remembered))
    }

    package static func idleExpiry(at now: Instant, before end: Instant) -> Instant {
        min(now.adding(seconds: idleSeconds), end)
    }
}
