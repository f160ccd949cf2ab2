import Domain
import SQLite
import Store

/// A sweep's look at both clocks, compared with those before it.
///
/// The wall clock may be wrong; the one that runs with the machine is only ever short. So what has expired counts as such
/// once it had expired at a look that lies a day of the second clock back, with no step back of the first in between.
///
/// - Source: table `sweepMark`.
struct SweepMark {
    /// - Units: seconds of running between two looks of which both find a thing expired.
    static let day: Int64 = 86_400
    /// - Units: seconds that the two clocks may differ by without a step.
    private static let tolerance: Int64 = 10
    /// - Units: seconds of running within which a second look leaves no mark.
    private static let spacing: Int64 = 60

    let at: Instant
    let uptime: Int64
    let running: Int64
    /// The clock went back since the last look, or there was none.
    let isFirst: Bool
    /// The moment of the look that counts: what had expired then may go. nil while there is none.
    let ripe: Instant?
    private let isDue: Bool

    static func look(_ now: SweepTime, _ tx: ReadTransaction) throws -> SweepMark {
        let last = try tx.one("SELECT at, uptime, running FROM sweepMark ORDER BY id DESC LIMIT 1") { row in
            (at: try row[0] as Instant, uptime: try row[1] as Int64, running: try row[2] as Int64)
        }
        // A lower number than before is that of a machine that was started since, and has run for at least so long.
        let passed = last.map { now.uptime >= $0.uptime ? now.uptime - $0.uptime : now.uptime } ?? 0
        guard let last, now.instant.seconds >= last.at.seconds + passed - tolerance else {
            return SweepMark(
                at: now.instant, uptime: now.uptime, running: 0, isFirst: true, ripe: nil, isDue: true)
        }
        let running = last.running + passed
        let ripe: Instant? = try tx.value(
            "SELECT at FROM sweepMark WHERE running <= ? ORDER BY id DESC LIMIT 1", running - day)
        return SweepMark(
            at: now.instant, uptime: now.uptime, running: running, isFirst: false, ripe: ripe,
            isDue: passed >= spacing)
    }

    /// Keeps this look, and those that a later one may still count from.
    func keep(_ tx: WriteTransaction) throws {
        if isFirst { try tx.run("DELETE FROM sweepMark") }
        if isDue {
            try tx.run("INSERT INTO sweepMark (at, uptime, running) VALUES (?, ?, ?)", at, uptime, running)
        }
        try tx.run(
            """
            DELETE FROM sweepMark WHERE id < (SELECT max(id) FROM sweepMark WHERE running <= ?)
            """, running - Self.day)
    }
}
