/// An account as those who look after accounts see it.
public struct User: Identifiable, Sendable, Equatable {
    public let account: Account
    /// nil while it may sign in.
    public let disabledAt: Instant?
    public let hasSecondFactor: Bool
    /// The person an agent belongs to; nil for people.
    public let owner: Owner?
    /// Neither the account nor the person it belongs to is disabled.
    public let mayAct: Bool
    /// The permissions it has just now: its role's, an agent's less what its owner's role lacks; none unless it may act.
    public let permissions: Set<Permission>
    /// Begins at 1 and grows with every change of role, owner, appearance or disablement.
    public let version: Int64

    public struct Owner: Sendable, Equatable {
        public let id: Int64
        public let name: String

        public init(id: Int64, name: String) {
            self.id = id
            self.name = name
        }
    }

    public var id: Int64 { account.id }
    public var isDisabled: Bool { disabledAt != nil }

    public init(
        account: Account, disabledAt: Instant?, hasSecondFactor: Bool, owner: Owner?, mayAct: Bool,
        permissions: Set<Permission>, version: Int64 = 1
    ) {
        self.version = version
        self.account = account
        self.disabledAt = disabledAt
        self.hasSecondFactor = hasSecondFactor
        self.owner = owner
        self.mayAct = mayAct
        self.permissions = mayAct ? permissions : []
    }
}

/// Some of the users, the oldest first.
public struct UserPage: Sendable, Equatable {
    public let users: [User]
    /// The `after` of the next page; nil on the last.
    public let next: Int64?

    public init(users: [User], next: Int64?) {
        self.users = users
        self.next = next
    }
}

/// An account that somebody else makes: an agent, or from the command line a person.
public struct NewUser: Sendable, Equatable {
    public let name: String
    public let role: String
    public let standing: Standing

    public enum Standing: Sendable, Equatable {
        /// - Units: `passwordHash` is what `PasswordHash.text` wrote.
        case person(passwordHash: String)
        case agent(ownerId: Int64)
    }

    /// - Errors: `.invalid` on `name`.
    public init(name: String, role: String, standing: Standing) throws(Failure) {
        self.name = try AccountRules.name(name)
        self.role = role
        self.standing = standing
    }
}
