import Testing

/// The rows that the rules are tested over: what holds over dictionaries holds over SQLite, and the other way round.
enum RowsKind: String, CaseIterable, CustomTestStringConvertible {
    case memory, sqlite

    var testDescription: String { "rows in \(rawValue)" }
}
