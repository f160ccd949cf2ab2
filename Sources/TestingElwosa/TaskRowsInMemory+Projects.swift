import Collation
import Domain
import TaskChanges
import TaskDomain

/// Projects and their members.
extension TaskRowsInMemory {
    package func project(_ id: Int64, seenBy account: Int64?) throws -> ProjectDetail? {
        guard let project = tables.projects[id] else { return nil }
        let roles = tables.members[id] ?? [:]
        let members = roles.compactMap { id, role in
            tables.accounts[id].map { ProjectMember(account: $0.name, role: role) }
        }
        let live = tables.tasks.values.count { $0.projectId == id && $0.status.isLive }
        return ProjectDetail(
            summary: ProjectSummary(project: project, role: account.flatMap { roles[$0] }, live: live),
            members: members.sorted { left, right in
                (left.role == .owner ? 0 : 1, Collation.compare(left.account.name, right.account.name))
                    < (right.role == .owner ? 0 : 1, 0)
            })
    }

    package func countOwnedProjects(of account: Int64?) throws -> Int {
        tables.members.values.count { members in account.map { members[$0] == .owner } ?? false }
    }

    package func countMembers(of project: Int64) throws -> Int { tables.members[project]?.count ?? 0 }

    package func countMemberships(of account: Int64) throws -> Int {
        tables.members.values.count { $0[account] != nil }
    }

    package func hasOwner(of project: Int64, besides account: Int64) throws -> Bool {
        (tables.members[project] ?? [:]).contains { id, role in
            role == .owner && id != account && tables.accounts[id]?.isDisabled == false
        }
    }

    package func hasTasks(in project: Int64) throws -> Bool {
        tables.tasks.values.contains { $0.projectId == project }
    }

    package func insert(_ draft: ProjectDraft, at instant: Instant) throws -> Int64 {
        try spend()
        let id = number(.project)
        tables.projects[id] = Project(
            id: id, name: draft.name, description: draft.description, createdAt: instant)
        return id
    }

    package func save(_ project: Project) throws {
        tables.projects[project.id] = project
        tables.projects[project.id]?.version += 1
    }

    package func removeProject(_ id: Int64) throws {
        (tables.projects[id], tables.members[id]) = (nil, nil)
    }

    package func setMember(_ account: Int64, _ role: ProjectRole, of project: Int64) throws {
        tables.members[project, default: [:]][account] = role
    }

    package func removeMember(_ account: Int64, of project: Int64) throws {
        tables.members[project]?[account] = nil
    }

    package func raiseVersion(ofProject id: Int64) throws -> Int64 {
        tables.projects[id]?.version += 1
        return tables.projects[id]?.version ?? 1
    }
}
