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
