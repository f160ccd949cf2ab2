import Crypto
import Domain
import JSON
import SQLite

/// The log of everything that happened: appended to with each change, verified from its first row to its last.
package struct EventLog: EventLogRepository {
    package let store: Store

    /// The root that the first row's mac is chained to.
    package static let root = [UInt8](repeating: 0, count: 32)

    /// The condition for the events of the change `?1`: they lie side by side.
    package static let ofChange = """
        event.seq >= ?1 AND event.seq < coalesce((
            SELECT e.seq FROM event e LEFT JOIN eventBody b ON b.seq = e.seq
            WHERE e.seq > ?1 AND CAST(b.content ->> 'with' AS BIGINT) IS DISTINCT FROM ?1 ORDER BY e.seq LIMIT 1), ?1 + 1000000)
        """

    package func verify(known: [EventHead] = []) throws(Failure) -> EventVerification {
        try store.read { tx in try verify(tx, known: known) }
    }

    /// The verdict about a copy of the database.
    ///
    /// - Errors: `SQLiteError` when it cannot be read.
    package func verify(copy tx: ReadTransaction) throws -> EventVerification { try verify(tx, known: []) }

    private func verify(_ tx: ReadTransaction, known: [EventHead]) throws -> EventVerification {
        var checker = ChainChecker(key: store.eventKey, known: known)
        try tx.each(
            """
            SELECT e.seq, e.at, e.actor, e.area, e.kind, e.subject, e.project, e.digest, e.mac, b.salt, b.content
            FROM event e LEFT JOIN eventBody b ON b.seq = e.seq ORDER BY e.seq
            """
        ) { row in try checker.check(row) }
        return checker.verdict
    }

    /// Table `meta` alone says nothing of them: whoever can write to the database could give it another life, and no head
    /// that was kept would count any more.
    package func endedLives() throws(Failure) -> Set<String>? {
        let restores = try store.read { tx in
            try tx.all(
                """
                SELECT content FROM event LEFT JOIN eventBody ON eventBody.seq = event.seq
                WHERE area = 'auth' AND subject IS NULL AND kind = 'database_restored'
                """
            ) { try $0[0] as String? }
        }
        guard !restores.isEmpty else { return nil }
        return restores.reduce(into: []) { lives, content in
            // One that cannot be read is a fault of the log, which says so itself.
            let body = content.flatMap { try? EventBody.read($0) }
            lives.formUnion((body?["endedLives"]?.items ?? []).compactMap(\.string))
        }
    }

    package func head() throws(Failure) -> EventHead {
        try store.read { tx in try EventLog.last(tx) ?? EventHead(seq: 0, mac: Self.root) }
    }

    /// The number of the newest event, 0 where there is none: another one after every change, in whichever process.
    package func newest() throws(Failure) -> Int64 {
        try store.read { tx in try tx.value("SELECT seq FROM event ORDER BY seq DESC LIMIT 1") ?? 0 }
    }

    package static func last(_ tx: ReadTransaction) throws -> EventHead? {
        try tx.one("SELECT seq, mac FROM event ORDER BY seq DESC LIMIT 1") { row in
            EventHead(seq: try row[0], mac: try row[1])
        }
    }
}
