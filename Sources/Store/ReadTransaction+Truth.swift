import SQLite

/// Statements that answer with yes or no.
extension ReadTransaction {
    /// - Shape: false also where there is no row.
    package func isTrue(_ sql: SQL, _ values: (any Bindable)?...) throws -> Bool { try isTrue(sql, values: values) }

    package func isTrue(_ sql: SQL, values: [(any Bindable)?]) throws -> Bool {
        try value(sql, values: values) ?? false
    }
}
