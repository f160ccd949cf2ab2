import Domain
import JSON
import MemoryChanges
import MemoryDomain
import SQLite
import Store
import Synchronization

/// Tells of entries that have expired: by their own word, or by the time that their space keeps them. Event
/// `entry_expired`.
package final class EntryExpiry: DueThings {
    private let store: Store
    /// How far the entries of a space have been told, by space and its version.
    private let told = Mutex<[Space: Told]>([:])

    private struct Told {
        /// The event of the last.
        var seq: Int64 = 0
        /// When the next will have been kept for long enough, unless the clock is set back before `at`.
        var next: Instant?
        var at = Instant(seconds: 0)

        func isBefore(_ now: Instant) -> Bool { next.map { at <= now && now < $0 } ?? false }
    }

    private struct Space: Hashable {
        let id: Int64
        let version: Int64
        let days: Int
    }

    private struct Due: Sendable {
        let id: Int64
        let space: Int64
        let seq: Int64
        let isTold: Bool
    }

    /// Entries that one transaction tells of.
    private static let most = 200

    package init(_ store: Store) {
        self.store = store
    }

    package func tellDue(at now: Instant) throws(Failure) -> Bool {
        var due = try store.read { tx in
            try tx.all(Self.selectExpired, now, Self.most) { row in
                Due(id: try row[0], space: try row[1], seq: try row[2], isTold: false)
            }
        }
        for space in try spaces() where due.count < Self.most { due += try entries(of: space, at: now) }
        let untold = due.filter { !$0.isTold }
        guard !untold.isEmpty else { return due.count >= Self.most }
        try store.write { [store] tx in
            for entry in untold { try Self.tell(entry, at: now, store.eventKey, tx) }
        }
        return due.count >= Self.most
    }

    private static let selectExpired: SQL = """
        SELECT id, spaceId, seq FROM memoryEntry
        WHERE expiresAt <= ? AND expiredAt IS NULL AND deletedAt IS NULL ORDER BY expiresAt LIMIT ?
        """

    private func spaces() throws(Failure) -> [Space] {
        let spaces = try store.read { tx in
            try tx.all("SELECT id, version, retentionDays FROM memorySpace WHERE retentionDays IS NOT NULL") { row in
                Space(id: try row[0], version: try row[1], days: try row[2])
            }
        }
        // What was said under another time is said anew under this one.
        told.withLock { told in told = told.filter { spaces.contains($0.key) } }
        return spaces
    }

    /// Those that the space has kept for long enough, the ones changed first first: the order of their changes is that of
    /// their times, so the first that may stay ends the search.
    private func entries(of space: Space, at now: Instant) throws(Failure) -> [Due] {
        let age = Int64(space.days) * 86_400
        var told = told.withLock { $0[space] } ?? Told()
        guard !told.isBefore(now) else { return [] }
        let found = try store.read { tx in
            try tx.all(
                """
                SELECT id, spaceId, seq, expiredAt IS NOT NULL OR deletedAt IS NOT NULL, updatedAt FROM memoryEntry
                WHERE spaceId = ? AND seq > ? ORDER BY seq LIMIT ?
                """, space.id, told.seq, Self.most
            ) { row in
                let due = Due(id: try row[0], space: try row[1], seq: try row[2], isTold: try row[3])
                return (due: due, updatedAt: try row[4] as Instant)
            }
        }
        let due = found.prefix { $0.updatedAt.adding(seconds: age) <= now }.map(\.due)
        if let last = due.last { told.seq = last.seq }
        (told.next, told.at) = (found.dropFirst(due.count).first?.updatedAt.adding(seconds: age), now)
        self.told.withLock { [told] in $0[space] = told }
        return due
    }

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
