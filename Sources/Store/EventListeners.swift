import Domain
import JSON
import SQLite

/// The accounts that may hear of a feature's events, for whoever tells them live.
package struct EventListeners: Sendable {
    /// One event, as it stands in the log.
    package struct Told: Sendable {
        package let kind: EventKind
        /// nil where that is no account, or one that is gone.
        package let actor: Int64?
        package let content: JSONObject

        package init(kind: EventKind, actor: Int64?, content: JSONObject) {
            (self.kind, self.actor, self.content) = (kind, actor, content)
        }
    }

    /// The audiences of an event: `former` of what it is about, before it; nil where that is not said.
    package typealias Audiences = (now: LiveEvent.Audience, former: LiveEvent.Audience?)

    /// The tables that the columns are of beside the `event` `e` and its `eventBody` `b`, as joins of a FROM.
    package let joins: String
    package let columns: [String]
    /// The kinds of events whose bodies are not read: they may be long, and say nothing to listeners.
    package let unread: [String]
    /// The audiences of an event; `row` has the columns from `first` on.
    package let audiences: @Sendable (_ event: Told, _ row: borrowing Row, _ first: Int) throws -> Audiences
    /// The events with the audience of each as it is now, where many at once are quicker to read.
    package let addressed: @Sendable ([LiveEvent], ReadTransaction) throws -> [LiveEvent]
    /// The name that a member of `from` and `to` has in JSON.
    package let name: @Sendable (_ member: String) -> String

    package init(
        joins: String = "", columns: [String] = [], unread: [String] = [],
        audiences: @escaping @Sendable (Told, borrowing Row, Int) throws -> Audiences,
        addressed: @escaping @Sendable ([LiveEvent], ReadTransaction) throws -> [LiveEvent] = { events, _ in events },
        name: @escaping @Sendable (String) -> String = { $0 }
    ) {
        (self.joins, self.columns, self.unread, self.audiences) = (joins, columns, unread, audiences)
        (self.addressed, self.name) = (addressed, name)
    }

    /// For an area whose events are told under no topic but the audit.
    package static let ofAudit = EventListeners(audiences: { _, _, _ in (.nobody, nil) })
}
