import Domain
import JSON

/// Rows of the event log that tell of a change; a snapshot has them too.
package protocol ChangeRows {
    /// The head of an event of any area; nil where there is none of this number.
    func event(_ seq: Int64) throws -> EventOrigin?

    /// The events of a change, which lie side by side from the one of this number on; empty where there is none.
    func events(ofChange seq: Int64) throws -> [LoggedChange]
}

/// The time of an event, its actor and its area.
package struct EventOrigin: Sendable {
    let instant: Instant
    let actor: EventActor
    /// The area's name in the log.
    let area: String

    package init(at instant: Instant, by actor: EventActor, in area: String) {
        (self.instant, self.actor, self.area) = (instant, actor, area)
    }
}

/// An event of tasks as it stands in the log.
package struct LoggedChange: Sendable {
    package let seq: Int64
    package let kind: TaskEventKind
    package let subject: Int64?
    package let content: JSONObject

    package init(seq: Int64, kind: TaskEventKind, subject: Int64?, content: JSONObject) {
        (self.seq, self.kind, self.subject, self.content) = (seq, kind, subject, content)
    }

    /// A label that the change has made on its way, or one whose coming and going another's undo has brought about: it
    /// is not what the change was about.
    var isOfMadeLabel: Bool {
        kind == .labelCreated || kind.isOfLabelsLife && content["made"] != nil
    }
}

extension TaskEventKind {
    /// A label went from all its tasks, or came back to them.
    package var isOfLabelsLife: Bool { self == .labelDeleted || self == .labelRestored }
}
