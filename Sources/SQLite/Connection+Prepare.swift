import CSQLite

extension Connection {
    /// - Errors: `.misuse` for wrong SQL, for nothing at all, and for a second statement after the first, which
    ///   SQLite would pass over in silence.
    func prepare(_ sql: SQL) throws(SQLiteError) -> Statement {
        switch sql.storage {
        case .literal(let text):
            return try prepare(
                UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), sql.safeText)
        case .kept(let kept): return try prepare(kept.text)
        case .composed(let text): return try prepare(text)
        }
    }

    private func prepare(_ composed: String) throws(SQLiteError) -> Statement {
        var text = composed
        let result = text.withUTF8 { bytes in Result { () throws(SQLiteError) in try prepare(bytes, nil) } }
        return try result.get()
    }

    private func prepare(_ text: UnsafeBufferPointer<UInt8>, _ safeText: String?) throws(SQLiteError) -> Statement {
        var rest = text
        guard let statement = try prepareFirst(of: &rest, safeText) else {
            throw SQLiteError(.misuse, "no statement", statement: safeText)
        }
        guard rest.allSatisfy({ $0 == UInt8(ascii: ";") || $0 <= UInt8(ascii: " ") }) else {
            throw SQLiteError(.misuse, "more than one statement", statement: safeText)
        }
        return statement
    }

    /// Prepares the first statement of `text` and leaves what follows it; nil when only blanks or comments are left.
    ///
    /// SQLite's message about wrong SQL is quoted here: no value is bound yet.
    func prepareFirst(
        of text: inout UnsafeBufferPointer<UInt8>, _ safeText: String?
    ) throws(SQLiteError) -> Statement? {
        guard let start = text.baseAddress else { return nil }
        var prepared: OpaquePointer?
        var tail: UnsafePointer<CChar>?
        let code = start.withMemoryRebound(to: CChar.self, capacity: text.count) { characters in
            let code = sqlite3_prepare_v3(
                handle, characters, Int32(text.count), UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, &tail)
            let taken = tail.map { characters.distance(to: $0) } ?? text.count
            #if DEBUG
            if prepared != nil { StatementRecord.note(UnsafeBufferPointer(rebasing: text[..<taken])) }
            #endif
            text = UnsafeBufferPointer(rebasing: text[taken...])
            return code
        }
        guard code == SQLITE_OK else {
            throw note(SQLiteError(code: sqlite3_extended_errcode(handle), of: handle, statement: safeText))
        }
        return prepared.map { Statement($0) }
    }

    /// Runs all statements of a text, as a migration has them; rows are dropped.
    func runScript(_ script: String) throws {
        var script = script
        try script.withUTF8 { text in
            var rest = text
            while !rest.isEmpty {
                guard let statement = try prepareFirst(of: &rest, nil) else { continue }
                while true {
                    let code = sqlite3_step(statement.handle)
                    if code == SQLITE_DONE { break }
                    guard code == SQLITE_ROW else { throw failure(in: SQL(composed: "")) }
                }
            }
        }
    }
}
