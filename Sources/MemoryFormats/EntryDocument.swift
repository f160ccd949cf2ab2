import Domain
import MemoryDomain

/// An entry as a file of Markdown: front matter says what is said of it, and behind it stands its content as it is.
///
/// What is written is read again as the same, whatever the content; `docs/memory-files.md` has the format.
package struct EntryDocument: Sendable, Equatable {
    /// nil where the name of the file says it.
    package var key: String?
    package var draft: EntryDraft
    /// The version of the entry that was written into the file; nil in a file of somebody's own.
    package var version: Int64?
    /// The lines of front matter that are none of an entry's, such as `aliases`: they stay in the file.
    package var foreign: [String] = []

    /// - Units: bytes of a file.
    package static let byteLimit = 4 << 20
    /// Entries of which a file says that they link to it.
    package static let linkedFromLimit = 100

    package init(_ draft: EntryDraft, key: String? = nil, version: Int64? = nil, foreign: [String] = []) {
        (self.draft, self.key, self.version, self.foreign) = (draft, key, version, foreign)
    }

    /// An entry as it is shown.
    package init(_ entry: MemoryEntry, key: String? = nil, foreign: [String] = []) {
        self.init(EntryDraft(entry.fields, saysFrom: true), key: key, version: entry.version, foreign: foreign)
    }

    /// The members of front matter that are an entry's.
    enum Member: String, CaseIterable {
        case key, kind, tags, importance, source, speaker, at, validFrom, validUntil, expiresAt, links, format, version
        /// Written for whoever reads the file, and never read.
        case linkedFrom
    }

    /// The word of `format` for a content that is JSON.
    static let json = "json"
}

/// The reason why a file is no entry, and where.
package struct EntryDocumentFault: Error, Equatable, Sendable {
    /// In the file, from 1.
    package let line: Int
    /// With the field that is wrong, where it is one.
    package let message: String

    init(_ message: String, line: Int) { (self.message, self.line) = (message, line) }
}

extension EntryDocumentFault: CustomStringConvertible {
    package var description: String { "line \(line): \(message)" }
}
