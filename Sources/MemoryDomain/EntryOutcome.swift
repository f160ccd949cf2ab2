import Domain

/// The outcome of a change of entries.
package struct EntryOutcome: Sendable {
    package let entry: MemoryEntry
    /// The number by which it can be taken back; nil where nothing changed.
    package let change: Int64?

    package init(entry: MemoryEntry, change: Int64?) {
        (self.entry, self.change) = (entry, change)
    }
}

/// The outcome of a change of many entries.
package struct EntriesOutcome: Sendable {
    /// Keys and versions, in the order of the request.
    package let entries: [(key: String, version: Int64)]
    /// Those that the same request would be about once more.
    package let left: Int
    package let change: Int64?

    package init(entries: [(key: String, version: Int64)], left: Int = 0, change: Int64?) {
        (self.entries, self.left, self.change) = (entries, left, change)
    }
}

/// A change that its caller can take back, in as few words as one line needs.
package struct EntryUndoOffer: Sendable, Equatable {
    package let change: Int64
    /// The kind of what was done to the first of its entries.
    package let kind: MemoryEventKind
    package let count: Int
    /// That entry's.
    package let key: String
    /// The change took another one back itself.
    package let isUndo: Bool

    package init(change: Int64, kind: MemoryEventKind, count: Int, key: String, isUndo: Bool) {
        (self.change, self.kind, self.count, self.key, self.isUndo) = (change, kind, count, key, isUndo)
    }
}
