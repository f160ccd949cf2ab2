import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// The entries that others are linked with as contradicting each other, from either side.
struct Opposites {
    let reader: EntryReader
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
        let others = try reader.entries(Set(numbers.values.joined()).sorted())
        return numbers.compactMapValues { ids in
            let found = ids.compactMap { others[$0] }
            return found.isEmpty ? nil : found
        }
    }

    private func linked(from entry: MemoryEntry) throws -> [Int64] {
        let targets = Self.targets(of: entry).prefix(Self.linkLimit)
        return try targets.compactMap { target in
            guard case .entry(let space, let key) = target, spaces.contains(space) else { return nil }
            return try SQLiteMemoryRepository.row(key, in: space, reader.tx)?.id
        }
    }

    private func linking(to entry: MemoryEntry) throws -> [Int64] {
        let target = LinkTarget.entry(space: entry.spaceId, key: entry.key)
        let ids = try reader.tx.all(Self.selectLinking, target.text, Self.kind, Self.linkLimit * 4) { row in
            (try row[0] as Int64, try row[1] as Int64)
        }
        let reached = ids.filter { spaces.contains($0.1) }.prefix(Self.linkLimit).map(\.0)
        guard !reached.isEmpty else { return [] }
        // The index has what an entry shows later, too.
        let others = try reader.entries(reached)
        return reached.filter { id in others[id].map { Self.targets(of: $0).contains(target) } == true }
    }

    private static func targets(of entry: MemoryEntry) -> [LinkTarget] {
        entry.fields.links.filter { $0.kind == kind }.map(\.target)
    }

    private static let selectLinking: SQL = """
        SELECT entryId, spaceId FROM memoryLink WHERE target = ? AND kind = ? ORDER BY entryId DESC LIMIT ?
        """
}
