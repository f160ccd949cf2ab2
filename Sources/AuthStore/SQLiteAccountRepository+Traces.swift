import SQLite
import Store

extension SQLiteAccountRepository {
    /// Rows of each table that one step changes.
    package static let rowsOfStep = 1_000

    /// One step of what the deletion of an account would do at once to what names it: any number of rows, without an
    /// event.
    ///
    /// - Shape: true where little enough is left for the deletion itself.
    package func eraseTraces(of id: Int64, _ tx: WriteTransaction) throws -> Bool {
        var isLast = true
        for statement in holdings.flatMap(\.traces)
        where try tx.run(statement, id, Self.rowsOfStep) == Self.rowsOfStep { isLast = false }
        return isLast
    }
}
