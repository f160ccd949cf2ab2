import Domain
import JSON
import SQLite

/// A feature's texts of people, for the erasing of one: where they stand, and what has to change with them.
package struct ErasableTexts: Sendable {
    package let tables: [TextTable]
    /// Columns of rows that go as a whole where they hold the text, since nobody misses them.
    package let fleeting: [(table: String, column: String)]
    /// The members of events' bodies that are ours and not people's; a text that is among them is no password.
    package let ours: Set<String>
    /// The words of ours by the members that may hold one of people's as well.
    package let words: [String: Set<String>]
    /// Refuses a text that is in a name by which others are known, and which stays.
    ///
    /// - Errors: `.conflict` on `text`.
    package let refuse: @Sendable (ErasedText, ReadTransaction) throws -> Void
    /// Follows the body of an event, by its number, from which the text was taken.
    package let follow: @Sendable (_ body: JSONObject, _ seq: Int64, WriteTransaction) throws -> Void
    /// Tells whoever keeps or shows a copy of something that it is another; of each that it tells of it has given a new
    /// version, unless the row has one already.
    ///
    /// - Shape: the number of things that were told of and are not counted as rows (`TextTable.Renewal.ofThing`).
    package let tell: @Sendable ([ErasedRow], Change, _ key: [UInt8], WriteTransaction) throws -> Int
    /// Forgets the words that are kept beside the rows, in steps between which others write.
    package let compact: @Sendable (Store) throws(Failure) -> Void

    package init(
        tables: [TextTable] = [], fleeting: [(table: String, column: String)] = [], ours: Set<String> = [],
        words: [String: Set<String>] = [:],
        refuse: @escaping @Sendable (ErasedText, ReadTransaction) throws -> Void = { _, _ in },
        follow: @escaping @Sendable (JSONObject, Int64, WriteTransaction) throws -> Void = { _, _, _ in },
        tell: @escaping @Sendable ([ErasedRow], Change, [UInt8], WriteTransaction) throws -> Int = { _, _, _, _ in 0 },
        compact: @escaping @Sendable (Store) throws(Failure) -> Void = { _ in }
    ) {
        (self.tables, self.fleeting, self.ours, self.words) = (tables, fleeting, ours, words)
        (self.refuse, self.follow, self.tell, self.compact) = (refuse, follow, tell, compact)
    }

    /// The texts that every feature shares. Requests that are repeated under a key which is gone are new ones.
    package static let ofHouse = ErasableTexts(
        fleeting: [("retry", "key")],
        ours: ["network", "backup", "replaced", "life", "endedLives", "of", "digest"])
}
