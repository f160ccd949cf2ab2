import Domain
import JSON
import TaskDomain

/// Makes, changes and deletes projects by their rules, and decides on their members.
package struct ProjectChanges {
    private let writing: TaskWriting
    private let rows: any TaskRows

    package init(_ writing: TaskWriting) {
        (self.writing, rows) = (writing, writing.rows)
    }

    /// As `ProjectRepository.createProject`.
    package func create(_ draft: ProjectDraft) throws -> ProjectDetail {
        let owner = writing.change.caller.accountId
        if let known = try rows.outcome(of: writing.change) { return try detail(known.subject) }
        try CountLimit.requireRoom(
            ProjectRules.ownedLimit, field: "projects", beside: rows.countOwnedProjects(of: owner))
        let id = try rows.insert(draft, at: writing.change.instant)
        if let owner { try rows.setMember(owner, .owner, of: id) }
        try writing.append(.projectCreated, subject: id, place: .project(id)) { out in
            out.member("name", draft.name)
            out.member("description", draft.description)
            if let owner { out.member("owner", owner) }
        }
        try rows.remember(writing.change, subject: id, seq: nil)
        return try detail(id)
    }

    /// As `ProjectRepository.updateProject`.
    package func update(_ id: Int64, _ patch: ProjectPatch, ifVersion: Int64?) throws -> ProjectDetail {
        guard try rows.outcome(of: writing.change) == nil else { return try detail(id) }
        let old = try current(id, ifVersion).project
        try rows.remember(writing.change, subject: id, seq: nil)
        var new = old
        new.name = patch.name ?? old.name
        new.description = patch.description ?? old.description
        if let isArchived = patch.isArchived, isArchived != (old.archivedAt != nil) {
            new.archivedAt = isArchived ? writing.change.instant : nil
        }
        guard new != old else { return try detail(id) }
        try rows.save(new)
        try writing.append(.projectChanged, subject: id, place: .project(id)) { out in
            out.member("from", object: { old.write(differingFrom: new, to: &$0) })
            out.member("to", object: { new.write(differingFrom: old, to: &$0) })
            out.member("version", old.version + 1)
        }
        return try detail(id)
    }

    /// As `ProjectRepository.deleteProject`.
    ///
    /// - Shape: `erase` erases what nobody could find any more, its trash and what the log says of it, or a part of
    ///   that.
    package func delete(_ id: Int64, ifVersion: Int64?, erase: () throws -> Void) throws {
        guard try rows.outcome(of: writing.change) == nil else { return }
        let project = try current(id, ifVersion).project
        try rows.remember(writing.change, subject: id, seq: nil)
        guard try !rows.hasTasks(in: id) else { throw Failure(.hasTasks, field: "project", kind: .conflict) }
        try erase()
        let members = try rows.members(of: id)
        try rows.removeProject(id)
        try writing.append(.projectDeleted, subject: id, place: .project(id)) { out in
            out.member("name", project.name)
            // Whom it has to be told to as gone.
            out.member("members", array: { for member in members { $0.item(member) } })
        }
    }

    /// As `ProjectRepository.setMember`.
    package func setMember(_ name: String, _ role: ProjectRole, of id: Int64) throws -> ProjectDetail {
        guard try rows.outcome(of: writing.change) == nil else { return try detail(id) }
        _ = try current(id, writing.change.seen)
        try rows.remember(writing.change, subject: id, seq: nil)
        let account = try TaskNames(writing).account(name, in: nil, field: "account").id
        let old = try rows.role(of: account, in: id)
        guard old != role else { return try detail(id) }
        if old == .owner { try keepAnOwner(of: id, without: account) }
        if old == nil { try requireRoom(for: account, in: id) }
        try MemberWriting(writing).set(account, role, of: id, was: old)
        return try detail(id)
    }

    /// As `ProjectRepository.removeMember`.
    package func removeMember(_ account: Int64, of id: Int64) throws {
        guard try rows.outcome(of: writing.change) == nil else { return }
        let isOwn = account == writing.change.caller.accountId
        try writing.rights.require(isOwn ? .viewer : .owner, in: id)
        try writing.change.require(version: detail(id).project.version)
        let role = try rows.role(of: account, in: id).orNotFound()
        try rows.remember(writing.change, subject: id, seq: nil)
        if role == .owner { try keepAnOwner(of: id, without: account) }
        try MemberWriting(writing).remove(account, of: id)
    }
}

extension ProjectChanges {
    /// - Errors: `.notFound`, also for one that is hidden.
    private func detail(_ id: Int64) throws -> ProjectDetail {
        let rights = writing.rights
        guard try rights.role(in: id) != nil, let found = try rows.project(id, seenBy: rights.accountId) else {
            throw Failure.notFound
        }
        return found
    }

    /// The project as it is stored, for one of its owners.
    private func current(_ id: Int64, _ ifVersion: Int64?) throws -> ProjectDetail {
        try writing.rights.require(.owner, in: id)
        let found = try detail(id)
        guard ifVersion == nil || ifVersion == found.project.version else {
            throw Failure(.stale, "The project has version \(found.project.version) by now.", field: "version")
        }
        return found
    }

    private func requireRoom(for account: Int64, in project: Int64) throws {
        try CountLimit.requireRoom(
            ProjectRules.memberLimit, field: "account", beside: rows.countMembers(of: project))
        try CountLimit.requireRoom(
            ProjectRules.membershipLimit, field: "account", beside: rows.countMemberships(of: account))
    }

    private func keepAnOwner(of id: Int64, without account: Int64) throws {
        guard try rows.hasOwner(of: id, besides: account) else {
            throw Failure(.lastOwner, field: "role", kind: .conflict)
        }
    }
}

extension Project {
    /// The fields that are not the same, as an event says them.
    fileprivate func write(differingFrom other: Project, to out: inout JSONWriter) {
        if name != other.name { out.member("name", name) }
        if description != other.description { out.member("description", description) }
        if archivedAt != other.archivedAt { out.member("archivedAt", archivedAt?.rfc3339) }
    }
}
