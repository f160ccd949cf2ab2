import Domain

/// The key that failures are counted by.
package enum ThrottleKey: Hashable, Sendable {
    /// A name as it was typed, whether or not anybody has it: the answer must not tell.
    case account(name: String)
    /// Where a request came from, as `ClientNetwork` calls it.
    case network(String)
    /// A browser in which this account has signed in before; the number of its `knownDevice` row.
    case device(id: Int64)
    /// The second factor of an account, in whatever session it is tried.
    case factor(accountId: Int64)

    package var curve: ThrottleCurve {
        switch self {
        case .network: .network
        case .account, .device, .factor: .person
        }
    }
}

/// The curve by which failures turn into waiting: some are free, then each doubles the wait, up to a limit; they fade.
///
/// An attacker who keeps at it for ever gets 96 tries a day, one every 15 minutes.
package struct ThrottleCurve: Equatable, Sendable {
    /// The failure that is the first to be followed by a wait, of 1 second.
    package let firstSlow: Int64

    /// One person mistypes a few times: four failures are free, the fifth waits 1 s, the sixth 2 s, the fifteenth 15 min.
    package static let person = ThrottleCurve(firstSlow: 5)
    /// Behind one address there may be a whole office; and no success takes its failures back, since whoever guesses
    /// could sign in to an account of their own between two guesses.
    package static let network = ThrottleCurve(firstSlow: 50)

    /// - Units: seconds after which one failure is forgotten.
    package static let fadeSeconds: Int64 = 3_600
    /// - Units: seconds.
    package static let longestWait: Int64 = 900

    /// - Units: seconds; 0 where the next try is free.
    package func wait(after failures: Int64) -> Int64 {
        guard failures >= firstSlow else { return 0 }
        let doublings = min(failures - firstSlow, 10)
        return min(1 << doublings, Self.longestWait)
    }

    /// More failures than this are counted as this many, so that a long attack is not remembered for weeks.
    var mostCounted: Int64 { firstSlow + 10 }
}
