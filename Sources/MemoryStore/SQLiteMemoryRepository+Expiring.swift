import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// The entries that expire soon.
extension SQLiteMemoryRepository {
    package func expiringEntries(
        until end: Instant, after: String?, limit: Int, at now: Instant, for caller: Caller
    ) throws(Failure) -> EntryPage {
        let place = try ExpiryPlace(after, at: now)
        return try store.read { tx in
            // Space by space: what expires elsewhere, however much, is not looked at.
            let found = try SpaceAccess(caller).spaces(tx).flatMap { space in
                try tx.all(
                    """
                    SELECT id, expiresAt FROM memoryEntry WHERE spaceId = ? AND expiresAt >= ? AND expiresAt <= ?
                    AND (expiresAt > ? OR id > ?) AND expiredAt IS NULL AND deletedAt IS NULL
                    ORDER BY expiresAt, id LIMIT ?
                    """, space, place.instant, end, place.instant, place.entry, limit + 1
                ) { row in ExpiryPlace(instant: try row[1], entry: try row[0]) }
            }.sorted { ($0.instant, $0.entry) < ($1.instant, $1.entry) }
            let there = try Self.there(found.prefix(limit).map(\.entry), at: now, tx)
            let entries = try reader(now, caller, tx).entries(inOrder: there[...])
            let last = entries.count < there.count ? entries.last?.id : found.prefix(limit).last?.entry
            let isMore = found.count > limit || entries.count < there.count
            return EntryPage(
                entries: entries, next: isMore ? found.first { $0.entry == last }?.text : nil)
        }
    }
}

/// The place of an entry among those that expire, as pages hand it on.
private struct ExpiryPlace {
    let instant: Instant
    let entry: Int64

    init(instant: Instant, entry: Int64) {
        (self.instant, self.entry) = (instant, entry)
    }

    /// - Shape: without a text, before the first that has not expired.
    /// - Errors: `.malformed` on `after`.
    init(_ text: String?, at now: Instant) throws(Failure) {
        guard let text else {
            self.init(instant: now.adding(seconds: 1), entry: 0)
            return
        }
        let numbers = text.split(separator: "-").compactMap { Int64($0) }
        guard numbers.count == 2, text == "\(numbers[0])-\(numbers[1])" else {
            throw Failure(.malformed, "after: is not what a page before gave as its next.", field: "after")
        }
        self.init(instant: max(Instant(seconds: numbers[0]), now), entry: numbers[1])
    }

    var text: String { "\(instant.seconds)-\(entry)" }
}
