/// One thing that happened, as far as it is told to those who listen: what and where, never what was written.
///
/// - Source: tables `event` and `eventBody`.
package struct LiveEvent: Sendable, Equatable {
    package let seq: Int64
    package let at: Instant
    package let kind: EventKind
    /// The actor, where that is an account which is still there.
    package let actor: AccountName?
    /// The task of a task's event, else what the kind speaks of.
    package let subject: Int64?
    /// The accounts that may hear of it.
    package var audience: Audience
    /// The accounts that could hear of its task before; nil where that is not said.
    package let formerAudience: Audience?
    /// The members of the resource that differ now, such as `status`.
    package let changed: [String]
    /// The account that a membership or a session is of.
    package let account: Int64?
    /// The accounts that were members of a project that was deleted.
    package let formerMembers: [Int64]
    /// The key of an entry of memory, as it is now.
    package var key: String?

    /// The audience of something, as far as its accounts may hear of such things at all.
    package enum Audience: Hashable, Sendable {
        /// The members of the project.
        case members(Int64)
        /// The account's inbox: whoever that belongs to, and these.
        case inbox(Int64, assignees: Set<Int64>)
        /// Those who reach the space of memory.
        case space(Int64)
        /// These accounts, and whoever sees all that is in one of these places.
        case accounts(Set<Int64>, places: Set<Place>)
        /// Only those who listen to the audit, which tells that anything happened.
        case nobody

        package init(_ place: Place?, assignees: some Sequence<Int64>) {
            self =
                switch place {
                case .project(let id): .members(id)
                case .inbox(let account): .inbox(account, assignees: Set(assignees))
                case .space(let id): .space(id)
                case nil: .nobody
                }
        }

        package var place: Place? {
            switch self {
            case .members(let id): .project(id)
            case .inbox(let account, _): .inbox(account)
            case .space(let id): .space(id)
            case .accounts, .nobody: nil
            }
        }
    }

    package var project: Int64? { audience.place?.project }

    package init(
        seq: Int64, at: Instant, kind: EventKind, actor: AccountName? = nil, subject: Int64? = nil,
        audience: Audience, formerAudience: Audience? = nil, changed: [String] = [], account: Int64? = nil,
        formerMembers: [Int64] = []
    ) {
        (self.seq, self.at, self.kind, self.actor, self.subject) = (seq, at, kind, actor, subject)
        (self.audience, self.formerAudience) = (audience, formerAudience)
        (self.changed, self.account) = (changed, account)
        self.formerMembers = formerMembers
    }
}

/// The events that listeners are told, and who may hear which.
///
/// - Errors: `.unavailable` when the database cannot be read.
package protocol LiveRepository: SnapshotSource {
    /// The events after one, in their order.
    func events(after seq: Int64, limit: Int) throws(Failure) -> [LiveEvent]

    /// The accounts that see these tasks; those that are not there are missing.
    func audiences(ofTasks ids: Set<Int64>) throws(Failure) -> [Int64: LiveEvent.Audience]

    /// The projects that each of these callers is a member of, its inbox, those of its agents, and the spaces of memory
    /// that it reaches.
    func places(of callers: [Credential: Caller]) throws(Failure) -> [Credential: Set<Place>]

    /// The callers that these credentials stand for now.
    ///
    /// - Shape: those that are no longer good are missing.
    func callers(by credentials: Set<Credential>, at instant: Instant) throws(Failure) -> [Credential: Caller]
}

/// The session or token by which a listener became known.
package enum Credential: Hashable, Sendable {
    case session(Int64)
    case token(Int64)

    /// - Shape: nil for the command line, which does not listen.
    package init?(_ caller: Caller) {
        switch caller.means {
        case .session(let id, _): self = .session(id)
        case .token(let id): self = .token(id)
        case .commandLine: return nil
        }
    }
}
