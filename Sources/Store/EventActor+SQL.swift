import Domain
import SQLite

extension EventActor: Bindable, Readable {
    package func bind(to place: Placeholder) { place.bind(text) }

    package init(_ column: Column) throws(SQLiteError) { self.init(text: try column.text()) }

    /// The condition that an account, by its number, is the actor that a column names.
    ///
    /// The CASE keeps the number from being read where there is none: what stands beside an AND may come first.
    package static func isAccount(_ id: String, in actor: String) -> String {
        "\(id) = CASE WHEN \(actor) LIKE 'account:%' THEN CAST(substr(\(actor), 9) AS BIGINT) END"
    }

    /// The text of the actor that is the account of this number.
    package static func text(ofAccount id: String) -> String { "'account:' || CAST(\(id) AS BIGINT)" }
}
