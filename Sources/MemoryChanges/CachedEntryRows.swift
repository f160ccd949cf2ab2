import Domain
import MemoryDomain

/// Rows of entries that remember the versions they have seen: a thousand additions to one text need not read it a
/// thousand times.
final class CachedEntryRows: EntryRows {
    private let rows: any EntryRows
    private var versions: [Number: VersionRow] = [:]
    /// - Units: bytes of the contents that are remembered.
    private var size = 0

    private struct Number: Hashable {
        let entry: Int64
        let number: Int64
    }

    /// - Units: as `size`, and versions; beyond either all are forgotten.
    private static let limit = (bytes: 8_388_608, versions: 2_000)

    init(_ rows: any EntryRows) {
        self.rows = rows
    }

    private func remember(_ version: VersionRow, of entry: Int64) {
        size += version.fields?.content.size ?? 0
        if size > Self.limit.bytes || versions.count >= Self.limit.versions {
            versions = [:]
            size = version.fields?.content.size ?? 0
        }
        versions[Number(entry: entry, number: version.number)] = version
    }

    func version(_ number: Int64, of entry: Int64) throws -> VersionRow? {
        if let known = versions[Number(entry: entry, number: number)] { return known }
        guard let found = try rows.version(number, of: entry) else { return nil }
        remember(found, of: entry)
        return found
    }

    func insert(_ version: VersionRow, of entry: Int64, text: TextOrigin) throws -> Int {
        remember(version, of: entry)
        return try rows.insert(version, of: entry, text: text)
    }

    func giveUp(_ entry: Int64, at now: Instant) throws { try rows.giveUp(entry, at: now) }

    func entry(_ key: String, in space: Int64) throws -> EntryRow? { try rows.entry(key, in: space) }

    func entry(_ id: Int64) throws -> EntryRow? { try rows.entry(id) }

    func insert(_ entry: EntryRow) throws -> Int64 { try rows.insert(entry) }

    func save(_ entry: EntryRow) throws { try rows.save(entry) }

    func freeKey(in space: Int64) throws -> String { try rows.freeKey(in: space) }

    func lastTurn(of conversation: Conversation, in space: Int64) throws -> Int {
        try rows.lastTurn(of: conversation, in: space)
    }

    func timeline(of entry: Int64, after version: Int64) throws -> Timeline {
        try rows.timeline(of: entry, after: version)
    }

    func timeline(of entry: Int64, from instant: Instant) throws -> Timeline {
        try rows.timeline(of: entry, from: instant)
    }

    func save(_ timeline: Timeline, insteadOf former: Timeline, of entry: Int64, from version: Int64) throws {
        try rows.save(timeline, insteadOf: former, of: entry, from: version)
    }

    func index(_ fields: EntryFields?, of entry: EntryRow, beside others: Set<Int64>) throws {
        try rows.index(fields, of: entry, beside: others)
    }

    func unindex(_ entry: Int64) throws { try rows.unindex(entry) }

    func entries(of space: Int64, _ filter: EntryFilter, at now: Instant, limit: Int) throws -> [EntryRow] {
        try rows.entries(of: space, filter, at: now, limit: limit)
    }

    func countEntries(of space: Int64, _ filter: EntryFilter, at now: Instant) throws -> Int {
        try rows.countEntries(of: space, filter, at: now)
    }

    func names(of accounts: Set<Int64>) throws -> [Int64: AccountName] { try rows.names(of: accounts) }
}
