import AuthStore
import Domain
import JSON
import SQLite
import Store
import TaskDomain
import TaskStore

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
        if kind == .account(.textErased) { return try ErasureReplay(event: event, tx: tx).apply() }
        switch AreaName(rawValue: kind.area) {
        case .auth: try AccountEvents.replay(event, tx)
        case .tasks: try TaskEvents.replay(event, erased: erased, into: repository, tx)
        case .live, nil: throw Failure.unreplayable
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
