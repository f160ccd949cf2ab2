import SQLite

extension Store {
    /// Checks whether the database answers a read, and takes the write lock within a second.
    ///
    /// - Shape: nil for what works, else what an operator should know.
    package func trouble() -> (reading: String?, writing: String?) {
        (
            complaint { _ = try database.read { tx in try tx.value("SELECT count FROM taskCount LIMIT 1") as Int? } },
            complaint { try database.write(deadline: .seconds(1)) { _ in } }
        )
    }

    private func complaint(_ work: () throws -> Void) -> String? {
        do {
            try work()
            return nil
        } catch {
            return (error as? SQLiteError).map { "\($0.kind)" } ?? "unknown"
        }
    }
}
