/// The maker of a request: a signed-in account, or a program on this machine that its operator started.
package struct Caller: Sendable, Equatable {
    /// The way in which the caller became known; what may be done with it differs.
    package enum Means: Sendable, Equatable {
        /// A session, begun by signing in; `provedAt` is when the person last proved who it is.
        case session(id: Int64, provedAt: Instant)
        /// A personal access token: never good for making sessions, tokens or changing credentials.
        case token(id: Int64)
        /// The command line, which acts with the rights of whoever may open the database.
        case commandLine
    }

    /// nil for the command line.
    package let accountId: Int64?
    package let name: String
    /// The name of the role.
    package let role: String
    /// The role's permissions, less what the token was not made for; an agent's, less what its owner's role lacks.
    package let permissions: Set<Permission>
    package let means: Means
    /// The language that the person chose, `de` or `en`; nil where the browser decides.
    package let language: String?
    /// The theme that the person chose, `light` or `dark`; nil where the browser decides.
    package let theme: String?
    /// The name of the time zone that the person chose; nil where the house decides.
    package let timeZone: String?
    /// The password of this person, or of the owner of this agent, is enough to sign in.
    package let lacksSecondFactor: Bool
    /// The account that made the token, where it is another than the one that the token acts for.
    package let tokenMaker: Int64?
    /// The spaces of memory that the token names; nil where it names none. They bound a person, and open to an agent
    /// what of its owner's it may reach.
    package let spaces: Set<Int64>?
    /// The role, for an agent its owner's, has `users:manage`, also where a token was not made for it.
    package let looksAfterUsers: Bool

    /// - Shape: `ownerRole` is the role of the person an agent belongs to; nil for people.
    package init(
        accountId: Int64?, name: String, role: Role, ownerRole: Role? = nil, means: Means,
        scope: Set<Permission>? = nil, language: String? = nil, theme: String? = nil, timeZone: String? = nil,
        lacksSecondFactor: Bool = false,
        tokenMaker: Int64? = nil, spaces: Set<Int64>? = nil
    ) {
        self.accountId = accountId
        self.name = name
        self.role = role.name
        let standing = role.permissions(ownedBy: ownerRole)
        permissions = scope.map(standing.intersection) ?? standing
        self.means = means
        self.language = language
        self.theme = theme
        self.timeZone = timeZone
        self.lacksSecondFactor = lacksSecondFactor
        self.tokenMaker = tokenMaker == accountId ? nil : tokenMaker
        self.spaces = spaces
        looksAfterUsers = (ownerRole ?? role).permissions.contains(.usersManage)
    }

    package static let commandLine = Caller(
        accountId: nil, name: "command line", role: .administrator, means: .commandLine)

    package var sessionId: Int64? {
        if case .session(let id, _) = means { id } else { nil }
    }

    package func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

    /// Tells whether the person has proved their identity within the last ten minutes, as changing a credential or a
    /// right requires. A proof dated by a clock that was ahead does not count.
    package func isFresh(at instant: Instant) -> Bool {
        guard case .session(_, let provedAt) = means else { return false }
        return (-Self.clockSkew..<Self.freshSeconds).contains(instant.seconds - provedAt.seconds)
    }

    package static let freshSeconds: Int64 = 600
    /// - Units: seconds by which a clock is set back now and then.
    private static let clockSkew: Int64 = 5

    /// The actor as an event names it: `account:7` or `program:elwosa`.
    package var actor: EventActor { accountId.map(EventActor.account) ?? .program }
}
