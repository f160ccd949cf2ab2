import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// Changes of entries: one transaction each, in which the rules decide.
extension SQLiteMemoryRepository {
    package func putEntry(
        _ key: EntryKey, _ draft: EntryDraft, of space: Int64, by change: Change
    ) throws(Failure) -> EntryOutcome {
        try one(change, in: space) { try $0.put(key, draft) }
    }

    package func appendEntry(
        _ key: String, _ text: String, of space: Int64, by change: Change
    ) throws(Failure) -> EntryOutcome {
        try one(change, in: space) { try $0.append(key, text) }
    }

    package func patchEntry(
        _ key: String, _ patch: EntryPatch, of space: Int64, by change: Change
    ) throws(Failure) -> EntryOutcome {
        try one(change, in: space) { try $0.patch(key, patch) }
    }

    package func restoreEntry(
        _ key: String, version: Int64, of space: Int64, by change: Change
    ) throws(Failure) -> EntryOutcome {
        try one(change, in: space) { try $0.restore(key, version: version) }
    }

    package func deleteEntry(_ key: String, of space: Int64, by change: Change) throws(Failure) -> Int64? {
        try writing(change) { writing in
            let changes = try EntryChanges(writing, in: space)
            guard try writing.rows.outcome(of: change) == nil else { return nil }
            let id = try changes.delete(key)
            try writing.rows.remember(change, subject: id, seq: writing.seq)
            return writing.seq
        }
    }

    package func putEntries(
        _ writes: [EntryWrite], of space: Int64, by change: Change
    ) throws(Failure) -> EntriesOutcome {
        guard writes.count <= EntryRules.batchLimit else {
            throw Failure(.tooMany(EntryRules.batchLimit), field: "entries")
        }
        return try many(change) { writing in (try EntryChanges(writing, in: space).put(writes), 0) }
    }

    package func deleteEntries(
        of space: Int64, _ filter: EntryFilter, count: Int?, by change: Change
    ) throws(Failure) -> EntriesOutcome {
        try many(change) { writing in try EntryChanges(writing, in: space).delete(filter, count: count) }
    }

    package func undoEntries(_ seq: Int64, by change: Change) throws(Failure) -> EntriesOutcome {
        try many(change, undoes: seq) { writing in (try EntryUndo(writing).undo(seq), 0) }
    }

    /// A change of one entry that is carried out once, however often it is repeated under its retry key.
    private func one(
        _ change: Change, in space: Int64, _ body: @escaping @Sendable (EntryChanges) throws -> Int64
    ) throws(Failure) -> EntryOutcome {
        try store.write { [store, limits] tx in
            let rows = SQLiteMemoryRows(tx, key: store.eventKey)
            let writing = MemoryWriting(rows, change, limits: limits)
            let (id, seq) = try writing.carryOut { writing -> (Int64, Int64?) in
                let changes = try EntryChanges(writing, in: space)
                if let known = try rows.outcome(of: change) { return (known.subject, known.change) }
                let id = try body(changes)
                try rows.remember(change, subject: id, seq: writing.seq)
                return (id, writing.seq)
            }
            return EntryOutcome(entry: try Self.written(id, change, tx), change: seq)
        }
    }

    /// The entry that a change has written, as it shows now; where that is something else, as it was written.
    private static func written(_ id: Int64, _ change: Change, _ tx: ReadTransaction) throws -> MemoryEntry {
        try EntryReader(tx: tx, time: .now, now: change.instant, reader: nil).entry(id).orNotFound()
    }

    private func many(
        _ change: Change, undoes: Int64? = nil,
        _ body: @escaping @Sendable (MemoryWriting) throws -> (ids: [Int64], left: Int)
    ) throws(Failure) -> EntriesOutcome {
        let work = undoes == nil ? ChangeRules.workLimit : ChangeRules.undoWorkLimit
        return try store.write(work: work) { [store, limits] tx in
            let rows = SQLiteMemoryRows(tx, key: store.eventKey)
            let writing = MemoryWriting(rows, change, limits: limits, undoes: undoes)
            return try writing.carryOut { writing in
                if let known = try rows.outcome(of: change) {
                    let steps = try known.change.map { try rows.steps(ofChange: $0) } ?? []
                    let entries = try steps.compactMap { step in
                        try rows.entry(step.entry).map { (key: $0.key, version: step.version) }
                    }
                    return EntriesOutcome(entries: entries, left: Int(known.subject), change: known.change)
                }
                let (ids, left) = try body(writing)
                try rows.remember(change, subject: Int64(left), seq: writing.seq)
                let entries = try ids.map { id -> (key: String, version: Int64) in
                    let entry = try rows.entry(id).orNotFound()
                    return (entry.key, entry.version)
                }
                return EntriesOutcome(entries: entries, left: left, change: writing.seq)
            }
        }
    }

    package func eraseEntry(_ key: String, of space: Int64, by change: Change) throws(Failure) {
        let entry = try writing(change) { writing -> EntryRow? in
            try writing.space(space, needs: .owner)
            guard try writing.rows.outcome(of: change) == nil else { return nil }
            let entry = try writing.rows.entry(key, in: space).orNotFound()
            if change.seen != nil { try change.require(version: entry.version) }
            // From here on it is gone for everybody; if this ends here, the clock of the house erases what is left.
            try EntryChanges(writing, in: space).giveUp(entry)
            try writing.rows.markToErase(entry: entry.id)
            try writing.rows.remember(change, subject: entry.id, seq: nil)
            return entry
        }
        guard let entry else { return }
        try MemoryErasing(store, change).erase(entries: [ErasedEntry(id: entry.id, space: space, seq: entry.seq)])
    }
}
