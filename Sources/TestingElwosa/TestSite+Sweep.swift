import Domain
import HouseStore
import Store

extension TestSite {
    /// Now, on a machine that was started 1,000 seconds before the test's clock began and has run since.
    package var sweepTime: SweepTime {
        SweepTime(clock.now, uptime: clock.now.seconds - TestClock.start.seconds + 1_000)
    }

    /// Erases what has expired by now: one sweep finds it, and one a day later.
    ///
    /// - Shape: what went; the clock is a day further on.
    @discardableResult
    package func sweepTwice(by person: Person = .ada) throws -> SweepCount {
        _ = try store.sweep(by: person.caller, at: sweepTime)
        clock.advance(seconds: 86_400)
        return try store.sweep(by: person.caller, at: sweepTime).gone
    }
}
