import Domain
import JSON
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// The rows of spaces and entries in one transaction of SQLite; the contract in `MemoryChanges` says what each function
/// does.
struct SQLiteMemoryRows: MemoryRows {
    let tx: WriteTransaction
    /// Under which events are appended.
    private let key: [UInt8]

    init(_ tx: WriteTransaction, key: [UInt8]) {
        (self.tx, self.key) = (tx, key)
    }

    func isTooMuchWork(_ error: any Error) -> Bool { (error as? SQLiteError)?.kind == .tooMuchWork }

    func append(
        _ kind: EventKind, subject: Int64?, place: Place?, by change: Change, content: (inout JSONWriter) -> Void
    ) throws -> Int64 {
        try tx.append(Event(kind, subject: subject, place: place, by: change, content: content), key: key)
    }

    func outcome(of change: Change) throws -> RetryOutcome? {
        try RetryLog.outcome(of: change, tx).map { RetryOutcome(subject: $0.subject, change: $0.change) }
    }

    func remember(_ change: Change, subject: Int64, seq: Int64?) throws {
        try RetryLog.remember(change, subject: subject, seq: seq, tx)
    }

    func markToErase(entry: Int64) throws {
        try tx.run("INSERT INTO memoryErasing (entryId) VALUES (?) ON CONFLICT (entryId) DO NOTHING", entry)
    }

    func instant(ofChange seq: Int64, by actor: EventActor) throws -> Instant? {
        try tx.value(
            """
            SELECT event.at FROM event JOIN eventBody ON eventBody.seq = event.seq
            WHERE event.seq = ? AND actor = ? AND area = 'memory' AND content ->> 'with' IS NULL
            """, seq, actor)
    }

    func count(work: Int) throws { try tx.count(work: work) }

    func steps(ofChange seq: Int64) throws -> [EntryStep] {
        try tx.all(
            SQL(
                composed: """
                    SELECT subject, CAST(content ->> 'version' AS BIGINT) FROM event
                    JOIN eventBody ON eventBody.seq = event.seq
                    WHERE \(EventLog.ofChange) AND kind IN \(EntryDeed.kinds) ORDER BY event.seq
                    """), seq
        ) { row in EntryStep(entry: try row[0], version: try row[1]) }
    }
}

extension EntryDeed {
    /// The kinds of events by which versions are told, as a list of SQL.
    static let kinds = "(" + Set(allCases.map { "'\($0.kind.rawValue)'" }).sorted().joined(separator: ", ") + ")"
}
