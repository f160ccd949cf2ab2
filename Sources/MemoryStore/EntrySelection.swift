import Domain
import JSON
import MemoryDomain
import SQLite
import Store

/// The versions that entries show at a time, as a part of statements: tables, conditions, and the values that they bind, in this order.
///
/// - Shape: `e` is the entry, `v` the version that is shown, `t` the stretch of time for which it is true.
struct EntrySelection {
    private(set) var tables: String
    private(set) var conditions: [String]
    private(set) var values: [(any Bindable)?]
    /// The column with the end of the entry, as it was known.
    let expiresAt: String

    /// The version up to which a stretch is known that still is.
    static let stillKnown: Int64 = 1 << 62

    /// The beginning of the last stretch of an entry, of those still known, that begins until a moment: they do not
    /// overlap, so no other can be true then, however many have been.
    static func lastBeginning(_ entry: String, until moment: String) -> String {
        """
        (SELECT max(u.validFrom) FROM memoryStretch u
            WHERE u.entryId = \(entry) AND u.untilVersion = \(stillKnown) AND u.validFrom <= \(moment))
        """
    }

    /// - Shape: of the entries in `entries`, a table or a SELECT in brackets whose values come first.
    init(_ time: EntryTime, at now: Instant, of entries: String, _ first: [(any Bindable)?] = []) {
        let valid = time.validAt ?? time.knownAt ?? now
        // Where nothing is asked to be true, what was written last is shown where nothing is.
        let join = time.validAt == nil ? "LEFT JOIN" : "JOIN"
        if let known = time.knownAt {
            tables = """
                \(entries) e JOIN memoryVersion n ON n.id =
                    (SELECT max(w.id) FROM memoryVersion w WHERE \(VersionColumns.ofEntry("e.id")) AND w.at <= ?)
                \(join) memoryStretch t ON t.entryId = e.id AND t.untilVersion > n.number AND t.sinceVersion <= n.number
                    AND t.validFrom <= ? AND t.validUntil > ?
                JOIN memoryVersion v ON v.id = \(VersionColumns.id("e.id", "coalesce(t.version, n.number)"))
                """
            values = first + [known, valid, valid]
            conditions = ["n.deed <> 'deleted'"]
            expiresAt = "n.expiresAt"
        } else {
            tables = """
                \(entries) e \(join) memoryStretch t ON t.entryId = e.id AND t.untilVersion = \(Self.stillKnown)
                    AND t.validFrom = \(Self.lastBeginning("e.id", until: "?")) AND t.validUntil > ?
                JOIN memoryVersion v ON v.id = \(VersionColumns.id("e.id", "coalesce(t.version, e.version)"))
                """
            values = first + [valid, valid]
            conditions = ["e.deletedAt IS NULL"]
            expiresAt = "e.expiresAt"
        }
        add("(e.expiresAt IS NULL OR e.expiresAt > ?)", now)
    }

    /// Leaves out what the space has kept for long enough.
    mutating func require(retention days: Int?, at now: Instant) {
        guard let days else { return }
        add("e.updatedAt > ?", now.adding(seconds: -Int64(days) * 86_400))
    }

    /// As `require`, of entries of many spaces.
    mutating func requireRetention(at now: Instant) {
        add(
            """
            NOT EXISTS (SELECT 1 FROM memorySpace s
                WHERE s.id = e.spaceId AND e.updatedAt + s.retentionDays * 86400 <= ?)
            """, now)
    }

    mutating func require(_ filter: EntryFilter) {
        if !filter.kinds.isEmpty {
            conditions.append("v.kind IN (\(filter.kinds.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")))")
        }
        for tag in filter.tags {
            // Another word of both engines for finding one text in another does not exist.
            add("replace(v.tags, ?, '') <> v.tags", String(decoding: tag.json, as: UTF8.self))
        }
        if let source = filter.source { add("v.source = ?", source) }
        if let speaker = filter.speaker { add("v.speaker = ?", speaker) }
    }

    mutating func require(prefix: String) {
        conditions.append("e.key >= ? AND e.key < ?")
        values += [prefix, prefix + "\u{10FFFF}"]
    }

    mutating func add(_ condition: String, _ value: (any Bindable)?) {
        conditions.append(condition)
        values.append(value)
    }

    var condition: String { conditions.joined(separator: " AND ") }
}
