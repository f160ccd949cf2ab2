import Crypto
import Domain
import JSON
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// Entries.
extension SQLiteMemoryRows {
    func entry(_ key: String, in space: Int64) throws -> EntryRow? {
        try SQLiteMemoryRepository.row(key, in: space, tx)
    }

    func entry(_ id: Int64) throws -> EntryRow? { try tx.one(Self.selectEntry, id, row: EntryColumns.entry) }

    private static let selectEntry = SQL(
        kept: "SELECT \(EntryColumns.selected) FROM \(EntryColumns.tables) WHERE e.id = ? AND s.deletedAt IS NULL")

    /// As `entry`, also in a space that is deleted.
    func anyEntry(_ id: Int64) throws -> EntryRow? { try tx.one(Self.selectAnyEntry, id, row: EntryColumns.entry) }

    private static let selectAnyEntry = SQL(
        kept: "SELECT \(EntryColumns.selected) FROM \(EntryColumns.tables) WHERE e.id = ?")

    func insert(_ entry: EntryRow) throws -> Int64 {
        try tx.run(
            """
            INSERT INTO memoryEntry (id, spaceId, key, version, createdAt, createdBy, author, updatedAt, seq, expiresAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, entry.id == 0 ? nil : entry.id, entry.spaceId, entry.key, entry.version, entry.createdAt,
            entry.createdBy.account, entry.createdBy.name, entry.updatedAt, entry.seq,
            entry.expiresAt)
        return try tx.lastInsertRowID
    }

    func save(_ entry: EntryRow) throws {
        try tx.run(
            """
            UPDATE memoryEntry SET version = ?, updatedAt = ?, seq = ?, deletedAt = ?, expiresAt = ?, expiredAt = NULL
            WHERE id = ?
            """, entry.version, entry.updatedAt, entry.seq, entry.isDeleted ? entry.updatedAt : nil, entry.expiresAt,
            entry.id)
    }

    func giveUp(_ entry: Int64, at now: Instant) throws {
        try tx.run(
            """
            UPDATE memoryEntry SET key = ?, expiresAt = ?, expiredAt = coalesce(expiredAt, ?) WHERE id = ?
            """, EntryRow.givenUpKey(entry), Instant(seconds: 0), now, entry)
        try unindex(entry)
    }

    func freeKey(in space: Int64) throws -> String {
        // 60 bits: two of them are never the same, and a third look would be one too many.
        let number = Random.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } >> 4
        let key = String(number, radix: 36)
        return try entry(key, in: space) == nil ? key : freeKey(in: space)
    }

    func lastTurn(of conversation: Conversation, in space: Int64) throws -> Int {
        let window = 50
        var end = conversation.key(Conversation.limit) + ":"
        while true {
            // Others may have written keys between those of the house.
            let keys: [String] = try tx.all(
                "SELECT key FROM memoryEntry WHERE spaceId = ? AND key > ? AND key < ? ORDER BY key DESC LIMIT ?",
                space,
                conversation.prefix, end, window
            ) { try $0[0] }
            if let number = keys.lazy.compactMap(conversation.number).first { return number }
            guard keys.count == window, let last = keys.last else { return 0 }
            end = last
        }
    }

    func names(of accounts: Set<Int64>) throws -> [Int64: AccountName] { try AccountNames.of(accounts, tx) }

    func entries(of space: Int64, _ filter: EntryFilter, at now: Instant, limit: Int) throws -> [EntryRow] {
        let selection = try SQLiteMemoryRepository.selection(space, filter, now, tx)
        return try tx.all(
            SQL(
                composed: """
                    SELECT \(EntryColumns.selected) FROM \(selection.tables) JOIN memorySpace s ON s.id = e.spaceId
                    WHERE \(selection.condition) ORDER BY e.id LIMIT ?
                    """), values: selection.values + [limit], row: EntryColumns.entry)
    }

    func countEntries(of space: Int64, _ filter: EntryFilter, at now: Instant) throws -> Int {
        try SQLiteMemoryRepository.count(space, filter, now, tx)
    }
}

/// Versions.
extension SQLiteMemoryRows {
    func version(_ number: Int64, of entry: Int64) throws -> VersionRow? {
        try SQLiteMemoryRepository.version(number, of: entry, tx)
    }

    func insert(_ version: VersionRow, of entry: Int64, text: TextOrigin) throws -> Int {
        let fields = version.fields
        let id = VersionColumns.id(entry, version.number)
        let kept = try fields.map { try keep($0.content, of: entry, as: id, text) }
        try tx.run(
            """
            INSERT INTO memoryVersion (id, entryId, number, deed, restored, at, by, author, textId, bytes, kind, tags, importance,
                source, speaker, saidAt, links, validFrom, validUntil, expiresAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, id, entry, version.number, version.deed, version.restored, version.at, version.by.account,
            version.by.name, kept?.id,
            fields?.content.size ?? 0, fields?.kind, fields.flatMap { Self.written($0.tags) }, fields?.importance,
            fields?.source, fields?.speaker, fields?.at, fields.flatMap { Self.written($0.links) }, fields?.validFrom,
            fields?.validUntil, fields?.expiresAt)
        return kept?.added ?? 0
    }

    /// - Shape: nil for none.
    private static func written(_ items: [some JSONWritable]) -> String? {
        items.isEmpty ? nil : String(decoding: items.json, as: UTF8.self)
    }

    /// - Shape: the number of the text that has the content at its beginning, and the bytes that were added.
    private func keep(
        _ content: MemoryContent, of entry: Int64, as id: Int64, _ origin: TextOrigin
    ) throws -> (id: Int64, added: Int) {
        switch origin {
        case .new: break
        case .of(let number):
            if let known = try text(of: number, entry) { return (known.id, 0) }
        case .grown(let number, let more):
            guard let known = try text(of: number, entry), known.isWhole else { break }
            try tx.run(
                "UPDATE memoryText SET text = text || ?, bytes = bytes + ? WHERE id = ?", more, more.utf8.count,
                known.id)
            return (known.id, more.utf8.count)
        }
        try tx.run(
            "INSERT INTO memoryText (id, entryId, text, isJSON, bytes) VALUES (?, ?, ?, ?, ?)", id, entry,
            content.stored,
            content.isJSON, content.size)
        return (id, content.size)
    }

    /// - Shape: `isWhole` where the version has all of the text, and not only its beginning.
    private func text(of number: Int64, _ entry: Int64) throws -> (id: Int64, isWhole: Bool)? {
        try tx.one(
            """
            SELECT x.id, v.bytes = x.bytes FROM memoryVersion v
            JOIN memoryText x ON x.id = v.textId WHERE v.id = ?
            """, VersionColumns.id(entry, number)
        ) { row in (try row[0], try row[1]) }
    }

    func timeline(of entry: Int64, after version: Int64) throws -> Timeline {
        Timeline(
            try tx.all(
                """
                SELECT version, validFrom, validUntil FROM memoryStretch
                WHERE entryId = ?1 AND untilVersion > ?2 AND sinceVersion <= ?2
                """, entry, version, row: Self.stretch))
    }

    func timeline(of entry: Int64, from instant: Instant) throws -> Timeline {
        Timeline(try tx.all(Self.selectEnd, entry, instant, row: Self.stretch))
    }

    /// Those that begin later, and the one before them.
    private static let selectEnd = SQL(
        kept: """
            SELECT t.version, t.validFrom, t.validUntil FROM memoryStretch t
            WHERE t.entryId = ?1 AND t.untilVersion = \(EntrySelection.stillKnown) AND t.validUntil > ?2
                AND t.validFrom >= coalesce(\(EntrySelection.lastBeginning("?1", until: "?2")), ?2)
            """)

    private static func stretch(_ row: borrowing Row) throws -> Timeline.Stretch {
        Timeline.Stretch(version: try row[0], from: try row[1], until: try row[2])
    }

    func save(_ timeline: Timeline, insteadOf former: Timeline, of entry: Int64, from version: Int64) throws {
        let (known, new) = (Set(former.stretches), Set(timeline.stretches))
        if new.isEmpty, let first = former.stretches.first {
            // One statement, however many they are.
            try tx.run(
                "UPDATE memoryStretch SET untilVersion = ? WHERE entryId = ? AND untilVersion = ? AND validFrom >= ?",
                version, entry, EntrySelection.stillKnown, first.from)
            return
        }
        for stretch in known.subtracting(new) {
            try tx.run(
                "UPDATE memoryStretch SET untilVersion = ? WHERE entryId = ? AND untilVersion = ? AND validFrom = ?",
                version, entry, EntrySelection.stillKnown, stretch.from)
        }
        for stretch in new.subtracting(known) {
            try tx.run(
                """
                INSERT INTO memoryStretch (entryId, untilVersion, validFrom, sinceVersion, validUntil, version)
                VALUES (?, ?, ?, ?, ?, ?)
                """, entry, EntrySelection.stillKnown, stretch.from, version, stretch.until, stretch.version)
        }
    }
}
