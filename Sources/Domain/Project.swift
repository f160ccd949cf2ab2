/// Tasks that belong together, and the people who may see them.
package struct Project: Identifiable, Sendable, Equatable {
    package let id: Int64
    package var name: String
    package var description: String
    package let createdAt: Instant
    /// Set while the project is archived: its tasks are still there, and in no list unless asked for.
    package var archivedAt: Instant?
    /// Begins at 1 and grows with every change, its members' included.
    package var version: Int64

    package init(
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
package enum ProjectRole: String, CaseIterable, Comparable, Sendable {
    /// Reads.
    case viewer
    /// Also comments.
    case commenter
    /// Also makes, changes and deletes tasks.
    case editor
    /// Also renames, archives and deletes the project, and decides on its members.
    case owner

    package static func < (left: ProjectRole, right: ProjectRole) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self)! }
}

package struct ProjectMember: Sendable, Equatable {
    package let account: AccountName
    package let role: ProjectRole

    package init(account: AccountName, role: ProjectRole) {
        self.account = account
        self.role = role
    }
}

/// An account as it is mentioned: what a person or agent is called, and by which number.
package struct AccountName: Identifiable, Sendable, Hashable {
    package let id: Int64
    package let name: String

    package init(id: Int64, name: String) {
        self.id = id
        self.name = name
    }
}

extension Sequence<AccountName> {
    /// Those that somebody calls so: by the very name where one has it, else by any spelling of it.
    package func called(_ name: String) -> [AccountName] {
        let keys = AccountRules.keys(of: name)
        let exact = filter { AccountRules.olderKey(of: $0.name).utf8.elementsEqual(keys[0].utf8) }
        return exact.isEmpty ? filter { AccountRules.key(of: $0.name) == keys[1] } : exact
    }
}

/// The limits of a project, in one place.
package enum ProjectRules {
    package static let nameLimit = 100
    package static let descriptionByteLimit = 16_384
    /// Projects that one account owns.
    package static let ownedLimit = 500
    /// Projects that one account is a member of, by others' doing too.
    package static let membershipLimit = 2_000
    /// Members of one project.
    package static let memberLimit = 500

    /// - Errors: `.invalid` on `name`: 1 to 100 characters on one line.
    package static func name(_ text: String) throws(Failure) -> String {
        try TextRules.line(text, field: "name", limit: nameLimit)
    }

    package static func description(_ text: String) throws(Failure) -> String {
        try TextRules.block(text, field: "description", byteLimit: descriptionByteLimit)
    }
}
