import Domain
import JSON
import SQLite

/// One event as it stands in the log.
package struct ReplayedEvent: Sendable {
    package let seq: Int64
    package let instant: Instant
    /// The raw value of an `EventKind`; one that this program does not know is a fault.
    package let kind: String
    package let subject: Int64?
    package let actor: EventActor
    /// nil where the body was erased.
    package let content: JSONObject?
    /// The body of the event by which a task lies in the trash again, where that is not this one.
    package let lying: JSONObject?

    package init(
        seq: Int64, instant: Instant, kind: String, subject: Int64?, actor: EventActor, content: JSONObject?,
        lying: JSONObject?
    ) {
        (self.seq, self.instant, self.kind, self.subject) = (seq, instant, kind, subject)
        (self.actor, self.content, self.lying) = (actor, content, lying)
    }
}

/// Carries out what an event of one area says.
///
/// - Errors: `.internalFault` for an event of another area, and for one that does not say what it must.
package typealias AreaReplay = @Sendable (ReplayedEvent, WriteTransaction) throws -> Void

extension Failure {
    package static var unreplayable: Failure { Failure(.internalFault, "No area replays such events.") }
}
