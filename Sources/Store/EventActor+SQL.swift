import Domain
import SQLite

extension EventActor: Bindable, Readable {
    public func bind(to place: Placeholder) { place.bind(text) }

    public init(_ column: Column) throws(SQLiteError) { self.init(text: try column.text()) }

    /// The condition that an account, by its number, is the actor that a column names.
    static func isAccount(_ id: String, in actor: String) -> String {
        "(\(actor) LIKE 'account:%' AND \(id) = CAST(substr(\(actor), 9) AS INTEGER))"
    }

    /// The text of the actor that is the account of this number.
    static func text(ofAccount id: String) -> String { "'account:' || \(id)" }
}
