import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// Reading entries.
extension SQLiteMemoryRepository {
    package func entries(
        of space: Int64, _ query: EntryQuery, at now: Instant, for caller: Caller
    ) throws(Failure) -> EntryPage {
        try store.read { tx in
            try SpaceAccess(caller).require(space, tx)
            return try page(space, query, now, caller, tx)
        }
    }

    private func page(
        _ space: Int64, _ query: EntryQuery, _ now: Instant, _ caller: Caller, _ tx: ReadTransaction
    ) throws -> EntryPage {
        let reader = reader(now, caller, tx, query.time)
        return try EntryList(
            space: space, query: query, retention: Self.retention(of: space, tx), reader: reader
        ).page()
    }

    package func neighbours(
        of key: String, in space: Int64, count: Int, at now: Instant, for caller: Caller
    ) throws(Failure) -> EntryNeighbours {
        try store.read { tx in
            try SpaceAccess(caller).require(space, tx)
            var neighbours = EntryNeighbours()
            guard count > 0, let conversation = Conversation(ofTurn: key) else { return neighbours }
            var query = EntryQuery()
            query.filter.kinds = [.turn]
            query.filter.prefix = conversation.prefix
            (query.after, query.limit) = (key, count)
            query.order = .lastKey
            neighbours.before = try page(space, query, now, caller, tx).entries.reversed()
            query.order = .key
            neighbours.after = try page(space, query, now, caller, tx).entries
            return neighbours
        }
    }

    package func countEntries(
        of space: Int64, _ filter: EntryFilter, at now: Instant, for caller: Caller
    ) throws(Failure) -> Int {
        do throws(Failure) {
            return try store.read(deadline: Self.countingPatience) { tx in
                try SpaceAccess(caller).require(space, tx)
                return try Self.count(space, filter, now, tx)
            }
        } catch {
            // More than can be looked at is more than can be deleted at once.
            throw error.kind == .unavailable ? Failure(.tooMuchAtOnce, field: "count") : error
        }
    }

    package func entry(
        _ key: String, of space: Int64, _ time: EntryTime, at now: Instant, for caller: Caller
    ) throws(Failure) -> MemoryEntry {
        try store.read { tx in
            let row = try Self.visible(key, of: space, at: now, caller, tx)
            return try reader(now, caller, tx, time).entry(row.id)
                .orNotFound()
        }
    }

    package func entryNumber(_ key: String, of space: Int64, for caller: Caller) throws(Failure) -> Int64? {
        try store.read { tx in
            try SpaceAccess(caller).require(space, tx)
            return try Self.row(key, in: space, tx)?.id
        }
    }

    package func entriesThere(
        _ targets: [LinkTarget], at now: Instant, for caller: Caller
    ) throws(Failure) -> Set<LinkTarget> {
        try store.read { tx in
            let reached = Set(try SpaceAccess(caller).spaces(tx))
            var found: [Int64: LinkTarget] = [:]
            for target in targets {
                guard case .entry(let space, let key) = target, reached.contains(space),
                    let row = try Self.row(key, in: space, tx)
                else { continue }
                found[row.id] = target
            }
            let reader = EntryReader(tx: tx, time: .now, now: now, reader: nil)
            return Set(try reader.shown(Array(found.keys)).compactMap { found[$0] })
        }
    }

    package func versions(
        of key: String, of space: Int64, before: Int64?, limit: Int, at now: Instant, for caller: Caller
    ) throws(Failure) -> [EntryVersion] {
        try store.read { tx in
            let entry = try Self.visible(key, of: space, at: now, caller, tx)
            var (rows, bytes): ([VersionRow], Int) = ([], 0)
            // By their sizes first: one page of long texts would be hundreds of megabytes. Of a text that has grown all
            // is read for each version.
            let sizes = try tx.all(
                """
                SELECT v.number, coalesce(x.bytes, 0) FROM memoryVersion v \
                LEFT JOIN memoryText x ON x.id = v.textId WHERE v.id > ? AND v.id < ? ORDER BY v.id DESC LIMIT ?
                """,
                VersionColumns.id(entry.id, 0), VersionColumns.id(entry.id, min(before ?? .max, entry.version + 1)),
                limit
            ) { row in (number: try row[0] as Int64, bytes: try row[1] as Int) }
            for size in sizes {
                bytes += size.bytes
                guard rows.isEmpty || bytes <= EntryReader.pageBytes else { break }
                if let row = try Self.version(size.number, of: entry.id, tx) { rows.append(row) }
            }
            try NotedReader(caller, readings)?.note([(entry.id, space)], at: now, tx)
            let names = try AccountNames.of(Set(rows.compactMap(\.by.account)), tx)
            return rows.map { row in
                EntryVersion(
                    number: row.number, deed: row.deed, restored: row.restored, at: row.at,
                    by: row.by.author(names), fields: row.fields)
            }
        }
    }

    package func backlinks(
        to targets: [LinkTarget], limit: Int, at now: Instant, for caller: Caller
    ) throws(Failure) -> [MemoryEntry] {
        try store.read { tx in
            // Space by space: links in others' spaces, however many, are not looked at.
            let found = try SpaceAccess(caller).spaces(tx).flatMap { space -> [Int64] in
                try targets.flatMap { target in
                    try tx.all(
                        "SELECT DISTINCT entryId FROM memoryLink WHERE target = ? AND spaceId = ? ORDER BY entryId DESC LIMIT ?",
                        target.text, space, limit
                    ) { try $0[0] }
                }
            }
            let entries = try reader(now, caller, tx).entries(inOrder: Set(found).sorted(by: >).prefix(limit))
            // The index has what an entry shows later, too.
            return entries.filter { entry in
                entry.fields.allLinks(in: entry.spaceId).contains { targets.contains($0.target) }
            }
        }
    }

    func reader(
        _ now: Instant, _ caller: Caller, _ tx: ReadTransaction, _ time: EntryTime = .now
    ) -> EntryReader {
        EntryReader(tx: tx, time: time, now: now, reader: NotedReader(caller, readings))
    }

    /// The time that one count may take.
    private static let countingPatience = Duration.milliseconds(800)
}

extension SQLiteMemoryRepository {
    /// An entry that the caller may see something of: it is there, or deleted.
    ///
    /// - Errors: `.notFound`.
    private static func visible(
        _ key: String, of space: Int64, at now: Instant, _ caller: Caller, _ tx: ReadTransaction
    ) throws -> EntryRow {
        try SpaceAccess(caller).require(space, tx)
        guard let row = try row(key, in: space, tx), !row.hasExpired(at: now) else { throw Failure.notFound }
        return row
    }

    static func row(_ key: String, in space: Int64, _ tx: ReadTransaction) throws -> EntryRow? {
        try tx.one(selectRow, space, key, row: EntryColumns.entry)
    }

    private static let selectRow = SQL(
        kept: "SELECT \(EntryColumns.selected) FROM \(EntryColumns.tables) WHERE e.spaceId = ? AND e.key = ?")

    static func version(_ number: Int64, of entry: Int64, _ tx: ReadTransaction) throws -> VersionRow? {
        try tx.one(selectVersion, VersionColumns.id(entry, number)) { row in try VersionColumns.version(row) }
    }

    private static let selectVersion = SQL(
        kept: """
            SELECT \(VersionColumns.selected) FROM memoryVersion v \(VersionColumns.joinText) WHERE v.id = ?
            """)

    /// - Units: days; nil where the space keeps what is in it.
    static func retention(of space: Int64, _ tx: ReadTransaction) throws -> Int? {
        let days: Int?? = try tx.value("SELECT retentionDays FROM memorySpace WHERE id = ?", space)
        return days ?? nil
    }

    static func count(_ space: Int64, _ filter: EntryFilter, _ now: Instant, _ tx: ReadTransaction) throws -> Int {
        let selection = try selection(space, filter, now, tx)
        return try tx.value(
            SQL(composed: "SELECT count(*) FROM \(selection.tables) WHERE \(selection.condition)"),
            values: selection.values) ?? 0
    }

    /// The entries of a space that a filter means now.
    static func selection(
        _ space: Int64, _ filter: EntryFilter, _ now: Instant, _ tx: ReadTransaction
    ) throws -> EntrySelection {
        let candidates = EntryCandidates(of: space, filter)
        var selection = EntrySelection(.now, at: now, of: candidates.all, candidates.values)
        selection.require(filter)
        selection.require(retention: try retention(of: space, tx), at: now)
        return selection
    }
}
