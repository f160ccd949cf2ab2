import Domain
import SQLite
import TaskChanges
import TaskDomain

/// Saved views.
extension SQLiteTaskRows {
    func view(_ id: Int64, of account: Int64) throws -> SavedView? {
        try SQLiteProjectRepository.knownView(id, of: account, tx)
    }

    func countViews(of account: Int64) throws -> Int {
        try tx.value("SELECT count(*) FROM savedView WHERE accountId = ?", account) ?? 0
    }

    func insertView(_ name: String, _ query: String, of account: Int64, at instant: Instant) throws -> SavedView {
        try tx.run(
            "INSERT INTO savedView (accountId, name, query, createdAt) VALUES (?, ?, ?, ?)", account, name, query,
            instant)
        return SavedView(id: try tx.lastInsertRowID, name: name, query: query)
    }

    func save(_ view: SavedView) throws {
        try tx.run(
            "UPDATE savedView SET name = ?, query = ?, version = ? WHERE id = ?", view.name, view.query, view.version,
            view.id)
    }

    func removeView(_ id: Int64) throws { try tx.run("DELETE FROM savedView WHERE id = ?", id) }
}
