import Domain
import JSON
import SQLite
import TaskDomain

/// One event as it stands in the log.
struct ReplayedEvent: Sendable {
    let seq: Int64
    let instant: Instant
    /// The raw value of an `EventKind`; one that this program does not know is a fault.
    let kind: String
    let subject: Int64?
    let actor: EventActor
    /// nil where the body was erased.
    let content: JSONObject?
    /// The body of the event by which a task lies in the trash again, where that is not this one.
    let lying: JSONObject?
}

/// Carries out what events say, in tables of their own: the same rows under the same numbers.
///
/// Things that must be gone go even without a body. Nothing is made of what an erased event would have told.
struct EventReplay: Sendable {
    let repository: SQLiteTaskRepository
    /// Tasks of which a body was erased.
    let erased: Set<TaskItem.ID>

    /// Carries out each event that it can.
    ///
    /// - Shape: a sentence for each that cannot be carried out; it leaves what it has done so far.
    /// - Errors: `SQLiteError` when the storage gives up.
    func apply(_ events: [ReplayedEvent], _ tx: WriteTransaction) throws -> [String] {
        try events.compactMap { event in
            do {
                try apply(event, tx)
                return nil
            } catch let failure as Failure {
                return "Event \(event.seq), \(event.kind): \(failure.message)"
            } catch let error as SQLiteError where error.isOfValues {
                return "Event \(event.seq), \(event.kind): \(error.message)."
            }
        }
    }

    private func apply(_ event: ReplayedEvent, _ tx: WriteTransaction) throws {
        guard let kind = EventKind(rawValue: event.kind) else {
            throw Failure(.internalFault, "This program does not know such events.")
        }
        if let kind = AccountEventKind(kind) { return try apply(kind, event, tx) }
        if let kind = TaskEventKind(kind) { return try apply(kind, event, tx) }
        throw Failure(.internalFault, "No area replays such events.")
    }

    private func apply(_ kind: AccountEventKind, _ event: ReplayedEvent, _ tx: WriteTransaction) throws {
        switch kind {
        case .accountCreated, .accountChanged, .accountDisabled, .accountEnabled, .accountDeleted:
            try AccountReplay(event: event, tx: tx).apply(kind)
        case .roleSaved, .roleRemoved: try AccountReplay(event: event, tx: tx).applyRole(kind)
        case .textErased: try ErasureReplay(event: event, tx: tx).apply()
        // Credentials, sessions, tokens and links are no part of what is replayed.
        case .passwordChanged, .factorAdded, .factorRemoved, .codesMade, .codeUsed, .sessionStarted, .sessionEnded,
            .sessionRefused, .sessionReplayed, .sessionProved, .tokenMade, .tokenRevoked, .invitationMade,
            .invitationUsed, .invitationRevoked, .resetMade, .databaseRestored:
            break
        }
    }

    private func apply(_ kind: TaskEventKind, _ event: ReplayedEvent, _ tx: WriteTransaction) throws {
        switch kind {
        case .projectCreated, .projectChanged, .projectDeleted, .memberSet, .memberRemoved:
            try ProjectReplay(event: event, tx: tx).apply(kind)
        case .labelCreated, .labelRestored, .labelChanged, .labelDeleted:
            try LabelReplay(event: event, tx: tx).apply(kind)
        case .viewSaved, .viewChanged, .viewRemoved: try LabelReplay(event: event, tx: tx).applyView(kind)
        case .taskCreated, .taskChanged, .taskCompleted, .taskReopened, .taskDeleted, .taskImported, .taskRestored,
            .taskPurged, .trashMoved, .commentAdded, .commentChanged, .commentRemoved, .stepAdded, .stepDone,
            .stepReopened, .stepChanged, .stepMoved, .stepRemoved:
            try TaskReplay(event: event, repository: repository, erased: erased, tx: tx).apply(kind)
        // What it brought is told by the events of each.
        case .importFinished: break
        }
    }
}

extension SQLiteError {
    /// About the values of a statement, and not about the storage.
    fileprivate var isOfValues: Bool {
        switch kind {
        case .constraint, .mismatch, .tooBig: true
        default: false
        }
    }
}

extension JSONObject {
    /// - Errors: `.internalFault` where a body lacks what every event of its kind says.
    func text(_ name: String) throws(Failure) -> String {
        guard let text = self[name]?.string else { throw .lacking(name) }
        return text
    }

    func number(_ name: String) throws(Failure) -> Int64 {
        guard let number = self[name]?.integer else { throw .lacking(name) }
        return number
    }

    /// nil in an event from before the row had a version; then it had none but 1.
    var version: Int64? { self["version"]?.integer }

    func instant(_ name: String) -> Instant? { self[name]?.string.flatMap { Instant(rfc3339: $0) } }
}

extension Failure {
    static func lacking(_ name: String) -> Failure {
        Failure(.internalFault, "It does not say \(name).")
    }
}
