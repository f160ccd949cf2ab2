import Domain

/// One version of an entry as a file of a space has it.
///
/// - Source: docs/api/memory.md, *Files*.
package struct FiledVersion: Sendable, Equatable {
    package let key: String
    package let number: Int64
    package let deed: Deed
    /// When it was written.
    package let at: Instant
    /// The name of whoever wrote it; nil where nobody knows.
    package let by: String?

    package enum Deed: Sendable, Equatable {
        case put(EntryFields)
        /// - Shape: an addition or a patch; of the fields all but the content where that stands in `text`.
        case changed(EntryDeed, EntryFields, FiledText)
        case deleted
        case restored(Int64, expiresAt: Instant?)
    }

    package init(key: String, number: Int64, deed: Deed, at: Instant, by: String?) {
        (self.key, self.number, self.deed, self.at, self.by) = (key, number, deed, at, by)
    }

    package var name: EntryDeed {
        switch deed {
        case .put: .put
        case .changed(let name, _, _): name
        case .deleted: .deleted
        case .restored: .restored
        }
    }
}

/// The text of a version that changed another one: each text stands in a file once.
package enum FiledText: Sendable, Equatable {
    /// It stands in the fields.
    case whole
    /// It is that of an earlier version.
    case of(Int64)
    /// It is that of an earlier version, with this at its end.
    case grown(Int64, by: String)
}

/// A line of a file of a space.
package struct SpaceLine: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        case version(FiledVersion)
        /// Written by hand: it says what an entry is to say, and nothing of when and by whom.
        case entry(EntryWrite)
    }

    /// The line's number in its file, from 1.
    package let number: Int
    package let content: Content

    package init(_ number: Int, _ content: Content) {
        (self.number, self.content) = (number, content)
    }

    /// Its place in a failure's field.
    package static func place(_ number: Int) -> String { "lines[\(number)]" }
}

/// The outcome of an import.
package struct SpaceImport: Sendable, Equatable {
    /// Versions that were written.
    package let taken: Int
    /// Lines that say what is there already.
    package let unchanged: Int
    /// The number by which it can be taken back; nil where nothing changed.
    package let change: Int64?

    package init(taken: Int, unchanged: Int, change: Int64?) {
        (self.taken, self.unchanged, self.change) = (taken, unchanged, change)
    }
}

/// Spaces as files, out and in.
///
/// - Errors: as `EntryRepository`.
/// - Source: docs/api/memory.md, *Files*.
package protocol SpaceFileRepository: Sendable {
    /// Hands out all versions of the entries that the caller may see something of, page by page; between two pages
    /// nothing is read, so `take` may wait.
    ///
    /// - Shape: entries in the order of their last change, of each the versions in their order. An entry that is changed
    ///   meanwhile comes once more at the end.
    /// - Errors: those of `take`.
    func exportVersions(
        of space: Int64, at now: Instant, for caller: Caller, _ take: ([FiledVersion]) throws -> Void) throws

    /// Takes lines all or none. Versions keep their numbers, times and authors; those that are there already stay.
    /// Events as of the deeds, each with the moment and the author that the line names.
    ///
    /// - Shape: at most `EntryRules.batchLimit` lines. An author is an account of the house where it is the caller's own,
    ///   or the command line imports; any other is a name.
    /// - Errors: those of the first line that is wrong, with its place before the field: `lines[17].version`. `.conflict`
    ///   on `version` where the entry has it with something else in it, or lacks the one before it; `.invalid` on `lines`
    ///   for more than one request may do.
    func importLines(_ lines: [SpaceLine], into space: Int64, by change: Change) throws(Failure) -> SpaceImport
}
