import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// The entries that others are linked with as contradicting each other, from either side.
struct Opposites {
    let reader: EntryReader
    let filter: EntryFilter
    /// Those that are looked in.
    let spaces: Set<Int64>

    /// The kind of such a link.
    private static let kind = "contradicts"
    /// Entries of which links are followed, the first, and links of each that are.
    private static let entryLimit = 60
    private static let linkLimit = 4

    /// - Shape: by the number of the entry that is contradicted, or contradicts.
    func of(_ entries: [MemoryEntry]) throws -> [Int64: [MemoryEntry]] {
        var numbers: [Int64: [Int64]] = [:]
        for entry in entries.prefix(Self.entryLimit) {
            let ids = try linked(from: entry) + linking(to: entry)
            if !ids.isEmpty { numbers[entry.id] = Set(ids).sorted() }
        }
        guard !numbers.isEmpty else { return [:] }
        // As much of them as a page has.
        let read = try reader.entries(inOrder: Set(numbers.values.joined()).sorted()[...]).filter(filter.means)
        let others = Dictionary(uniqueKeysWithValues: read.map { ($0.id, $0) })
        return numbers.compactMapValues { ids in
            let found = ids.compactMap { others[$0] }
            return found.isEmpty ? nil : found
        }
    }

    private func linked(from entry: MemoryEntry) throws -> [Int64] {
        let targets = Self.targets(of: entry).filter { target in
            if case .entry(let space, _) = target { spaces.contains(space) } else { false }
        }
        return try targets.prefix(Self.linkLimit).compactMap { target in
            guard case .entry(let space, let key) = target else { return nil }
            return try SQLiteMemoryRepository.row(key, in: space, reader.tx)?.id
        }
    }

    private func linking(to entry: MemoryEntry) throws -> [Int64] {
        let target = LinkTarget.entry(space: entry.spaceId, key: entry.key)
        // What stands where the caller does not reach is not asked, and so cannot crowd out what does.
        let ids = try reader.tx.all(Self.selectLinking, target.text, IDList(spaces), Self.kind, Self.linkLimit) { row in
            try row[0] as Int64
        }
        guard !ids.isEmpty else { return [] }
        // The index has what an entry shows later, too.
        let others = try reader.entries(inOrder: ids[...])
        return others.filter { Self.targets(of: $0).contains(target) }.map(\.id)
    }

    private static func targets(of entry: MemoryEntry) -> [LinkTarget] {
        entry.fields.links.filter { $0.kind == kind }.map(\.target)
    }

    private static let selectLinking = SQL(
        kept: """
            SELECT entryId FROM memoryLink WHERE target = ? AND spaceId IN (\(IDList.rows)) AND kind = ?
            ORDER BY entryId DESC LIMIT ?
            """)
}
