/// The events that an administrator wants to see.
package struct AuditQuery: Sendable, Equatable {
    /// As in `event.actor`: `account:7`, `program:elwosa`, `nobody`; or the name of an account.
    package var actor: String?
    package var kind: EventKind?
    package var area: String?
    /// From this moment on.
    package var after: Instant?
    /// Before this moment.
    package var before: Instant?
    /// Only events with a lower number: the page that follows.
    package var olderThan: Int64?
    package var limit = 50

    package static let limitRange = 1...200

    package init() {}
}

/// One event, as the audit shows it.
package struct AuditEntry: Sendable, Equatable {
    package let seq: Int64
    package let at: Instant
    package let actor: EventActor
    /// The name of the account that acted; nil for a program, for nobody, and for an account that is gone.
    package let actorName: String?
    package let area: String
    /// An `EventKind`, or one of a newer version.
    package let kind: String
    package let subject: Int64?
    /// Where the event tells: the client's address and browser.
    package let network: String?
    package let device: String?
    /// A JSON object without any secret; nil where it was erased, or is withheld.
    package let content: String?
    /// There is content that the reader may not see: of projects, tasks, labels and views.
    package let isWithheld: Bool
    /// The maker of the token by which the actor acted, where that was somebody else.
    package let tokenMaker: String?

    package init(
        seq: Int64, at: Instant, actor: EventActor, actorName: String?, area: String, kind: String, subject: Int64?,
        network: String?, device: String?, content: String?, isWithheld: Bool, tokenMaker: String?
    ) {
        self.seq = seq
        self.at = at
        self.actor = actor
        self.actorName = actorName
        self.area = area
        self.kind = kind
        self.subject = subject
        self.network = network
        self.device = device
        self.content = content
        self.isWithheld = isWithheld
        self.tokenMaker = tokenMaker
    }
}

package struct AuditPage: Sendable, Equatable {
    /// The newest first.
    package let entries: [AuditEntry]
    /// The `olderThan` of the next page; nil on the last.
    package let next: Int64?

    package init(entries: [AuditEntry], next: Int64?) {
        self.entries = entries
        self.next = next
    }
}

/// The event log, read by administrators.
///
/// - Errors: `.unavailable`.
/// - Source: tables `event` and `eventBody`, migration 0001.
package protocol AuditRepository: Sendable {
    /// The events of all areas that the query asks for, the newest first: that something happened, when and by whom, all
    /// of it; what it says of tasks, projects, labels and views only where the caller may read that elsewhere.
    ///
    /// - Shape: empty where nothing fits; an actor's name that nobody has fits nothing.
    func audit(_ query: AuditQuery, for caller: Caller) throws(Failure) -> AuditPage
}
