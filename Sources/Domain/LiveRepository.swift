/// One thing that happened, as far as it is told to those who listen: what and where, never what was written.
///
/// - Source: tables `event` and `eventBody`.
public struct LiveEvent: Sendable, Equatable {
    public let seq: Int64
    public let at: Instant
    public let kind: EventKind
    /// Who did it, where that is an account which is still there.
    public let actor: AccountName?
    /// Of a task's event the task, else what the kind speaks of.
    public let subject: Int64?
    public let project: Int64?
    /// Where a task was before that moved; nil where it did not move.
    public let formerPlace: Place?
    /// The members of the resource that differ now, such as `status`.
    public let changed: [String]
    /// The account that a membership or a session is of.
    public let account: Int64?
    /// Of a project that was deleted, the accounts that were its members.
    public let formerMembers: [Int64]

    /// Where a task can be: in a project, or in the house.
    public enum Place: Sendable, Equatable {
        case house
        case project(Int64)
    }

    public init(
        seq: Int64, at: Instant, kind: EventKind, actor: AccountName? = nil, subject: Int64? = nil,
        project: Int64? = nil, formerPlace: Place? = nil, changed: [String] = [], account: Int64? = nil,
        formerMembers: [Int64] = []
    ) {
        (self.seq, self.at, self.kind, self.actor, self.subject) = (seq, at, kind, actor, subject)
        (self.project, self.formerPlace, self.changed, self.account) = (project, formerPlace, changed, account)
        self.formerMembers = formerMembers
    }
}

/// What listeners are told, and who may hear what.
///
/// - Errors: `.unavailable` when the database cannot be read.
public protocol LiveRepository: SnapshotSource {
    /// The events after one, in their order.
    func events(after seq: Int64, limit: Int) throws(Failure) -> [LiveEvent]

    /// Where tasks are; those that are not there are missing.
    func places(ofTasks ids: Set<Int64>) throws(Failure) -> [Int64: LiveEvent.Place]

    /// The projects that each of these accounts is a member of; none is an empty set.
    func memberships(of accounts: Set<Int64>) throws(Failure) -> [Int64: Set<Int64>]

    /// Whoever these credentials stand for now.
    ///
    /// - Shape: those that are no longer good are missing.
    func callers(by credentials: Set<Credential>, at instant: Instant) throws(Failure) -> [Credential: Caller]
}

/// What somebody who listens became known by.
public enum Credential: Hashable, Sendable {
    case session(Int64)
    case token(Int64)

    /// - Shape: nil for the command line, which does not listen.
    public init?(_ caller: Caller) {
        switch caller.means {
        case .session(let id, _): self = .session(id)
        case .token(let id): self = .token(id)
        case .commandLine: return nil
        }
    }
}
