import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

/// Projects and their members.
extension SQLiteTaskRows {
    func project(_ id: Int64, seenBy account: Int64?) throws -> ProjectDetail? {
        try SQLiteProjectRepository.known(id, Access(accountId: account), tx)
    }

    func countOwnedProjects(of account: Int64?) throws -> Int {
        try tx.value("SELECT count(*) FROM projectMember WHERE accountId = ? AND role = 'owner'", account) ?? 0
    }

    func countMembers(of project: Int64) throws -> Int {
        try tx.value("SELECT count(*) FROM projectMember WHERE projectId = ?", project) ?? 0
    }

    func countMemberships(of account: Int64) throws -> Int {
        try tx.value("SELECT count(*) FROM projectMember WHERE accountId = ?", account) ?? 0
    }

    func hasOwner(of project: Int64, besides account: Int64) throws -> Bool {
        try tx.isTrue(Self.selectHasOwner, project, account)
    }

    private static let selectHasOwner = SQL(kept: "SELECT \(OwnerCondition.hasOwner("?1", besides: "?2"))")

    func hasTasks(in project: Int64) throws -> Bool {
        try tx.isTrue("SELECT EXISTS (SELECT 1 FROM task WHERE projectId = ?)", project)
    }

    func insert(_ draft: ProjectDraft, at instant: Instant) throws -> Int64 {
        try tx.run(
            "INSERT INTO project (name, description, createdAt, version) VALUES (?, ?, ?, 1)", draft.name,
            draft.description, instant)
        return try tx.lastInsertRowID
    }

    func save(_ project: Project) throws {
        try tx.run(
            "UPDATE project SET name = ?, description = ?, archivedAt = ?, version = version + 1 WHERE id = ?",
            project.name, project.description, project.archivedAt, project.id)
    }

    func removeProject(_ id: Int64) throws {
        for statement in SQLiteProjectRepository.removal { try tx.run(statement, id) }
    }

    func setMember(_ account: Int64, _ role: ProjectRole, of project: Int64) throws {
        try tx.run(
            """
            INSERT INTO projectMember (projectId, accountId, role) VALUES (?1, ?2, ?3)
            ON CONFLICT (projectId, accountId) DO UPDATE SET role = excluded.role
            """, project, account, role)
    }

    func removeMember(_ account: Int64, of project: Int64) throws {
        try tx.run("DELETE FROM projectMember WHERE projectId = ? AND accountId = ?", project, account)
    }

    func raiseVersion(ofProject id: Int64) throws -> Int64 {
        try tx.run("UPDATE project SET version = version + 1 WHERE id = ?", id)
        return try tx.value("SELECT version FROM project WHERE id = ?", id) ?? 1
    }
}
