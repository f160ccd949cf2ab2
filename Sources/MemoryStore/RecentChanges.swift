import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// The last changes in several spaces, the last first, without the turns of a conversation before its last.
///
/// No index has the changes of many spaces in one order, so each space is read by itself, a few at a time, as far as its
/// changes are among the last.
struct RecentChanges {
    let tx: ReadTransaction
    let now: Instant
    private var sources: [Source] = []
    private var told: Set<Told> = []
    private var looks = 0

    /// Changes that one look at a space reads: so many at first, twice as many each time.
    private static let window = 20
    private static let largestWindow = 500
    /// Changes that all of it reads beyond the first of each space.
    private static let most = 5_000

    struct Found {
        let entry: EntryRow
        let deed: EntryDeed
        let by: EntryWriter
        let conversation: Conversation?
    }

    private struct Told: Hashable {
        let space: Int64
        let conversation: String
    }

    private struct Source {
        let space: Int64
        var changes: ArraySlice<Found> = []
        var before = Int64.max
        var window = RecentChanges.window
        var isRead = false
    }

    init(in spaces: [Int64], at now: Instant, _ tx: ReadTransaction) throws {
        (self.tx, self.now) = (tx, now)
        sources = try spaces.map { try filled(Source(space: $0)) }
    }

    mutating func last(_ limit: Int) throws -> [Found] {
        var found: [Found] = []
        while found.count < limit, let change = try next() {
            guard !change.entry.hasExpired(at: now) else { continue }
            if let conversation = change.conversation {
                let told = Told(space: change.entry.spaceId, conversation: conversation.name)
                guard self.told.insert(told).inserted else { continue }
            }
            found.append(change)
        }
        return found
    }

    private mutating func next() throws -> Found? {
        let newest = sources.indices.max { one, other in
            (sources[one].changes.first?.entry.seq ?? -1) < (sources[other].changes.first?.entry.seq ?? -1)
        }
        guard let newest, let change = sources[newest].changes.popFirst() else { return nil }
        if sources[newest].changes.isEmpty {
            // What else is in that space is not known, so it cannot be said what comes next.
            guard looks < Self.most else {
                sources = []
                return change
            }
            sources[newest] = try filled(sources[newest])
            looks += sources[newest].changes.count
        }
        return change
    }

    private func filled(_ source: Source) throws -> Source {
        guard !source.isRead else { return source }
        var source = source
        let found = try tx.all(Self.select, source.space, source.before, source.window, row: Self.change)
        source.isRead = found.count < source.window
        source.before = found.last?.entry.seq ?? 0
        source.changes = found[...]
        source.window = min(source.window * 2, Self.largestWindow)
        return source
    }

    private static let select = SQL(
        kept: """
            SELECT \(EntryColumns.selected), v.deed, v.by, v.author, v.kind FROM \(EntryColumns.tables)
            JOIN memoryVersion v ON v.id = \(VersionColumns.id("e.id", "e.version"))
            WHERE e.spaceId = ? AND e.seq < ? ORDER BY e.seq DESC LIMIT ?
            """)

    private static func change(_ row: borrowing Row) throws -> Found {
        let (entry, kind): (EntryRow, EntryKind?) = (try EntryColumns.entry(row), try row[EntryColumns.count + 3])
        let conversation = Conversation(ofTurn: entry.key)
        // One that is deleted says no more what it was, but for its key.
        let isTurn = kind == .turn || kind == nil && conversation?.number(of: entry.key) != nil
        return Found(
            entry: entry, deed: try row[EntryColumns.count], by: try VersionColumns.writer(row, EntryColumns.count + 1),
            conversation: isTurn ? conversation : nil)
    }
}

extension SQLiteMemoryRepository {
    package func recentChanges(limit: Int, at now: Instant, for caller: Caller) throws(Failure) -> [RecentChange] {
        try store.read { tx in
            var recent = try RecentChanges(in: try SpaceAccess(caller).spaces(tx), at: now, tx)
            let found = try recent.last(limit)
            let there = found.filter { !$0.entry.isDeleted }.map(\.entry.id)
            let entries = Dictionary(
                uniqueKeysWithValues: try reader(now, caller, tx).entries(inOrder: there[...]).map { ($0.id, $0) })
            let names = try AccountNames.of(Set(found.compactMap(\.by.account)), tx)
            return found.filter { $0.entry.isDeleted || entries[$0.entry.id] != nil }.map { change in
                RecentChange(
                    spaceId: change.entry.spaceId, key: change.entry.key, version: change.entry.version,
                    deed: change.deed, at: change.entry.updatedAt, by: change.by.author(names),
                    entry: entries[change.entry.id], conversation: change.conversation)
            }
        }
    }
}
