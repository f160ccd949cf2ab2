import Domain
import JSON
import TaskDomain

/// The events of a change that is to be taken back.
package struct ChangeEvents {
    private let rows: any ChangeRows

    package init(_ rows: any ChangeRows) {
        self.rows = rows
    }

    /// The events of a change; of an import, those of all its batches and ties.
    ///
    /// - Errors: `.notFound` for what is no change of the caller's; `.conflict` when it is older than ten minutes.
    package func of(_ seq: Int64, by change: Change) throws -> [LoggedChange] {
        if let refusal = try refusal(of: seq, to: change.caller, at: change.instant) { throw refusal }
        let events = try rows.events(ofChange: seq)
        guard let first = events.first, first.seq == seq, first.content["with"] == nil else { throw Failure.notFound }
        guard first.kind == .importFinished else { return events }
        let changes = first.content["changes"]?.integers ?? []
        guard !changes.isEmpty else { throw Failure.notFound }
        return try changes.flatMap { try rows.events(ofChange: $0) }
    }

    /// The reason why a caller cannot take a change back, as far as its first event tells; nil where there is none.
    package func refusal(of seq: Int64, to caller: Caller, at instant: Instant) throws -> Failure? {
        guard let first = try rows.event(seq), first.actor == caller.actor, first.area == TaskEventKind.area.rawValue
        else { return .notFound }
        guard UndoRules.isInTime(first.instant, at: instant) else {
            return Failure(.tooLate, field: "change", kind: .conflict)
        }
        return nil
    }
}
