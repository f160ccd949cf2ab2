import Domain
import SQLite

extension Store {
    /// Makes an index of words forget what was deleted from it: FTS5 does so only when its parts are put together, here so
    /// many pages at a time.
    ///
    /// - Source: https://sqlite.org/fts5.html, section 6.8: a negative number begins with all parts, and one that changes
    ///   fewer than two rows had nothing left to do.
    package func compact(index table: String) throws(Failure) { try merge(index: table, first: -500) }

    /// Merges parts of an index of FTS5 that are of one size, since each word is looked up in all parts. The largest is
    /// written anew only where there is another of its size.
    package func merge(index table: String) throws(Failure) {
        // FTS5 remembers it; else four of one size would wait for each other.
        _ = try write { tx in
            try tx.run(SQL(composed: "INSERT INTO \(table) (\(table), rank) VALUES ('usermerge', 2)"))
        }
        try merge(index: table, first: 500)
    }

    private func merge(index table: String, first: Int) throws(Failure) {
        var pages = first
        while true {
            let changes = try write(work: .max) { [pages] tx in
                let before: Int = try tx.value("SELECT total_changes()") ?? 0
                try tx.run(SQL(composed: "INSERT INTO \(table) (\(table), rank) VALUES ('merge', ?)"), pages)
                return (try tx.value("SELECT total_changes()") ?? 0) - before
            }
            guard changes >= 2 else { return }
            pages = 500
        }
    }
}
