import Domain
import JSON
import MemoryDomain
import SQLite
import Store

/// What entries show at a time, as a part of statements: tables, conditions, and the values that they bind, in this order.
///
/// - Shape: `e` is the entry, `v` the version that is shown, `t` the stretch of time for which it is true.
struct EntrySelection {
    private(set) var tables: String
    private(set) var conditions: [String]
    private(set) var values: [(any Bindable)?]

    /// The version up to which a stretch is known that still is.
    static let stillKnown: Int64 = 1 << 62

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
            conditions = ["n.deed <> 'deleted'", "(e.deletedAt IS NOT NULL OR e.expiresAt IS NULL OR e.expiresAt > ?)"]
        } else {
            tables = """
                \(entries) e \(join) memoryStretch t ON t.entryId = e.id AND t.untilVersion = \(Self.stillKnown)
                    AND t.validFrom <= ? AND t.validUntil > ?
                JOIN memoryVersion v ON v.id = \(VersionColumns.id("e.id", "coalesce(t.version, e.version)"))
                """
            values = first + [valid, valid]
            conditions = ["e.deletedAt IS NULL", "(e.expiresAt IS NULL OR e.expiresAt > ?)"]
        }
        values.append(now)
    }

    /// Leaves out what the space has kept for long enough.
    mutating func require(retention days: Int?, at now: Instant) {
        guard let days else { return }
        add("(e.deletedAt IS NOT NULL OR e.updatedAt > ?)", now.adding(seconds: -Int64(days) * 86_400))
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

    mutating func add(_ condition: String, _ value: (any Bindable)?) {
        conditions.append(condition)
        values.append(value)
    }

    var condition: String { conditions.joined(separator: " AND ") }
}

/// The entries of one space that come into question for a filter, before it is asked what they show.
struct EntryCandidates {
    private(set) var conditions = ["e.spaceId = ?"]
    private(set) var values: [(any Bindable)?]

    /// - Shape: `isNow` where only the newest versions count, whose tags are in an index of their own.
    init(of space: Int64, _ filter: EntryFilter, isNow: Bool) {
        values = [space]
        if let prefix = filter.prefix {
            conditions.append("e.key >= ? AND e.key < ?")
            values += [prefix, prefix + "\u{10FFFF}"]
        }
        guard isNow else { return }
        for tag in filter.tags {
            conditions.append("e.id IN (SELECT entryId FROM memoryTag WHERE spaceId = ? AND tag = ?)")
            values += [space, tag]
        }
    }

    mutating func add(_ condition: String, _ value: (any Bindable)?) {
        conditions.append(condition)
        values.append(value)
    }

    var condition: String { conditions.joined(separator: " AND ") }
}
