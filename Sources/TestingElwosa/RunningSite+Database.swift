import Domain
import SQLite

extension RunningSite {
    /// Looks into the database of a site that is running, as another process of it would.
    ///
    /// - Shape: the first column of each row.
    package func numbers(_ query: SQL) throws -> [Int64] {
        try database.read { tx in try tx.all(query) { row in try row[0] } }
    }

    /// A place in its log, as its clients keep it.
    package func mark(_ seq: Int64) throws -> String {
        EventMark(seq, in: Life(try numbers("SELECT value FROM meta WHERE name = 'life'")[0])).description
    }

    /// Changes it behind the back of the responders.
    package func change(_ statement: SQL) throws {
        try database.write { tx in _ = try tx.run(statement) }
    }

    private var database: Database {
        get throws { try Database(path: state + "/data/elwosa.db") }
    }
}
