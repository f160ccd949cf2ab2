import Domain
import JSON
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// Tells of entries that have expired: by their own word, or by the time that their space keeps them. Event
/// `entry_expired`.
package struct EntryExpiry: DueThings {
    private let store: Store

    private struct Due: Sendable {
        let id: Int64
        let space: Int64
        let seq: Int64
    }

    /// Entries that one transaction tells of.
    private static let most = 200

    package init(_ store: Store) {
        self.store = store
    }

    package func tellDue(at now: Instant) throws(Failure) -> Bool {
        let due = try store.read { tx in
            let expired = try tx.all(Self.selectExpired, now, Self.most, row: Self.due)
            return try expired + tx.all(Self.selectKept, now, Self.most - expired.count, row: Self.due)
        }
        guard !due.isEmpty else { return false }
        try store.write { [store] tx in
            for entry in due { try Self.tell(entry, at: now, store.eventKey, tx) }
        }
        return due.count >= Self.most
    }

    private static func due(_ row: borrowing Row) throws -> Due {
        Due(id: try row[0], space: try row[1], seq: try row[2])
    }

    private static let selectExpired: SQL = """
        SELECT id, spaceId, seq FROM memoryEntry
        WHERE expiresAt <= ? AND expiredAt IS NULL AND deletedAt IS NULL ORDER BY expiresAt LIMIT ?
        """

    /// Those that their space has kept for long enough.
    private static let selectKept: SQL = """
        SELECT e.id, e.spaceId, e.seq FROM memorySpace s CROSS JOIN memoryEntry e
        WHERE s.retentionDays IS NOT NULL AND s.deletedAt IS NULL AND e.spaceId = s.id
            AND e.updatedAt <= ? - s.retentionDays * 86400 AND e.expiredAt IS NULL AND e.deletedAt IS NULL LIMIT ?
        """

    /// Once more under the lock: it may have been written anew since.
    private static func tell(_ due: Due, at now: Instant, _ key: [UInt8], _ tx: WriteTransaction) throws {
        let rows = SQLiteMemoryRows(tx, key: key)
        guard let entry = try rows.anyEntry(due.id), entry.seq == due.seq, !entry.isDeleted, !entry.isThere(at: now)
        else { return }
        let isNew =
            try tx.run(
                "UPDATE memoryEntry SET expiredAt = ? WHERE id = ? AND expiredAt IS NULL", now, due.id) > 0
        guard isNew else { return }
        let change = Change(by: .commandLine, at: now)
        _ = try rows.append(.memory(.entryExpired), subject: due.id, place: .space(due.space), by: change) { out in
            out.member("key", entry.key)
            out.member("version", entry.version)
        }
    }
}
