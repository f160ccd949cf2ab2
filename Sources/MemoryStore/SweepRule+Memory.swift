import Domain
import MemoryDomain
import SQLite
import Store

extension SweepRule {
    /// Entries that have expired, and those that were deleted; spaces that are deleted go whatever their age.
    package static let ofMemory = [
        SweepRule(
            .expiredEntries, limit: { $0 }, count: SQL(kept: "SELECT count(*) FROM (\(expired)) gone"),
            release: .erasing { store, limit, change throws(Failure) in
                try erase(SQL(kept: "SELECT id, spaceId FROM (\(expired)) gone LIMIT 200"), limit, store, change)
            },
            leavings: Leavings(count: MemoryErasing.countLeavings) { store, change throws(Failure) in
                try MemoryErasing(store, change).leavings()
            }),
        SweepRule(
            .deletedEntries, limit: { $0.adding(seconds: -EntryRules.deletedSeconds) },
            count: "SELECT count(*) FROM memoryEntry WHERE deletedAt <= ?1",
            release: .erasing { store, limit, change throws(Failure) in
                try erase("SELECT id, spaceId FROM memoryEntry WHERE deletedAt <= ?1 LIMIT 200", limit, store, change)
            }),
    ]

    /// Those that say so themselves, and those that their space has kept for long enough.
    private static let expired = """
        SELECT id, spaceId FROM memoryEntry WHERE expiresAt <= ?1 AND deletedAt IS NULL
        UNION SELECT e.id, e.spaceId FROM memorySpace s JOIN memoryEntry e ON e.spaceId = s.id
        WHERE s.retentionDays IS NOT NULL AND e.deletedAt IS NULL AND e.updatedAt + s.retentionDays * 86400 <= ?1
        """

    /// - Shape: how many.
    private static func erase(
        _ select: SQL, _ limit: Instant, _ store: Store, _ change: Change
    ) throws(Failure) -> Int {
        var count = 0
        while true {
            let found = try store.read { tx in
                try tx.all(select, limit) { row in (id: try row[0] as Int64, space: try row[1] as Int64) }
            }
            guard !found.isEmpty else { return count }
            try MemoryErasing(store, change).erase(entries: found)
            count += found.count
        }
    }
}

extension SweptThing {
    package static let expiredEntries = SweptThing("expired entries", erasedFrom: "memory")
    package static let deletedEntries = SweptThing("deleted entries", erasedFrom: "memory")
}
