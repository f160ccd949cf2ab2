import Domain
import MemoryDomain
import SQLite
import Store

extension SweepRule {
    /// Entries that have expired, and those that were deleted; spaces that are deleted go whatever their age.
    package static let ofMemory = [
        SweepRule(
            .expiredEntries, limit: { $0 },
            count: SQL(kept: "SELECT count(*) FROM (SELECT id \(expired) UNION SELECT e.id \(kept)) gone"),
            release: .erasing { store, limit, change throws(Failure) in
                try erase(firstExpired, limit, store, change) + erase(firstKept, limit, store, change)
            },
            leavings: Leavings(count: MemoryErasing.countLeavings) { store, change throws(Failure) in
                try MemoryErasing(store, change).leavings()
            }),
        SweepRule(
            .deletedEntries, limit: { $0.adding(seconds: -EntryRules.deletedSeconds) },
            count: "SELECT count(*) FROM memoryEntry WHERE deletedAt <= ?1",
            release: .erasing { store, limit, change throws(Failure) in
                try erase(
                    "SELECT id, spaceId, seq FROM memoryEntry WHERE deletedAt <= ?1 LIMIT 200", limit, store, change)
            }),
        SweepRule(
            .readings, limit: { $0.adding(seconds: -ForgottenReadings.keptSeconds) }, count: ForgottenReadings.count,
            release: .erasing(ForgottenReadings.forget)),
    ]

    /// Those that say so themselves.
    private static let expired = "FROM memoryEntry WHERE expiresAt <= ?1"
    private static let firstExpired = SQL(kept: "SELECT id, spaceId, seq \(expired) ORDER BY expiresAt LIMIT 200")

    /// Those that their space has kept for long enough.
    private static let kept = """
        FROM memorySpace s JOIN memoryEntry e ON e.spaceId = s.id
        WHERE s.retentionDays IS NOT NULL AND e.updatedAt + s.retentionDays * 86400 <= ?1
        """
    /// In the order of their changes, so that the first are found at once, however many may stay.
    private static let firstKept = SQL(kept: "SELECT e.id, e.spaceId, e.seq \(kept) ORDER BY s.id, e.seq LIMIT 200")

    /// - Shape: how many.
    private static func erase(
        _ select: SQL, _ limit: Instant, _ store: Store, _ change: Change
    ) throws(Failure) -> Int {
        var count = 0
        while true {
            let found = try store.read { tx in
                try tx.all(select, limit) { row in
                    ErasedEntry(id: try row[0], space: try row[1], seq: try row[2])
                }
            }
            guard !found.isEmpty else {
                try DoubtfulWords(store: store).forget()
                return count
            }
            try MemoryErasing(store, change).erase(entries: found)
            count += found.count
        }
    }
}

extension SweptThing {
    package static let expiredEntries = SweptThing("expired entries", erasedFrom: "memory")
    package static let deletedEntries = SweptThing("deleted entries", erasedFrom: "memory")
    package static let readings = SweptThing("notes of who read")
}
