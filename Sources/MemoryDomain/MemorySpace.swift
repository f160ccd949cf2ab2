import Domain

/// A space: entries of memory that the same accounts read and write.
///
/// - Source: docs/design/0012-memory.md; table `memorySpace`, migration 0019.
package struct MemorySpace: Identifiable, Sendable, Equatable {
    package enum Kind: String, CaseIterable, Sendable {
        /// A person's own; its agents reach it by tokens that name it.
        case personal
        /// An agent's own, and of the person it belongs to.
        case agent
        /// A project's: it follows the members of the project.
        case project
        /// Its owner's, and of those that the owner names.
        case shared
    }

    package let id: Int64
    package let kind: Kind
    package let name: String
    /// nil for a project's.
    package let owner: AccountName?
    /// nil for all but a project's.
    package let projectId: Int64?
    /// - Units: days after its last change by which an entry expires; nil where entries say so themselves.
    package let retentionDays: Int?
    /// Notes once a minute who has read there.
    package let notesReaders: Bool
    package let createdAt: Instant
    /// Begins at 1 and grows with every change of the space itself, not of its entries.
    package let version: Int64

    package init(
        id: Int64, kind: Kind, name: String, owner: AccountName?, projectId: Int64?, retentionDays: Int?,
        notesReaders: Bool, createdAt: Instant, version: Int64
    ) {
        (self.id, self.kind, self.name, self.owner, self.projectId) = (id, kind, name, owner, projectId)
        (self.retentionDays, self.notesReaders) = (retentionDays, notesReaders)
        (self.createdAt, self.version) = (createdAt, version)
    }
}

/// What a space holds.
package struct SpaceSize: Sendable, Equatable {
    /// Entries that are there, expired ones too until they are erased.
    package var entries: Int
    /// The texts of all versions.
    ///
    /// - Units: bytes.
    package var bytes: Int

    package init(entries: Int = 0, bytes: Int = 0) {
        (self.entries, self.bytes) = (entries, bytes)
    }
}

/// A space as lists show it.
package struct SpaceSummary: Identifiable, Sendable, Equatable {
    package let space: MemorySpace
    /// The caller's.
    package let role: SpaceRole
    package let size: SpaceSize

    package var id: Int64 { space.id }

    package init(space: MemorySpace, role: SpaceRole, size: SpaceSize) {
        (self.space, self.role, self.size) = (space, role, size)
    }
}

/// An account that a shared space was opened to.
package struct SpaceMember: Sendable, Equatable {
    package let account: AccountName
    package let role: SpaceRole

    package init(account: AccountName, role: SpaceRole) {
        (self.account, self.role) = (account, role)
    }
}

package struct SpaceDetail: Sendable, Equatable {
    package let summary: SpaceSummary
    /// Those of a shared space beside its owner; of a project's its members.
    package let members: [SpaceMember]

    package var space: MemorySpace { summary.space }

    package init(summary: SpaceSummary, members: [SpaceMember]) {
        (self.summary, self.members) = (summary, members)
    }
}

/// A space that is to be made.
package struct SpaceDraft: Sendable {
    package let kind: MemorySpace.Kind
    package let name: String
    /// The agent or person it is to belong to; nil for the caller.
    package var owner: String?
    /// Of a project's space.
    package var projectId: Int64?
    package var retentionDays: Int?
    package var notesReaders = false

    /// - Errors: `.invalid` on `name`, and on `projectId` where a project's space names none or another one does.
    package init(kind: MemorySpace.Kind, name: String, projectId: Int64? = nil) throws(Failure) {
        self.kind = kind
        self.name = try SpaceRules.name(name)
        self.projectId = projectId
        guard (kind == .project) == (projectId != nil) else {
            throw Failure(kind == .project ? .required : .unknownField, field: "projectId")
        }
    }
}

/// A change of a space; what is nil stays.
package struct SpacePatch: Sendable {
    package var name: String?
    package var retentionDays: Int??
    package var notesReaders: Bool?

    /// - Errors: `.invalid` on `name` and `retentionDays`.
    package init(name: String?, retentionDays: Int64??, notesReaders: Bool?) throws(Failure) {
        self.name = try name.map(SpaceRules.name)
        self.retentionDays = try retentionDays.map { days throws(Failure) in try SpaceRules.retention(days) }
        self.notesReaders = notesReaders
    }
}
