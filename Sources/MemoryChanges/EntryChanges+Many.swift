import Domain
import MemoryDomain

/// Changes of many entries in one request.
extension EntryChanges {
    /// As `EntryRepository.putEntries`.
    ///
    /// - Shape: the numbers of the entries.
    package func put(_ writes: [EntryWrite]) throws -> [Int64] {
        var ids: [Int64] = []
        for (place, write) in writes.enumerated() {
            do {
                ids.append(try put(write.key, write.draft))
            } catch let failure as Failure {
                throw failure.within("entries[\(place)]")
            }
        }
        return ids
    }

    /// As `EntryRepository.deleteEntries`.
    ///
    /// - Shape: the numbers of the entries, and how many are left.
    package func delete(_ filter: EntryFilter, count: Int?) throws -> (ids: [Int64], left: Int) {
        let found = try rows.countEntries(of: space, filter, at: now)
        guard count == found else { throw Failure(.countMatching(found), field: "count", kind: .conflict) }
        let entries = try rows.entries(of: space, filter, at: now, limit: EntryRules.batchLimit)
        return (try entries.map { try delete($0) }, found - entries.count)
    }
}

/// Takes a change of entries back.
package struct EntryUndo {
    private let writing: MemoryWriting

    package init(_ writing: MemoryWriting) {
        self.writing = writing
    }

    private static var changed: Failure { Failure(.changed, field: "change", kind: .conflict) }

    /// As `EntryRepository.undoEntries`.
    ///
    /// - Shape: the numbers of the entries.
    package func undo(_ seq: Int64) throws -> [Int64] {
        let rows = writing.rows
        guard let made = try rows.instant(ofChange: seq, by: writing.change.caller.actor) else {
            throw Failure.notFound
        }
        guard UndoRules.isInTime(made, at: writing.change.instant) else {
            throw Failure(.tooLate, field: "change", kind: .conflict)
        }
        // An entry that was written twice goes back to what it was before the first.
        let steps = Dictionary(grouping: try rows.steps(ofChange: seq), by: \.entry)
        guard !steps.isEmpty else { throw Failure.notFound }
        return try steps.keys.sorted(by: >).map { entry in
            let versions = steps[entry, default: []].map(\.version)
            return try goBack(entry, from: versions.max() ?? 0, to: (versions.min() ?? 0) - 1)
        }
    }

    private func goBack(_ id: Int64, from newest: Int64, to version: Int64) throws -> Int64 {
        guard let entry = try writing.rows.entry(id), entry.version == newest, !entry.isGivenUp else {
            throw Self.changed
        }
        let changes = try EntryChanges(writing, in: entry.spaceId)
        let former = try version > 0 ? writing.rows.version(version, of: id)?.fields : nil
        let isOver = former?.expiresAt.map { $0 <= changes.now } ?? (former == nil)
        // What it was before is nothing that anybody reads.
        if isOver { return try entry.isDeleted ? id : changes.delete(entry) }
        return try changes.restore(entry, version: version)
    }
}
