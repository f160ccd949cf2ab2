import Domain
import SQLite
import Store

extension Store {
    /// Writes down who read since the last time, in steps between which others write.
    ///
    /// - Errors: those of any write; what could not be written is kept for the next time.
    package func write(_ readings: Readings) throws(Failure) {
        var left = Array(readings.take())[...]
        while !left.isEmpty {
            let step = Array(left.prefix(500))
            do throws(Failure) {
                try write { tx in for (reader, reading) in step { try Self.write(reader, reading, tx) } }
            } catch {
                readings.putBack(left)
                throw error
            }
            left = left.dropFirst(step.count)
        }
    }

    /// - Shape: nothing for a space or an account that is gone; more than one process notes the same minute.
    private static func write(_ reader: Readings.Reader, _ reading: Readings.Reading, _ tx: WriteTransaction) throws {
        let entries = reading.entries.map { String($0) }.joined(separator: " ")
        try tx.run(insertReading, reader.minute, entries, reading.count, reader.space, reader.account)
    }

    private static let insertReading: SQL = """
        INSERT INTO memoryReading (spaceId, minute, accountId, entries, count)
        SELECT s.id, CAST(? AS BIGINT), a.id, CAST(? AS TEXT), CAST(? AS BIGINT) FROM memorySpace s, account a
        WHERE s.id = ? AND a.id = ? AND s.notesReaders = 1 AND s.deletedAt IS NULL
        ON CONFLICT (spaceId, minute, accountId) DO UPDATE SET count = memoryReading.count + excluded.count,
            entries = CASE WHEN length(memoryReading.entries) < 400
                THEN memoryReading.entries || ' ' || excluded.entries ELSE memoryReading.entries END
        """
}

/// Who read is forgotten after 90 days, and sooner where a space has more readings than it keeps.
enum ForgottenReadings {
    static let keptSeconds: Int64 = 90 * 86_400
    /// Readings that a space keeps, the last ones.
    static let kept = 50_000
    private static let step = 2_000

    static let count: SQL = """
        SELECT count(*) FROM memorySpace s JOIN memoryReading r ON r.spaceId = s.id AND r.minute <= ?1
        """

    /// - Shape: how many.
    static func forget(_ store: Store, _ limit: Instant, _ change: Change) throws(Failure) -> Int {
        let spaces: [Int64] = try store.read { tx in try tx.all("SELECT id FROM memorySpace") { try $0[0] } }
        var gone = 0
        for space in spaces {
            let excess: Instant? = try store.read { tx in
                try tx.value(
                    "SELECT minute FROM memoryReading WHERE spaceId = ? ORDER BY minute DESC LIMIT 1 OFFSET ?", space,
                    Self.kept)
            }
            let last = max(limit, excess ?? limit)
            while true {
                let removed = try store.write { tx in try remove(from: space, through: last, tx) }
                gone += removed
                if removed < step { break }
            }
        }
        return gone
    }

    /// One step.
    ///
    /// - Shape: how many.
    @discardableResult
    static func remove(from space: Int64, through last: Instant, _ tx: WriteTransaction) throws -> Int {
        try tx.run(
            """
            DELETE FROM memoryReading WHERE (spaceId, minute, accountId) IN (SELECT spaceId, minute, accountId
                FROM memoryReading WHERE spaceId = ? AND minute <= ? ORDER BY minute LIMIT ?)
            """, space, last, step)
    }
}
