import Domain

/// One counter, as it is stored: two moments from which the count follows.
package struct ThrottleState: Equatable, Sendable {
    /// When the count is back at nothing.
    package let fadesAt: Instant
    /// The first moment at which it may be tried again.
    package let blockedUntil: Instant

    package init(fadesAt: Instant, blockedUntil: Instant) {
        self.fadesAt = fadesAt
        self.blockedUntil = blockedUntil
    }

    /// The counter that nothing has been counted in.
    package static let clear = ThrottleState(fadesAt: Instant(seconds: 0), blockedUntil: Instant(seconds: 0))

    /// The counter without what no right clock can have written: a wait beyond the longest, a count beyond the highest.
    ///
    /// A clock that was ahead leaves such moments behind. They would be waited for as long as it was ahead.
    private func believed(_ curve: ThrottleCurve, at instant: Instant) -> ThrottleState {
        let latest = instant.adding(seconds: curve.mostCounted * ThrottleCurve.fadeSeconds)
        return ThrottleState(
            fadesAt: fadesAt > latest ? instant : fadesAt,
            blockedUntil: Self.isBelieved(blockedUntil, at: instant) ? blockedUntil : instant)
    }

    private static func isBelieved(_ blockedUntil: Instant, at instant: Instant) -> Bool {
        blockedUntil <= instant.adding(seconds: ThrottleCurve.longestWait)
    }

    package func failures(at instant: Instant) -> Int64 {
        let left = max(0, fadesAt.seconds - instant.seconds)
        return (left + ThrottleCurve.fadeSeconds - 1) / ThrottleCurve.fadeSeconds
    }

    /// - Units: seconds until the next try, at most `longestWait` whatever is stored; 0 where it is free.
    package func wait(at instant: Instant) -> Int64 {
        Self.isBelieved(blockedUntil, at: instant) ? max(0, blockedUntil.seconds - instant.seconds) : 0
    }

    /// The counter after one more failure.
    package func failed(_ curve: ThrottleCurve, at instant: Instant) -> ThrottleState {
        let (fade, before) = (ThrottleCurve.fadeSeconds, believed(curve, at: instant))
        let longest = instant.adding(seconds: curve.mostCounted * fade)
        let fadesAt = min(max(before.fadesAt, instant).adding(seconds: fade), longest)
        let counted = ThrottleState(fadesAt: fadesAt, blockedUntil: before.blockedUntil)
        let wait = curve.wait(after: counted.failures(at: instant))
        return ThrottleState(fadesAt: fadesAt, blockedUntil: max(before.blockedUntil, instant.adding(seconds: wait)))
    }
}

/// A counter as the operator sees it.
package struct ThrottleCounter: Equatable, Sendable {
    /// `network:192.0.2.1`, `device:7` (a known browser's number), `factor:7` (an account's), or `account:` with a hash.
    package let key: String
    package let failures: Int64
    /// - Units: seconds until the next try; 0 where it is free.
    package let wait: Int64

    package init(key: String, failures: Int64, wait: Int64) {
        self.key = key
        self.failures = failures
        self.wait = wait
    }
}
