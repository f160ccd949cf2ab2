import Domain
import JSON
import MemoryChanges
import MemoryDomain
import SQLite
import Store

extension ErasableTexts {
    /// The texts of spaces and entries.
    package static let ofMemory = ErasableTexts(
        tables: [
            TextTable("memorySpace", ["name"], of: .space, .ofRow),
            TextTable("memoryEntry", ["key", "author"], of: .entry, .ofThing, before: MemoryTexts.keepApart),
            TextTable(
                "memoryVersion", ["tags", "source", "speaker", "links", "author"], of: .entry, by: "entryId", .ofThing),
            TextTable(
                "memoryText", ["text"], of: .entry, by: "entryId", .ofThing, before: MemoryTexts.measure,
                after: MemoryTexts.look),
        ],
        ours: ["validFrom", "validUntil", "expiresAt", "at", "createdAt", "writtenAt"],
        words: ["kind": Set(EntryKind.allCases.map(\.rawValue) + MemorySpace.Kind.allCases.map(\.rawValue))],
        tell: { rows, change, key, tx in try MemoryTexts.tell(rows, change, key, tx) }, compact: PassageIndex.compact)
}

/// The changes that go with the texts of memory, where one is erased.
enum MemoryTexts {
    /// A key that no other entry of the space has: where a text was taken out of two, one of them says its number.
    static func free(_ key: String, in space: Int64, for entry: Int64, _ tx: ReadTransaction) throws -> String {
        let isTaken = try tx.isTrue(
            "SELECT 1 FROM memoryEntry WHERE spaceId = ? AND key = ? AND id <> ?", space, key, entry)
        return isTaken ? "\(key)-\(entry)" : key
    }

    @Sendable
    static func keepApart(_ id: Int64, _ erased: ErasedText, _ tx: WriteTransaction) throws {
        let found = try tx.one("SELECT spaceId, key FROM memoryEntry WHERE id = ?", id) { row in
            (space: try row[0] as Int64, key: try row[1] as String)
        }
        guard let found else { return }
        let without = erased.out(of: found.key)
        guard try free(without, in: found.space, for: id, tx) != without else { return }
        try tx.run("UPDATE memoryEntry SET key = ? WHERE id = ?", "\(found.key)-\(id)", id)
    }

    /// Tells the versions that have the text, or the beginning of it, how long theirs will be without the one that goes.
    ///
    /// Where that was put together by several additions, none of them says it alone: what the log says of them goes, and
    /// a version that had half of it ends before it.
    @Sendable
    static func measure(_ id: Int64, _ erased: ErasedText, _ tx: WriteTransaction) throws {
        let found = try tx.one(
            "SELECT x.text, x.entryId, e.spaceId FROM memoryText x JOIN memoryEntry e ON e.id = x.entryId WHERE x.id = ?",
            id
        ) { row in (text: try row[0] as String, entry: try row[1] as Int64, space: try row[2] as Int64) }
        guard let found else { return }
        // The index forgets what the text says as long as it says it.
        try PassageIndex(tx: tx).remove(ofText: id)
        let whole = erased.out(of: found.text)
        try tx.run("UPDATE memoryText SET bytes = ? WHERE id = ?", whole.utf8.count, id)
        try SQLiteMemoryRows.add(0, whole.utf8.count - found.text.utf8.count, to: found.space, tx)
        let versions = try tx.all(Self.selectVersions, id, VersionColumns.id(found.entry + 1, 0)) { row in
            (id: try row[0] as Int64, bytes: try row[1] as Int)
        }
        var isSplit = false
        for version in versions {
            let part = erased.out(of: String(decoding: found.text.utf8.prefix(version.bytes), as: UTF8.self))
            let kept = whole.commonPrefix(with: part)
            isSplit = isSplit || kept != part.utf8.count
            try tx.run("UPDATE memoryVersion SET bytes = ? WHERE id = ?", kept, version.id)
        }
        guard isSplit else { return }
        try tx.run(
            """
            DELETE FROM eventBody WHERE seq IN
            (SELECT seq FROM event WHERE area = 'memory' AND subject = ? AND kind = 'entry_appended')
            """, found.entry)
    }

    private static let selectVersions: SQL =
        "SELECT id, bytes FROM memoryVersion WHERE id >= ?1 AND id < ?2 AND textId = ?1"

    /// JSON that is none any more is a text.
    @Sendable
    static func look(_ id: Int64, _: ErasedText, _ tx: WriteTransaction) throws {
        let json: String? = try tx.value("SELECT text FROM memoryText WHERE id = ? AND isJSON = 1", id)
        guard let json, (try? JSONParser.parse(Array(json.utf8))) == nil else { return }
        try tx.run("UPDATE memoryText SET isJSON = 0 WHERE id = ?", id)
    }

    /// Each entry has a version more, and is found by what it says now.
    ///
    /// - Shape: as `ErasableTexts.tell`.
    static func tell(_ rows: [ErasedRow], _ change: Change, _ key: [UInt8], _ tx: WriteTransaction) throws -> Int {
        let memory = SQLiteMemoryRows(tx, key: key)
        for row in rows where row.table.thing == .space {
            guard row.version != nil, let space = try memory.anySpace(row.id) else { continue }
            let event = Event(.memory(.spaceChanged), subject: row.id, place: .space(row.id), by: change) { out in
                space.writeToLog(&out)
            }
            try tx.append(event, key: key)
        }
        let entries = Set(rows.filter { $0.table.thing == .entry }.map(\.thing))
        return try entries.sorted().count { try tell($0, memory, change) }
    }

    /// - Shape: false where it is gone.
    private static func tell(_ id: Int64, _ memory: SQLiteMemoryRows, _ change: Change) throws -> Bool {
        guard let entry = try memory.anyEntry(id) else { return false }
        // Words beside a text may be gone, too.
        try PassageIndex(tx: memory.tx).removeAll(of: id)
        try tell(entry, memory, change)
        if !entry.isGivenUp { try PassageIndex(tx: memory.tx).keepPast(of: entry) }
        return true
    }

    private static func tell(_ entry: EntryRow, _ memory: SQLiteMemoryRows, _ change: Change) throws {
        let writer = EntryWriter(account: change.caller.accountId)
        let writing = EntryWriting(memory, at: change.instant, by: writer)
        // What nobody reads any more has no version that would bring it back.
        guard entry.isThere(at: change.instant), let said = try writing.shown(entry)?.said else {
            return try EntryWriting(memory, at: entry.updatedAt, by: writer).index(entry)
        }
        try writing.write(.changed(said.number, said.fields, .patched, .of(said.number)), to: entry) { entry in
            try memory.append(.memory(.entryPatched), subject: entry.id, place: .space(entry.spaceId), by: change) {
                out in
                out.member("key", entry.key)
                out.member("version", entry.version)
                out.member("base", said.number)
                said.fields.writeToLog(&out, withContent: false)
            }
        }
    }
}

extension String {
    /// The bytes with which both begin, whole characters of them.
    fileprivate func commonPrefix(with other: String) -> Int {
        zip(self, other).prefix { $0 == $1 }.reduce(0) { $0 + String($1.0).utf8.count }
    }
}
