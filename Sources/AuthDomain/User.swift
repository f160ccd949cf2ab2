import Domain

/// An account as those who look after accounts see it.
package struct User: Identifiable, Sendable, Equatable {
    package let account: Account
    /// nil while it may sign in.
    package let disabledAt: Instant?
    package let hasSecondFactor: Bool
    /// The person an agent belongs to; nil for people.
    package let owner: Owner?
    /// Neither the account nor the person it belongs to is disabled.
    package let mayAct: Bool
    /// The permissions it has just now: its role's, an agent's less what its owner's role lacks; none unless it may act.
    package let permissions: Set<Permission>
    /// Begins at 1 and grows with every change of role, owner, appearance or disablement.
    package let version: Int64

    package struct Owner: Sendable, Equatable {
        package let id: Int64
        package let name: String

        package init(id: Int64, name: String) {
            self.id = id
            self.name = name
        }
    }

    package var id: Int64 { account.id }
    package var isDisabled: Bool { disabledAt != nil }

    package init(
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
package struct UserPage: Sendable, Equatable {
    package let users: [User]
    /// The `after` of the next page; nil on the last.
    package let next: Int64?

    package init(users: [User], next: Int64?) {
        self.users = users
        self.next = next
    }
}

/// An account that somebody else makes: an agent, or from the command line a person.
package struct NewUser: Sendable, Equatable {
    package let name: String
    package let role: String
    package let standing: Standing

    package enum Standing: Sendable, Equatable {
        /// - Units: `passwordHash` is what `PasswordHash.text` wrote.
        case person(passwordHash: String)
        case agent(ownerId: Int64)
    }

    /// - Errors: `.invalid` on `name`.
    package init(name: String, role: String, standing: Standing) throws(Failure) {
        self.name = try AccountRules.name(name)
        self.role = role
        self.standing = standing
    }
}
