import Domain

/// The tables of a feature, as far as a comparison with the log has to know them.
package struct SurveyedTables: Sendable {
    /// Those that the log tells the whole of; whatever is named comes before what names it.
    package let compared: [String]
    /// Those that are not compared with the log, and why.
    package let leftOut: [String: String]
    /// The keys that a name may have in its row, by tables; which of them it is depends on what stood beside it when it
    /// was given.
    package let keysOfName: [String: @Sendable (String) -> [String]]
    /// The columns that name a row of another table without a foreign key, by tables; that table by the column.
    package let references: [String: [String: String]]
    /// The tables of things that events call otherwise.
    package let subjects: [EventSubject: String]
    /// The tables whose rows bear rights: a number of theirs that was given must never mean another. Where nobody knows
    /// how many were given, the next ones lie further on by a random number of so many bits, at most 40.
    package let bitsOfRights: [String: Int]

    package init(
        compared: [String], leftOut: [String: String], keysOfName: [String: @Sendable (String) -> [String]] = [:],
        references: [String: [String: String]] = [:], subjects: [EventSubject: String] = [:],
        bitsOfRights: [String: Int] = [:]
    ) {
        (self.compared, self.leftOut, self.keysOfName) = (compared, leftOut, keysOfName)
        (self.references, self.subjects, self.bitsOfRights) = (references, subjects, bitsOfRights)
    }

    /// The tables that every feature shares.
    package static let ofHouse = SurveyedTables(
        compared: [],
        leftOut: [
            "retry": "kept for a day, for whoever asks again", "sweepMark": "the clock's", "meta": "the schema's",
            "event": "the log", "eventBody": "the log",
        ])
}
