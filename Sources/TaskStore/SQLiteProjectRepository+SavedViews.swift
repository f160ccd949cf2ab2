import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

extension SQLiteProjectRepository {
    package func savedViews(of accountId: Int64) throws(Failure) -> [SavedView] {
        try store.read { tx in
            try tx.all(
                "SELECT id, name, query, version FROM savedView WHERE accountId = ? ORDER BY id", accountId,
                row: Self.view)
        }
    }

    package func savedView(_ id: Int64, of accountId: Int64) throws(Failure) -> SavedView {
        try store.read { tx in try Self.knownView(id, of: accountId, tx).orNotFound() }
    }

    /// - Shape: nil for one that is not there or another's.
    static func knownView(_ id: Int64, of owner: Int64, _ tx: ReadTransaction) throws -> SavedView? {
        try tx.one(
            "SELECT id, name, query, version FROM savedView WHERE id = ? AND accountId = ?", id, owner, row: view)
    }

    private static func view(_ row: borrowing Row) throws -> SavedView {
        SavedView(id: try row[0], name: try row[1], query: try row[2], version: try row[3])
    }

    package func saveView(_ name: String, _ query: String, by change: Change) throws(Failure) -> SavedView {
        try store.writing(change) { try SavedViewChanges($0).save(name, query) }
    }

    package func updateView(
        _ id: Int64, name: String?, query: String?, by change: Change
    ) throws(Failure) -> SavedView {
        try store.writing(change) { try SavedViewChanges($0).update(id, name: name, query: query) }
    }

    package func deleteView(_ id: Int64, by change: Change) throws(Failure) {
        try store.writing(change) { try SavedViewChanges($0).delete(id) }
    }
}
