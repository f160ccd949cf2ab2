import Domain

/// The conditions for the entries of a space that are meant.
package struct EntryFilter: Sendable, Equatable {
    package var kinds: Set<EntryKind> = []
    /// Entries that have all of these.
    package var tags: [String] = []
    /// The beginning of the keys.
    package var prefix: String?
    /// The whole of the source.
    package var source: String?
    package var speaker: String?

    package init() {}

    package var isEverything: Bool { self == EntryFilter() }

    /// It means an entry as it is shown.
    package func means(_ entry: MemoryEntry) -> Bool {
        let fields = entry.fields
        return (kinds.isEmpty || kinds.contains(fields.kind)) && tags.allSatisfy(fields.tags.contains)
            && entry.key.hasPrefix(prefix ?? "") && (source == nil || fields.source == source)
            && (speaker == nil || fields.speaker == speaker)
    }
}

/// A page of the entries of a space.
package struct EntryQuery: Sendable {
    package enum Sorting: String, CaseIterable, Sendable {
        /// The last change first.
        case newest
        case key
        /// The last key first.
        case lastKey
    }

    package var filter = EntryFilter()
    package var order = Sorting.newest
    package var time = EntryTime.now
    /// The place at which the page begins, as the one before said.
    package var after: String?
    package var limit = usual

    package static let limitRange = 1...500
    package static let usual = 100

    package init() {}
}

package struct EntryPage: Sendable {
    package let entries: [MemoryEntry]
    /// Goes into `after` of the next page; nil on the last. A page may be shorter than its limit, even empty, and not be
    /// the last: one request looks at so many entries and no more.
    package let next: String?

    package init(entries: [MemoryEntry], next: String?) {
        (self.entries, self.next) = (entries, next)
    }
}
