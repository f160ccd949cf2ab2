import CSQLite

extension Connection {
    /// Opens a file nobody else has open, without its locks and without making a WAL beside it.
    static func openCopy(_ path: String) throws(SQLiteError) -> Connection {
        let uri = "file:\(DatabaseFiles.escape(path))?immutable=1"
        return try open(uri, .reader, Database.Options())
    }

    /// Damage, then references to rows that are not there; at most 100 of each.
    func problems() throws -> [String] {
        do {
            return try damage() + brokenReferences()
        } catch let error as SQLiteError where error.kind == .corrupt {
            // Where a table's first page is gone, the check itself cannot run.
            return [error.message]
        }
    }

    private func damage() throws -> [String] {
        var lines: [String] = []
        try run("PRAGMA integrity_check(100)", []) { row in
            lines.append(try row[0])
            return true
        }
        return lines == ["ok"] ? [] : lines
    }

    private func brokenReferences() throws -> [String] {
        var lines: [String] = []
        try run("PRAGMA foreign_key_check", []) { row in
            let (child, parent): (String, String) = (try row[0], try row[2])
            lines.append("a row of \(child) refers to no row of \(parent)")
            return lines.count < 100
        }
        return lines
    }

    /// Runs what a transaction may not.
    func asEngine<Value>(_ body: () throws -> Value) rethrows -> Value {
        context.pointee.engineSpeaks = true
        defer { context.pointee.engineSpeaks = false }
        return try body()
    }

    /// Only for a database nobody else has open.
    ///
    /// - Errors: `.full`, `.ioError`, `.busy`; then it is all in the WAL still.
    func truncateWAL() throws(SQLiteError) {
        let code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
        guard code == SQLITE_OK else { throw note(SQLiteError(code: code)) }
    }
}
