import Domain
import JSON
import SQLite
import Store

extension EventLog {
    /// Replays the whole log into a new database and compares it, table by table, with the one in use.
    ///
    /// Secrets, counters, retries, sums and the search index are not compared (`TableSurvey.leftOut`). Log and tables
    /// are read from one snapshot, which is kept for as long as this takes.
    ///
    /// - Shape: `path` is where no file is yet; the caller removes what is there afterwards.
    /// - Errors: `StoreError` and `SQLiteError` when a database cannot be read or made. A difference is a result.
    package func rebuild(at path: String, options: Database.Options = Database.Options()) throws -> EventRebuild {
        try Schema.migrate(path, options: options)
        let made = try Store.open(path, eventKey: [UInt8](repeating: 0, count: 32), options: options)
        defer { made.close() }
        try made.database.write { tx in try Schema.allowTasksWithoutPlace(tx) }
        return try store.database.read(deadline: Self.patience) { live in
            var result = EventRebuild()
            try replay(live, into: made, &result)
            try made.database.read(deadline: Self.patience) { tx in
                var comparison = TableComparison(lost: try Self.lost(live), live: live, made: tx)
                result.tables = try TableSurvey.compared.map { try comparison.compare($0) }
            }
            return result
        }
    }

    /// Nobody waits for it but who has asked.
    private static let patience = Duration.seconds(86_400)
    private static let page = 500

    private func replay(_ live: ReadTransaction, into made: Store, _ result: inout EventRebuild) throws {
        let replay = try EventReplay(of: live, into: made)
        var last: Int64 = 0
        while true {
            let events = try Self.events(after: last, live)
            guard let end = events.last else { return }
            result.events += events.count
            result.erased += events.count { $0.content == nil }
            result.faults += try made.database.write(deadline: Self.patience) { tx in try replay.apply(events, tx) }
            last = end.seq
        }
    }

    private static func events(after seq: Int64, _ tx: ReadTransaction) throws -> [ReplayedEvent] {
        try tx.all(
            """
            SELECT e.seq, e.at, e.kind, e.subject, b.content, lying.content, e.actor
            FROM event e LEFT JOIN eventBody b ON b.seq = e.seq
            LEFT JOIN eventBody lying
                ON e.kind = 'task_deleted' AND lying.seq = CAST(b.content ->> 'trash' AS BIGINT)
            WHERE e.seq > ? ORDER BY e.seq LIMIT ?
            """, seq, page
        ) { row in
            let (content, lying): (String?, String?) = (try row[4], try row[5])
            return ReplayedEvent(
                seq: try row[0], instant: try row[1], kind: try row[2], subject: try row[3],
                actor: try row[6], content: try content.map { try EventBody.read($0) },
                lying: try lying.map { try EventBody.read($0) })
        }
    }

    /// The rows that erased bodies told of, by their tables.
    private static func lost(_ tx: ReadTransaction) throws -> [String: Set<String>] {
        var lost: [String: Set<String>] = [:]
        try tx.each(
            "SELECT DISTINCT kind, quote(subject) FROM event LEFT JOIN eventBody USING (seq) WHERE content IS NULL"
        ) { row in
            guard let subject = EventKind(rawValue: try row[0])?.subject, let table = TableSurvey.table(of: subject)
            else { return }
            lost[table, default: []].insert(try row[1])
        }
        return lost
    }
}
