import Domain

/// Projects and their members.
///
/// - Errors: `.notFound` for a project that is absent or of which the caller is no member; `.forbidden` for a role that
///   may not do this; `.stale` where `ifVersion` is given and is not the stored version.
/// - Source: tables `project` and `projectMember`, migration 0004.
package protocol ProjectRepository: Sendable {
    /// The caller's projects by name; those that are archived only where asked for.
    func projects(archived: Bool, for caller: Caller) throws(Failure) -> [ProjectSummary]

    /// One project with its members.
    func project(_ id: Int64, for caller: Caller) throws(Failure) -> ProjectDetail

    /// Those to whom a task there can be given and who can be mentioned in it, by name: the members of a project; where
    /// there is none, everybody who may sign in.
    func people(in projectId: Int64?, for caller: Caller) throws(Failure) -> [AccountName]

    /// Makes a project whose owner is the caller; the command line makes it for nobody. Event `project_created`.
    func createProject(_ draft: ProjectDraft, by change: Change) throws(Failure) -> ProjectDetail

    /// Event `project_changed`.
    func updateProject(
        _ id: Int64, _ patch: ProjectPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> ProjectDetail

    /// Removes a project that has no tasks; its trash goes with it, for good, and so does what the log says of it but
    /// its name. Events `task_purged` and
    /// `project_deleted`.
    ///
    /// - Errors: `.conflict` on `project` while it has tasks.
    func deleteProject(_ id: Int64, ifVersion: Int64?, by change: Change) throws(Failure)

    /// Makes somebody a member, or gives a member another role. Event `member_set`.
    ///
    /// - Errors: `.invalid` on `account` for a name that is not there; `.conflict` on `role` when the last owner would
    ///   be one no more.
    func setMember(_ account: String, _ role: ProjectRole, of id: Int64, by change: Change) throws(Failure)
        -> ProjectDetail

    /// Event `member_removed`. Members may remove themselves.
    ///
    /// - Errors: `.conflict` on `role` for the last owner.
    func removeMember(_ accountId: Int64, of id: Int64, by change: Change) throws(Failure)
}

package struct ProjectSummary: Identifiable, Sendable, Equatable {
    package let project: Project
    /// The caller's own; nil for the command line.
    package let role: ProjectRole?
    /// Tasks that are neither done nor dropped.
    package let live: Int

    package var id: Int64 { project.id }

    package init(project: Project, role: ProjectRole?, live: Int) {
        self.project = project
        self.role = role
        self.live = live
    }

    /// The caller's role and the project's state let the caller make tasks in it.
    package var takesTasks: Bool { project.archivedAt == nil && (role ?? .owner) >= .editor }
}

package struct ProjectDetail: Sendable, Equatable {
    package let summary: ProjectSummary
    /// Owners first, then by name.
    package let members: [ProjectMember]

    package init(summary: ProjectSummary, members: [ProjectMember]) {
        self.summary = summary
        self.members = members
    }

    package var project: Project { summary.project }
}

package struct ProjectDraft: Sendable, Equatable {
    package let name: String
    package let description: String

    /// - Errors: as `ProjectRules`.
    package init(name: String, description: String = "") throws(Failure) {
        self.name = try ProjectRules.name(name)
        self.description = try ProjectRules.description(description)
    }
}

/// nil leaves a field as it is.
package struct ProjectPatch: Sendable, Equatable {
    package var name: String?
    package var description: String?
    package var isArchived: Bool?

    package init(name: String? = nil, description: String? = nil, isArchived: Bool? = nil) throws(Failure) {
        self.name = name == nil ? nil : try ProjectRules.name(name!)
        self.description = description == nil ? nil : try ProjectRules.description(description!)
        self.isArchived = isArchived
    }
}
