/// Somebody who can sign in or act: a person, or an agent that belongs to one.
public struct Account: Identifiable, Sendable, Equatable {
    public enum Kind: String, CaseIterable, Sendable {
        case person, agent
    }

    public let id: Int64
    public let name: String
    public let kind: Kind
    public let role: Role
    public let createdAt: Instant

    public init(id: Int64, name: String, kind: Kind, role: Role, createdAt: Instant) {
        self.id = id
        self.name = name
        self.kind = kind
        self.role = role
        self.createdAt = createdAt
    }
}

/// Who makes a request: a signed-in account, or a program on this machine that its operator started.
public struct Caller: Sendable, Equatable {
    /// nil for the command line, which acts with the rights of whoever may open the database.
    public let accountId: Int64?
    public let name: String
    public let role: Role
    /// The session it came through; nil for the command line.
    public let sessionId: Int64?

    public init(accountId: Int64?, name: String, role: Role, sessionId: Int64?) {
        self.accountId = accountId
        self.name = name
        self.role = role
        self.sessionId = sessionId
    }

    public static let commandLine = Caller(
        accountId: nil, name: "command line", role: .administrator, sessionId: nil)

    public func may(_ permission: Permission) -> Bool { role.permissions.contains(permission) }

    /// How an event names whoever acted: `account:7` or `program:elwosa`.
    public var actor: String { accountId.map { "account:\($0)" } ?? "program:elwosa" }
}

/// One change: who makes it, when, and the key under which a retry of the same request is recognised.
public struct Change: Sendable {
    public let caller: Caller
    public let instant: Instant
    public let retry: RetryKey?

    public init(by caller: Caller, at instant: Instant, retry: RetryKey? = nil) {
        self.caller = caller
        self.instant = instant
        self.retry = retry
    }
}

/// What an `Idempotency-Key` header stands for: this caller's request of this content at this route.
///
/// - Units: kept for 24 hours.
public struct RetryKey: Sendable, Equatable {
    public let key: String
    /// Method and route pattern, such as `POST /tasks`.
    public let route: String
    /// SHA-256 of address and body: another request under the same key is refused.
    public let digest: [UInt8]

    public init(key: String, route: String, digest: [UInt8]) {
        self.key = key
        self.route = route
        self.digest = digest
    }
}
