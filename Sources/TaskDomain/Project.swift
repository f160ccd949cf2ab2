import Domain

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

package struct ProjectMember: Sendable, Equatable {
    package let account: AccountName
    package let role: ProjectRole

    package init(account: AccountName, role: ProjectRole) {
        self.account = account
        self.role = role
    }
}
