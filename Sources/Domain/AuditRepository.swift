/// Which events an administrator wants to see.
public struct AuditQuery: Sendable, Equatable {
    /// As in `event.actor`: `account:7`, `program:elwosa`, `nobody`; or the name of an account.
    public var actor: String?
    public var kind: EventKind?
    public var area: String?
    /// From this moment on.
    public var after: Instant?
    /// Before this moment.
    public var before: Instant?
    /// Only events with a lower number: the page that follows.
    public var olderThan: Int64?
    public var limit = 50

    public static let limitRange = 1...200

    public init() {}
}

/// One event, as the audit shows it.
public struct AuditEntry: Sendable, Equatable {
    public let seq: Int64
    public let at: Instant
    public let actor: EventActor
    /// The name of the account that acted; nil for a program, for nobody, and for an account that is gone.
    public let actorName: String?
    public let area: String
    /// An `EventKind`, or one of a newer version.
    public let kind: String
    public let subject: Int64?
    /// Where the event tells: the client's address and browser.
    public let network: String?
    public let device: String?
    /// A JSON object without any secret; nil where it was erased, or is withheld.
    public let content: String?
    /// There is content that the reader may not see: of projects, tasks, labels and views.
    public let isWithheld: Bool
    /// Who made the token by which the actor acted, where that was somebody else.
    public let tokenMaker: String?

    public init(
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

public struct AuditPage: Sendable, Equatable {
    /// The newest first.
    public let entries: [AuditEntry]
    /// The `olderThan` of the next page; nil on the last.
    public let next: Int64?

    public init(entries: [AuditEntry], next: Int64?) {
        self.entries = entries
        self.next = next
    }
}

/// The event log, read by administrators.
///
/// - Errors: `.unavailable`.
/// - Source: tables `event` and `eventBody`, migration 0001.
public protocol AuditRepository: Sendable {
    /// The events of all areas that the query asks for, the newest first: that something happened, when and by whom, all
    /// of it; what it says of tasks, projects, labels and views only where the caller may read that elsewhere.
    ///
    /// - Shape: empty where nothing fits; an actor's name that nobody has fits nothing.
    func audit(_ query: AuditQuery, for caller: Caller) throws(Failure) -> AuditPage
}
