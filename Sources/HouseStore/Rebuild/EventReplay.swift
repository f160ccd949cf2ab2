import Domain
import JSON
import SQLite
import Store

/// Carries out what events say, in tables of their own: the same rows under the same numbers.
///
/// Things that must be gone go even without a body. Nothing is made of what an erased event would have told.
struct EventReplay: Sendable {
    private let areas: [String: AreaReplay]

    /// The replay, into another database, of what the log of this one says.
    init(of live: ReadTransaction, into made: Store) throws {
        areas = try AreaName.allCases.reduce(into: [:]) { areas, area in
            areas[area.rawValue] = try area.replay(of: live, into: made)
        }
    }

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
        guard let area = areas[kind.area] else { throw Failure.unreplayable }
        try area(event, tx)
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
