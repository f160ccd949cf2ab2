import Domain

/// The counters that slow down guessing: ask before the secret is looked at, count when it was wrong, reset when it
/// was right.
///
/// Whoever sends several guesses at once may have as many looked at as there are places to do it in, but pays for each
/// with the longer wait, so nothing is gained over sending them one by one.
///
/// - Errors: `.unavailable` and `.storageFull` as for every change.
/// - Source: table `throttle`, migration 0002; the curve is `ThrottleCurve`.
package protocol ThrottleRepository: Sendable {
    /// Refuses while any of these counters waits. Writes nothing.
    ///
    /// - Errors: `.tooMany` with the seconds of the longest wait in `retryAfter`.
    func refuseThrottled(_ keys: [ThrottleKey], at instant: Instant) throws(Failure)

    /// Counts a failure in each of these, in a transaction of its own: whatever happens to the request's other changes,
    /// the count stays.
    ///
    /// - Shape: the seconds of the longest wait that follows; 0 where the next try is free.
    func countFailure(_ keys: [ThrottleKey], at instant: Instant) throws(Failure) -> Int64

    /// Forgets these counters after a success: the account's or the device's own, never the network's. Writes nothing
    /// where there is nothing to forget.
    func resetThrottle(_ keys: [ThrottleKey]) throws(Failure)

    /// Counters that count something at this moment, those that wait longest first.
    func counters(at instant: Instant) throws(Failure) -> [ThrottleCounter]

    /// Forgets all counters, or those of one name: its own, its browsers' and its second factor's.
    ///
    /// - Shape: how many were forgotten. A name that nobody has may have a counter, too.
    func clearThrottle(name: String?) throws(Failure) -> Int
}
