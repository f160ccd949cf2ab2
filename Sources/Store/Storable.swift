import Domain
import SQLite

/// Stored as whole seconds.
extension Instant: Bindable, Readable {
    package func bind(to place: Placeholder) { place.bind(seconds) }

    package init(_ column: Column) throws(SQLiteError) { self.init(seconds: try column.integer()) }
}

extension EventKind: Bindable, Readable {}

extension Account.Kind: Bindable, Readable {}
