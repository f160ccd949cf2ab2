/// Somebody who can sign in or act: a person, or an agent that belongs to one.
package struct Account: Identifiable, Sendable, Equatable {
    package enum Kind: String, CaseIterable, Sendable {
        case person, agent
    }

    package let id: Int64
    package let name: String
    package let kind: Kind
    /// The name of its role.
    package let role: String
    package let createdAt: Instant

    package init(id: Int64, name: String, kind: Kind, role: String, createdAt: Instant) {
        self.id = id
        self.name = name
        self.kind = kind
        self.role = role
        self.createdAt = createdAt
    }
}

/// Who makes a request: a signed-in account, or a program on this machine that its operator started.
package struct Caller: Sendable, Equatable {
    /// How the caller became known; what may be done with it differs.
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
    /// The role, for an agent its owner's, has `users:manage`, also where a token was not made for it.
    package let looksAfterUsers: Bool

    /// - Shape: `ownerRole` is the role of the person an agent belongs to; nil for people.
    package init(
        accountId: Int64?, name: String, role: Role, ownerRole: Role? = nil, means: Means,
        scope: Set<Permission>? = nil, language: String? = nil, theme: String? = nil, timeZone: String? = nil,
        lacksSecondFactor: Bool = false,
        tokenMaker: Int64? = nil
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

    /// How an event names whoever acted: `account:7` or `program:elwosa`.
    package var actor: EventActor { accountId.map(EventActor.account) ?? .program }
}

/// One change: who makes it, when, from where, and the key under which a retry of the same request is recognised.
package struct Change: Sendable {
    package let caller: Caller
    package let instant: Instant
    package let retry: RetryKey?
    /// nil where no request brought it: the command line.
    package let client: Client?
    /// The version that the caller saw of what is to change; nil where any will do.
    package let seen: Int64?

    package init(
        by caller: Caller, at instant: Instant, retry: RetryKey? = nil, from client: Client? = nil, seen: Int64? = nil
    ) {
        self.caller = caller
        self.instant = instant
        self.retry = retry
        self.client = client
        self.seen = seen
    }

    /// Lets nobody change what he has not seen.
    ///
    /// - Errors: `.stale` on `version` where the caller saw another version than the stored one.
    package func require(version: Int64) throws(Failure) {
        guard seen == nil || seen == version else {
            throw Failure(.stale, "It has version \(version) by now.", field: "version")
        }
    }
}

/// The request that an `Idempotency-Key` header, or the one-time key of a form, stands for: this caller's, of this
/// content, at this route.
///
/// - Units: kept for 24 hours.
package struct RetryKey: Sendable, Equatable {
    package let key: String
    /// Method and route pattern, such as `POST /tasks`.
    package let route: String
    /// SHA-256 of address and body: another request under the same key is refused.
    package let digest: [UInt8]

    package init(key: String, route: String, digest: [UInt8]) {
        self.key = key
        self.route = route
        self.digest = digest
    }

    /// - Errors: `.repeated` on `Idempotency-Key` where the key came with something else before.
    package func requireSame(digest first: [UInt8]) throws(Failure) {
        guard digest == first else { throw .repeated("this key was used for another request.") }
    }
}

extension Failure {
    /// For a retry key that carries nothing out.
    package static func repeated(_ sentence: String) -> Failure {
        Failure(.repeated, "Idempotency-Key: \(sentence)", field: "Idempotency-Key")
    }
}

/// The client that sent a request, as the log and the list of sessions show it.
package struct Client: Sendable, Equatable {
    /// Its address as NGINX saw it.
    package let network: String
    /// Its `User-Agent`, at most 200 characters.
    package let device: String

    package init(network: String, device: String) {
        self.network = network
        self.device = TextRules.beginning(of: device, 200)
    }
}
