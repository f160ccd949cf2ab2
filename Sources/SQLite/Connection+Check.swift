import CSQLite

extension Connection {
    /// Opens a file nobody else has open, without its locks and without making a WAL beside it.
    static func openCopy(_ path: String) throws(SQLiteError) -> Connection {
        let uri = "file:\(DatabaseFiles.escape(path))?immutable=1"
        return try open(uri, .reader, Database.Options())
    }

    /// Damage, then references to rows that are not there; at most 100 of each.
    func problems() throws -> [String] {
        var problems: [String] = []
        try run("PRAGMA integrity_check(100)", []) { row in
            let line: String = try row[0]
            if line != "ok" { problems.append(line) }
            return true
        }
        var references = 0
        try run("PRAGMA foreign_key_check", []) { row in
            let (child, parent): (String, String) = (try row[0], try row[2])
            problems.append("a row of \(child) refers to no row of \(parent)")
            references += 1
            return references < 100
        }
        return problems
    }

    /// Runs what a transaction may not.
    func asEngine<Value>(_ body: () throws -> Value) rethrows -> Value {
        context.pointee.engineSpeaks = true
        defer { context.pointee.engineSpeaks = false }
        return try body()
    }

    /// Only for a database nobody else has open. What fails stays in the WAL.
    func truncateWAL() {
        sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    }
}
