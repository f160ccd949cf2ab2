import Domain
import SQLite

/// A table of a feature in which people's texts stand, as far as the erasing of one has to know it.
///
/// - Shape: its rows have numbers of their own, in the column `id`.
package struct TextTable: Sendable {
    /// The way in which a row has another version afterwards, so that a form that was opened before does not bring the
    /// text back unseen.
    package enum Renewal: Sendable {
        /// It has none.
        case none
        /// By the erasing itself, which says so in its event.
        case ofRow
        /// By an event of the area's about the thing that the row is, or is a part of.
        case ofThing
    }

    /// A change of what stands beside a row, of that number.
    package typealias Companion =
        @Sendable (_ id: Int64, _ erased: ErasedText, _ tx: WriteTransaction) throws -> Void

    package let name: String
    /// The columns that people write.
    package let texts: [String]
    /// The kind of thing that its rows are, or are parts of; nil where no event tells of them.
    package let thing: EventSubject?
    /// The column with the number of that thing.
    package let number: String
    package let renewal: Renewal
    /// Comes before the text is taken from a row, and after it.
    package let before, after: Companion

    package init(
        _ name: String, _ texts: [String], of thing: EventSubject? = nil, by number: String = "id", _ renewal: Renewal,
        before: @escaping Companion = { _, _, _ in }, after: @escaping Companion = { _, _, _ in }
    ) {
        (self.name, self.texts, self.thing, self.number) = (name, texts, thing, number)
        (self.renewal, self.before, self.after) = (renewal, before, after)
    }

    package func set(version: Int64, of id: Int64, _ tx: WriteTransaction) throws {
        try tx.run(SQL(composed: "UPDATE \(name) SET version = ? WHERE id = ?"), version, id)
    }
}

/// A row from which a text was taken.
package struct ErasedRow: Sendable {
    package let table: TextTable
    package let id: Int64
    /// The number of the thing that it is, or is a part of.
    package let thing: Int64
    /// The version that it was given; nil where it has none of its own.
    package let version: Int64?

    package init(table: TextTable, id: Int64, thing: Int64, version: Int64?) {
        (self.table, self.id, self.thing, self.version) = (table, id, thing, version)
    }
}
