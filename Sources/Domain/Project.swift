/// Tasks that belong together, and the people who may see them.
public struct Project: Identifiable, Sendable, Equatable {
    public let id: Int64
    public var name: String
    public var description: String
    public let createdAt: Instant
    /// Set while the project is archived: its tasks are still there, and in no list unless asked for.
    public var archivedAt: Instant?
    /// Begins at 1 and grows with every change, its members' included.
    public var version: Int64

    public init(
        id: Int64, name: String, description: String = "", createdAt: Instant, archivedAt: Instant? = nil,
        version: Int64 = 1
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.createdAt = createdAt
        self.archivedAt = archivedAt
        self.version = version
    }
}

/// The role of a member in a project; each may what those before it may.
public enum ProjectRole: String, CaseIterable, Comparable, Sendable {
    /// Reads.
    case viewer
    /// Also comments.
    case commenter
    /// Also makes, changes and deletes tasks.
    case editor
    /// Also renames, archives and deletes the project, and decides on its members.
    case owner

    public static func < (left: ProjectRole, right: ProjectRole) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self)! }
}

public struct ProjectMember: Sendable, Equatable {
    public let account: AccountName
    public let role: ProjectRole

    public init(account: AccountName, role: ProjectRole) {
        self.account = account
        self.role = role
    }
}

/// An account as it is mentioned: what a person or agent is called, and by which number.
public struct AccountName: Identifiable, Sendable, Hashable {
    public let id: Int64
    public let name: String

    public init(id: Int64, name: String) {
        self.id = id
        self.name = name
    }
}

extension Sequence<AccountName> {
    /// Those that somebody calls so: by the very name where one has it, else by any spelling of it.
    public func called(_ name: String) -> [AccountName] {
        let keys = AccountRules.keys(of: name)
        let exact = filter { AccountRules.olderKey(of: $0.name).utf8.elementsEqual(keys[0].utf8) }
        return exact.isEmpty ? filter { AccountRules.key(of: $0.name) == keys[1] } : exact
    }
}

/// The limits of a project, in one place.
public enum ProjectRules {
    public static let nameLimit = 100
    public static let descriptionByteLimit = 16_384
    /// Projects that one account owns.
    public static let ownedLimit = 500
    /// Projects that one account is a member of, by others' doing too.
    public static let membershipLimit = 2_000
    /// Members of one project.
    public static let memberLimit = 500

    /// - Errors: `.invalid` on `name`: 1 to 100 characters on one line.
    public static func name(_ text: String) throws(Failure) -> String {
        try TextRules.line(text, field: "name", limit: nameLimit)
    }

    public static func description(_ text: String) throws(Failure) -> String {
        try TextRules.block(text, field: "description", byteLimit: descriptionByteLimit)
    }
}
