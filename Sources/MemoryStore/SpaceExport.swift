import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// A space on its way into a file: the place that has been reached, and the texts that the versions before it have had.
struct SpaceExport {
    let space: Int64
    let now: Instant
    let reader: NotedReader?
    private(set) var isOver = false
    /// The change of the last entry that was begun.
    private var seq: Int64 = 0
    private var entry: FiledEntry?

    /// The size of one page; a single longer text is a page too.
    private static let limit = (versions: 500, bytes: 1_048_576, entries: 200)

    init(space: Int64, now: Instant, reader: NotedReader?) {
        (self.space, self.now, self.reader) = (space, now, reader)
    }

    /// The next page; it may be empty and not the last.
    mutating func page(_ tx: ReadTransaction) throws -> [FiledVersion] {
        var page = FiledPage(versions: Self.limit.versions, bytes: Self.limit.bytes)
        var handed: [Int64] = []
        // It may have been erased or have expired since the page before.
        if let begun = entry, try !isSeen(begun.id, tx) { entry = nil }
        var waiting = try entry == nil ? next(tx)[...] : []
        while page.isOpen {
            if entry == nil {
                guard let row = waiting.popFirst() else { break }
                seq = row.seq
                guard !row.hasExpired(at: now) else { continue }
                entry = FiledEntry(row)
            }
            guard var current = entry else { break }
            handed.append(current.id)
            let isDone = try current.write(to: &page, tx)
            entry = isDone ? nil : current
            if isDone, waiting.isEmpty { break }
        }
        isOver = try entry == nil && waiting.isEmpty && next(tx).isEmpty
        try reader?.note(handed.map { ($0, space) }, at: now, tx)
        return try page.named(tx)
    }

    private func isSeen(_ id: Int64, _ tx: ReadTransaction) throws -> Bool {
        let row = try tx.one(Self.selectEntry, id, space, row: EntryColumns.entry)
        return row.map { !$0.hasExpired(at: now) } ?? false
    }

    /// The entries behind the place, in the order of their last change.
    private func next(_ tx: ReadTransaction) throws -> [EntryRow] {
        try tx.all(Self.selectNext, space, seq, Self.limit.entries, row: EntryColumns.entry)
    }

    private static let selectEntry = SQL(
        kept: "SELECT \(EntryColumns.selected) FROM \(EntryColumns.tables) WHERE e.id = ? AND e.spaceId = ?")
    private static let selectNext = SQL(
        kept: """
            SELECT \(EntryColumns.selected) FROM \(EntryColumns.tables)
            WHERE e.spaceId = ? AND e.seq > ? ORDER BY e.seq LIMIT ?
            """)
}

/// One page of a file on its way.
struct FiledPage {
    private var versions: [(version: FiledVersion, account: Int64?)] = []
    private var room: Int
    private var bytes: Int
    private var texts: [Int64: MemoryContent] = [:]
    private var textBytes = 0

    /// - Units: bytes of a line beside its text, roughly.
    private static let lineBytes = 300
    /// - Units: bytes of texts that are kept for the lines that follow.
    private static let textLimit = 4_194_304

    init(versions: Int, bytes: Int) {
        (room, self.bytes) = (versions, bytes)
    }

    var isOpen: Bool { room > 0 && bytes > 0 }
    /// Versions that it has room for.
    var left: Int { room }

    mutating func add(_ version: FiledVersion, writtenBy account: Int64?, bytes count: Int) {
        versions.append((version, account))
        room -= 1
        bytes -= count + Self.lineBytes
    }

    /// The text of that number, read once for all versions that have a part of it.
    mutating func text(_ id: Int64, _ tx: ReadTransaction) throws -> MemoryContent {
        if let known = texts[id] { return known }
        let found = try tx.one("SELECT text, isJSON FROM memoryText WHERE id = ?", id) { row in
            MemoryContent(stored: try row[0], isJSON: try row[1])
        }
        let content = try found.orNotFound()
        textBytes += content.size
        if textBytes > Self.textLimit { (texts, textBytes) = ([:], content.size) }
        texts[id] = content
        return content
    }

    /// Its versions, with the names of the accounts that wrote them.
    func named(_ tx: ReadTransaction) throws -> [FiledVersion] {
        let names = try AccountNames.of(Set(versions.compactMap(\.account)), tx)
        return versions.map { version, account in
            guard let account else { return version }
            return FiledVersion(
                key: version.key, number: version.number, deed: version.deed, at: version.at, by: names[account]?.name)
        }
    }
}
