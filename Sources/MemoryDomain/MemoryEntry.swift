import Domain

/// The kinds of entries, by what they are for.
package enum EntryKind: String, CaseIterable, Sendable {
    /// Something that is so.
    case fact
    /// What somebody likes it to be.
    case preference
    /// What is to be followed.
    case instruction
    /// Something that happened.
    case event
    /// What somebody said in a conversation.
    case turn
    case note
    case document

    /// Those that every question is answered with, whatever its words.
    package static let standing: Set<EntryKind> = [.instruction, .preference]
}

/// The fields of one version of an entry.
package struct EntryFields: Sendable, Equatable {
    package var content: MemoryContent
    package var kind = EntryKind.note
    package var tags: [String] = []
    /// - Units: 0 to 10; nil where nobody said.
    package var importance: Int?
    /// The source, in a line.
    package var source: String?
    /// Who said it.
    package var speaker: String?
    /// When it was said, or happened.
    package var at: Instant?
    package var links: [MemoryLink] = []
    /// From when it is true; nil where that is not known.
    package var validFrom: Instant?
    /// Until when, that moment not included; nil where no end is known.
    package var validUntil: Instant?
    /// From when nobody reads it any more; nil where it stays.
    package var expiresAt: Instant?

    package init(content: MemoryContent) { self.content = content }
}

/// One thing that is remembered, as it is shown.
///
/// - Source: docs/design/0012-memory.md; tables `memoryEntry` and `memoryVersion`, migration 0019.
package struct MemoryEntry: Identifiable, Sendable, Equatable {
    package let id: Int64
    package let spaceId: Int64
    package let key: String
    /// The fields that are true, with the stretch of time for which it is.
    package let fields: EntryFields
    /// The version by which that was written.
    package let writtenIn: Int64
    /// The number of versions there have been, and by that the newest.
    package let version: Int64
    package let createdAt: Instant
    /// nil where that account is gone.
    package let createdBy: EntryAuthor?
    package let updatedAt: Instant

    package init(
        id: Int64, spaceId: Int64, key: String, fields: EntryFields, writtenIn: Int64, version: Int64,
        createdAt: Instant, createdBy: EntryAuthor?, updatedAt: Instant
    ) {
        (self.id, self.spaceId, self.key, self.fields) = (id, spaceId, key, fields)
        (self.writtenIn, self.version) = (writtenIn, version)
        (self.createdAt, self.createdBy, self.updatedAt) = (createdAt, createdBy, updatedAt)
    }
}

/// The kind of change that a version was to its entry.
package enum EntryDeed: String, CaseIterable, Sendable {
    case put, appended, patched, deleted, restored
}

/// One version of an entry, as it was written.
package struct EntryVersion: Sendable, Equatable {
    package let number: Int64
    package let deed: EntryDeed
    /// The version that it brought back.
    package let restored: Int64?
    package let at: Instant
    /// nil where that account is gone, or no account.
    package let by: EntryAuthor?
    /// nil of one that deleted the entry.
    package let fields: EntryFields?

    /// Versions of a page.
    package static let limitRange = 1...500
    package static let usual = 50

    package init(
        number: Int64, deed: EntryDeed, restored: Int64?, at: Instant, by: EntryAuthor?, fields: EntryFields?
    ) {
        (self.number, self.deed, self.restored) = (number, deed, restored)
        (self.at, self.by, self.fields) = (at, by, fields)
    }
}
