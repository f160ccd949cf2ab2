import Domain
import JSON
import SQLite
import Store
import TaskChanges
import TaskDomain

/// Labels and projects, which come before their tasks.
extension TaskImport {
    mutating func take(_ label: ImportedLabel) throws {
        outcome.ids.append(try TaskNames(writing).label(label.name, colour: label.colour).id)
    }

    mutating func take(_ project: ImportedProject) throws { outcome.ids.append(try number(of: project)) }

    private mutating func number(of project: ImportedProject) throws -> Int64 {
        let now = writing.change.instant
        let bounded = project.bounded(by: now)
        let isAhead = !project.isUndated && bounded != project
        if isAhead { outcome.skips.append(ImportSkip(.timeAhead, project.draft.name)) }
        let found =
            try project.isUndated
            ? madeBefore(bounded) : isAhead ? knownByName(bounded, not: outcome.ids) : known(bounded)
        if let found { return found }
        outcome.count.projects += 1
        return try make(bounded)
    }

    /// The one that a project became whose time lies ahead, which is no mark to know it by.
    private func knownByName(_ project: ImportedProject, not taken: [Int64?]) throws -> Int64? {
        let found: [Int64] = try tx.all(
            "SELECT id FROM project WHERE name = ? ORDER BY id", project.draft.name
        ) { try $0[0] }
        return try found.first { id in
            try !taken.contains(id) && (writing.rights.role(in: id) ?? .viewer) >= .editor
        }
    }

    /// The oldest of that name that the caller has made and owns still: a name alone must not lead into a project that
    /// somebody else has laid out for it.
    private func madeBefore(_ project: ImportedProject) throws -> Int64? {
        let isMine = SQL(
            composed: """
                SELECT id FROM project p WHERE name = ? AND archivedAt IS NULL AND (CAST(? AS BIGINT) IS NULL OR EXISTS (
                SELECT 1 FROM event WHERE area = 'tasks' AND subject = p.id AND kind = 'project_created'
                AND actor = \(EventActor.text(ofAccount: "?")))) ORDER BY id
                """)
        let found: [Int64] = try tx.all(
            isMine, values: [project.draft.name, access.accountId, access.accountId]
        ) { try $0[0] }
        return try found.first { try writing.rights.role(in: $0) == .owner }
    }

    /// One in which the caller may make tasks.
    private func known(_ project: ImportedProject) throws -> Int64? {
        let found: [Int64] = try tx.all(
            "SELECT id FROM project WHERE createdAt = ?1 AND (id = ?2 OR name = ?3) ORDER BY id = ?2 DESC, id",
            project.createdAt, project.number, project.draft.name
        ) { try $0[0] }
        return try found.first { try (writing.rights.role(in: $0) ?? .viewer) >= .editor }
    }

    private mutating func make(_ project: ImportedProject) throws -> Int64 {
        try tx.run(
            "INSERT INTO project (id, name, description, createdAt, archivedAt, version) VALUES (?, ?, ?, ?, ?, 1)",
            try numberToKeep(project), project.draft.name, project.draft.description, project.createdAt,
            project.archivedAt)
        let id = try tx.lastInsertRowID
        try writing.append(.projectCreated, subject: id, place: .project(id)) { out in
            out.member("name", project.draft.name)
            out.member("description", project.draft.description)
            out.member("createdAt", project.createdAt.rfc3339)
            out.member("archivedAt", project.archivedAt?.rfc3339)
        }
        // Whoever brings it along owns it, whatever the file says.
        let members = MemberWriting(writing)
        if let owner = writing.change.caller.accountId { try members.add(owner, .owner, to: id, isProjectNew: true) }
        for member in project.members {
            guard let account = try ImportPeople(self, isWhole: true).find(member.account, in: nil) else {
                outcome.skips.append(ImportSkip(.memberUnknown, "\(project.draft.name): \(member.account)"))
                continue
            }
            guard account.id != writing.change.caller.accountId else { continue }
            try members.add(account.id, member.role, to: id, isProjectNew: true)
        }
        return id
    }

    private func numberToKeep(_ project: ImportedProject) throws -> Int64? {
        guard case .commandLine = writing.change.caller.means else { return nil }
        let last: Int64? = try tx.value("SELECT seq FROM sqlite_sequence WHERE name = 'project'")
        let isFree = project.number > last ?? 0 && project.number <= ImportedIdentity.largestNumber
        return isFree ? project.number : nil
    }
}
