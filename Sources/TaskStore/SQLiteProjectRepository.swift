import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

/// Projects, labels and saved views in SQLite; the contracts in `TaskDomain` say what each function does.
package struct SQLiteProjectRepository: ProjectRepository, LabelRepository, SavedViewRepository {
    let store: Store

    package func projects(archived: Bool, for caller: Caller) throws(Failure) -> [ProjectSummary] {
        try store.read { tx in
            try tx.all(Self.selectSummaries, caller.accountId, archived, row: Self.summary)
        }
    }

    private static let selectSummaries = SQL(
        kept: """
            SELECT \(summaryColumns)
            FROM project p LEFT JOIN projectMember m ON m.projectId = p.id AND m.accountId = ?1
            WHERE (CAST(?1 AS BIGINT) IS NULL OR m.role IS NOT NULL) AND (?2 OR p.archivedAt IS NULL)
            ORDER BY p.name COLLATE alphabetical, p.id
            """)
    private static let selectSummary = SQL(
        kept: """
            SELECT \(summaryColumns)
            FROM project p LEFT JOIN projectMember m ON m.projectId = p.id AND m.accountId = ?2 WHERE p.id = ?1
            """)

    private static let summaryColumns = """
        p.id, p.name, p.description, p.createdAt, p.archivedAt, p.version, m.role,
        (SELECT sum(count) FROM taskCount WHERE projectId = p.id AND status NOT IN \(TaskStatus.over))
        """

    package func project(_ id: Int64, for caller: Caller) throws(Failure) -> ProjectDetail {
        try store.read { tx in try Self.detail(id, Access(caller), tx) }
    }

    package func people(in projectId: Int64?, for caller: Caller) throws(Failure) -> [AccountName] {
        try store.read { tx in
            if let projectId, try Access(caller).rights(tx).role(in: projectId) == nil { throw Failure.notFound }
            return try tx.all(
                """
                SELECT id, name FROM account WHERE disabledAt IS NULL AND (CAST(?1 AS BIGINT) IS NULL OR
                EXISTS (SELECT 1 FROM projectMember WHERE projectId = ?1 AND accountId = account.id))
                ORDER BY name COLLATE alphabetical
                """, projectId
            ) { row in AccountName(id: try row[0], name: try row[1]) }
        }
    }

    package func createProject(_ draft: ProjectDraft, by change: Change) throws(Failure) -> ProjectDetail {
        try store.writing(change) { try ProjectChanges($0).create(draft) }
    }

    package func updateProject(
        _ id: Int64, _ patch: ProjectPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> ProjectDetail {
        try store.writing(change) { try ProjectChanges($0).update(id, patch, ifVersion: ifVersion) }
    }

    package func deleteProject(_ id: Int64, ifVersion: Int64?, by change: Change) throws(Failure) {
        try store.write { [store] tx in
            try TaskWriting(tx, change, store).carryOut { writing in
                try ProjectChanges(writing).delete(id, ifVersion: ifVersion) {
                    // What one step leaves goes in others, once nobody sees the project.
                    _ = try Erasing.step("projectId = ?", id, writing, tx)
                    try Erasing.eraseBodies(of: id, tx)
                }
            }
        }
        try Erasing(store, change).leavings(of: id)
    }

    package func setMember(
        _ account: String, _ role: ProjectRole, of id: Int64, by change: Change
    ) throws(Failure) -> ProjectDetail {
        try store.writing(change) { try ProjectChanges($0).setMember(account, role, of: id) }
    }

    package func removeMember(_ accountId: Int64, of id: Int64, by change: Change) throws(Failure) {
        try store.writing(change) { try ProjectChanges($0).removeMember(accountId, of: id) }
    }
}

extension SQLiteProjectRepository {
    /// The statements that remove a project that has no tasks any more, and what goes with it.
    package static let removal: [SQL] = [
        "DELETE FROM taskCount WHERE projectId = ?", "DELETE FROM taskHour WHERE projectId = ?",
        "DELETE FROM project WHERE id = ?",
    ]

    private static func detail(_ id: Int64, _ access: Access, _ tx: ReadTransaction) throws -> ProjectDetail {
        guard try access.rights(tx).role(in: id) != nil, let found = try known(id, access, tx) else {
            throw Failure.notFound
        }
        return found
    }

    /// A project and the caller's role in it, whoever may look.
    static func known(_ id: Int64, _ access: Access, _ tx: ReadTransaction) throws -> ProjectDetail? {
        let found = try tx.one(selectSummary, id, access.accountId, row: summary)
        guard let summary = found else { return nil }
        let members = try tx.all(
            """
            SELECT a.id, a.name, m.role FROM projectMember m JOIN account a ON a.id = m.accountId
            WHERE m.projectId = ? ORDER BY m.role = 'owner' DESC, a.name COLLATE alphabetical
            """, id
        ) { row in ProjectMember(account: AccountName(id: try row[0], name: try row[1]), role: try row[2]) }
        return ProjectDetail(summary: summary, members: members)
    }

    private static func summary(_ row: borrowing Row) throws -> ProjectSummary {
        let project = Project(
            id: try row[0], name: try row[1], description: try row[2], createdAt: try row[3], archivedAt: try row[4],
            version: try row[5])
        let live: Int? = try row[7]
        return ProjectSummary(project: project, role: try row[6], live: live ?? 0)
    }
}
