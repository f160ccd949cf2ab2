import Domain
import JSON
import MemoryDomain

/// Makes, changes and deletes spaces by their rules.
package struct SpaceChanges {
    private let writing: MemoryWriting
    private let rows: any MemoryRows

    package init(_ writing: MemoryWriting) {
        (self.writing, rows) = (writing, writing.rows)
    }

    /// As `SpaceRepository.createSpace`.
    ///
    /// - Shape: its number.
    package func create(_ draft: SpaceDraft) throws -> Int64 {
        if let known = try rows.outcome(of: writing.change) { return known.subject }
        let owner = try draft.kind == .project ? nil : owner(of: draft)
        if let project = draft.projectId { try requireProject(project) }
        if let owner {
            try CountLimit.requireRoom(
                SpaceRules.ownedLimit, field: "spaces", beside: rows.countSpaces(ofOwner: owner.id))
        }
        try CountLimit.requireRoomInHouse(SpaceRules.countLimit, field: "spaces", beside: rows.countSpaces())
        let space = MemorySpace(
            id: 0, kind: draft.kind, name: draft.name, owner: owner, projectId: draft.projectId,
            retentionDays: draft.retentionDays, notesReaders: draft.notesReaders, createdAt: writing.change.instant,
            version: 1)
        let id = try rows.insert(space)
        try writing.append(.spaceCreated, subject: id, in: id) { out in
            out.member("kind", space.kind.rawValue)
            out.member("owner", owner?.id)
            out.member("projectId", space.projectId)
            space.writeToLog(&out)
        }
        try rows.remember(writing.change, subject: id, seq: nil)
        return id
    }

    /// The owner of a new space: the caller, or one of the caller's agents.
    ///
    /// - Errors: `.invalid` on `owner` for an account that is not there or another's, and on `kind` for one that cannot
    ///   have a space of that kind.
    private func owner(of draft: SpaceDraft) throws -> AccountName {
        let caller = writing.change.caller.accountId
        let holder = try draft.owner.map(rows.holder(called:)) ?? caller.flatMap(rows.holder)
        guard let holder, caller == nil || [holder.account.id, holder.ownerId].contains(caller) else {
            throw Failure(draft.owner == nil ? .required : .unknown, field: "owner")
        }
        guard draft.kind != .personal || !holder.isAgent else {
            throw Failure(.oneOf(["agent", "project", "shared"]), field: "kind")
        }
        guard draft.kind != .agent || holder.isAgent else { throw Failure(.notAnAgent, field: "owner") }
        return holder.account
    }

    /// - Errors: `.invalid` on `projectId` for one that is hidden, `.forbidden` for one that is not the caller's,
    ///   `.conflict` for one that has a space.
    private func requireProject(_ id: Int64) throws {
        guard let role = try rows.role(of: writing.change.caller, inProject: id) else {
            throw Failure(.unknown, field: "projectId")
        }
        guard role == .owner else {
            throw Failure(.projectRole(role, needs: .owner), field: "projectId", kind: .forbidden)
        }
        guard try !rows.hasSpace(ofProject: id) else { throw Failure(.taken, field: "projectId", kind: .conflict) }
    }

    /// As `SpaceRepository.updateSpace`.
    package func update(_ id: Int64, _ patch: SpacePatch) throws {
        let old = try writing.space(id, needs: .owner)
        guard try rows.outcome(of: writing.change) == nil else { return }
        try writing.change.require(version: old.version)
        let new = MemorySpace(
            id: id, kind: old.kind, name: patch.name ?? old.name, owner: old.owner, projectId: old.projectId,
            retentionDays: patch.retentionDays ?? old.retentionDays,
            notesReaders: patch.notesReaders ?? old.notesReaders, createdAt: old.createdAt, version: old.version)
        try rows.remember(writing.change, subject: id, seq: nil)
        guard new != old else { return }
        let next = new.with(version: old.version + 1)
        try rows.save(next)
        try writing.append(.spaceChanged, subject: id, in: id) { out in next.writeToLog(&out) }
    }

    /// As the beginning of `SpaceRepository.deleteSpace`.
    ///
    /// - Shape: false where a retry finds it done.
    package func delete(_ id: Int64, entries: Int?) throws -> Bool {
        guard try rows.outcome(of: writing.change) == nil else { return false }
        let space = try writing.space(id, needs: .owner)
        try writing.change.require(version: space.version)
        let count = try rows.size(of: id).entries
        guard count == entries ?? 0 else { throw Failure(.countMatching(count), field: "entries", kind: .conflict) }
        try rows.markDeleted(space: id, at: writing.change.instant)
        try writing.append(.spaceDeleted, subject: id, in: id) { out in out.member("name", space.name) }
        try rows.remember(writing.change, subject: id, seq: nil)
        return true
    }

    /// As `SpaceRepository.setSpaceMember`.
    package func setMember(_ name: String, _ role: SpaceRole, of id: Int64) throws {
        let space = try shared(id)
        guard try rows.outcome(of: writing.change) == nil else { return }
        try writing.change.require(version: space.version)
        guard role < .owner else { throw Failure(.oneOf(["reader", "writer"]), field: "role") }
        guard let account = try rows.holder(called: name)?.account else {
            throw Failure(.nobody(name), field: "account")
        }
        guard account != space.owner else { throw Failure(.taken, field: "account", kind: .conflict) }
        let members = try rows.members(of: id)
        try rows.remember(writing.change, subject: id, seq: nil)
        let known = members.first { $0.account == account }
        guard known?.role != role else { return }
        if known == nil {
            try CountLimit.requireRoom(SpaceRules.memberLimit, field: "members", beside: members.count)
        }
        try rows.setMember(account.id, role, of: id)
        try append(.sharingSet, account.id, of: space) { out in out.member("role", role.rawValue) }
    }

    /// As `SpaceRepository.removeSpaceMember`.
    package func removeMember(_ account: Int64, of id: Int64) throws {
        // Everybody may leave.
        let isSelf = writing.change.caller.accountId == account
        let space = try isSelf ? writing.space(id, needs: .reader) : shared(id)
        guard try rows.outcome(of: writing.change) == nil else { return }
        try writing.change.require(version: space.version)
        guard try rows.removeMember(account, of: id) else { throw Failure.notFound }
        try rows.remember(writing.change, subject: id, seq: nil)
        try append(.sharingRemoved, account, of: space)
    }

    private func shared(_ id: Int64) throws -> MemorySpace {
        let space = try writing.space(id, needs: .owner)
        guard space.kind == .shared else { throw Failure(.notShared, field: "space", kind: .conflict) }
        return space
    }

    /// A member is part of what the space's version counts.
    private func append(
        _ kind: MemoryEventKind, _ account: Int64, of space: MemorySpace,
        content: (inout JSONWriter) -> Void = { _ in }
    ) throws {
        try rows.save(space.with(version: space.version + 1))
        try writing.append(kind, subject: space.id, in: space.id) { out in
            out.member("account", account)
            content(&out)
            out.member("version", space.version + 1)
        }
    }
}

extension MemorySpace {
    /// In the body of an event: what can be changed of it.
    package func writeToLog(_ out: inout JSONWriter) {
        out.member("name", name)
        out.member("retentionDays", retentionDays)
        out.member("notesReaders", notesReaders)
        out.member("version", version)
    }

    func with(version: Int64) -> MemorySpace {
        MemorySpace(
            id: id, kind: kind, name: name, owner: owner, projectId: projectId, retentionDays: retentionDays,
            notesReaders: notesReaders, createdAt: createdAt, version: version)
    }
}
