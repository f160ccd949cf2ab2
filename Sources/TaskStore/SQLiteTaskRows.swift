import Domain
import JSON
import SQLite
import Store
import TaskChanges
import TaskDomain

/// The rows of tasks, projects, labels and saved views in one transaction of SQLite; the contract in `TaskChanges` says
/// what each function does.
struct SQLiteTaskRows: TaskRows, SQLiteReading {
    let tx: WriteTransaction
    /// Under which events are appended.
    private let key: [UInt8]

    init(_ tx: WriteTransaction, key: [UInt8]) {
        (self.tx, self.key) = (tx, key)
    }

    var reading: ReadTransaction { tx }

    var workLeft: Int { get throws { try tx.workLeft } }

    func count(work: Int) throws { try tx.count(work: work) }

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
}
