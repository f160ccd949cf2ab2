import Domain
import SQLite
import Search
import Store
import TaskDomain

/// The words of tasks, by which they are searched for.
///
/// - Source: table `taskSearch`; https://sqlite.org/fts5.html.
enum TaskIndex {
    static func add(_ id: TaskItem.ID, title: String, description: String, _ tx: WriteTransaction) throws {
        try tx.run(
            "INSERT INTO taskSearch (rowid, title, description) VALUES (?, ?, ?)", id, SearchText.fold(title),
            SearchText.fold(description))
    }

    /// FTS5 keeps no text of its own here, so it must be told what to forget.
    static func remove(_ id: TaskItem.ID, title: String, description: String, _ tx: WriteTransaction) throws {
        try tx.run(
            "INSERT INTO taskSearch (taskSearch, rowid, title, description) VALUES ('delete', ?, ?, ?)", id,
            SearchText.fold(title), SearchText.fold(description))
    }

    /// The index forgets words only when its parts are put together, so many pages at a time.
    ///
    /// - Source: section 6.8: a negative number begins with all parts, and one that changes fewer than two rows had
    ///   nothing left to do.
    static func compact(_ store: Store) throws(Failure) {
        var pages = -500
        while true {
            let changes = try store.write(work: .max) { [pages] tx in
                let before: Int = try tx.value("SELECT total_changes()") ?? 0
                try tx.run("INSERT INTO taskSearch (taskSearch, rank) VALUES ('merge', ?)", pages)
                return (try tx.value("SELECT total_changes()") ?? 0) - before
            }
            guard changes >= 2 else { return }
            pages = 500
        }
    }
}
