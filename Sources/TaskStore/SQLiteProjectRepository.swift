import Domain
import JSON
import SQLite
import Store
import TaskDomain

/// Projects, labels and saved views in SQLite; the contracts in `Domain` say what each function does.
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
            ORDER BY lower(p.name), p.id
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
            if let projectId, try Access(caller).role(in: projectId, tx) == nil { throw Failure.notFound }
            return try tx.all(
                """
                SELECT id, name FROM account WHERE disabledAt IS NULL AND (CAST(?1 AS BIGINT) IS NULL OR
                EXISTS (SELECT 1 FROM projectMember WHERE projectId = ?1 AND accountId = account.id)) ORDER BY nameKey
                """, projectId
            ) { row in AccountName(id: try row[0], name: try row[1]) }
        }
    }

    package func createProject(_ draft: ProjectDraft, by change: Change) throws(Failure) -> ProjectDetail {
        try writing(change) { writing in
            if let known = try RetryLog.subject(of: change, writing.tx) {
                return try Self.detail(known, writing.access, writing.tx)
            }
            try writing.tx.requireRoom(
                ProjectRules.ownedLimit, field: "projects",
                "SELECT count(*) FROM projectMember WHERE accountId = ? AND role = 'owner'", change.caller.accountId)
            try writing.tx.run(
                "INSERT INTO project (name, description, createdAt, version) VALUES (?, ?, ?, 1)", draft.name,
                draft.description, change.instant)
            let id = try writing.tx.lastInsertRowID
            if let owner = change.caller.accountId {
                try writing.tx.run(
                    "INSERT INTO projectMember (projectId, accountId, role) VALUES (?, ?, 'owner')", id, owner)
            }
            try writing.append(.projectCreated, subject: id, project: id) { out in
                out.member("name", draft.name)
                out.member("description", draft.description)
                if let owner = change.caller.accountId { out.member("owner", owner) }
            }
            try RetryLog.remember(change, subject: id, writing.tx)
            return try Self.detail(id, writing.access, writing.tx)
        }
    }

    package func updateProject(
        _ id: Int64, _ patch: ProjectPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> ProjectDetail {
        try writing(change) { writing in
            if try RetryLog.subject(of: change, writing.tx) != nil {
                return try Self.detail(id, writing.access, writing.tx)
            }
            let old = try current(id, ifVersion, writing)
            try RetryLog.remember(change, subject: id, writing.tx)
            var new = old
            new.name = patch.name ?? old.name
            new.description = patch.description ?? old.description
            if let isArchived = patch.isArchived, isArchived != (old.archivedAt != nil) {
                new.archivedAt = isArchived ? change.instant : nil
            }
            guard new != old else { return try Self.detail(id, writing.access, writing.tx) }
            try writing.tx.run(
                "UPDATE project SET name = ?, description = ?, archivedAt = ?, version = version + 1 WHERE id = ?",
                new.name, new.description, new.archivedAt, id)
            try writing.append(.projectChanged, subject: id, project: id) { out in
                out.member("from", object: { old.write(differingFrom: new, to: &$0) })
                out.member("to", object: { new.write(differingFrom: old, to: &$0) })
                out.member("version", old.version + 1)
            }
            return try Self.detail(id, writing.access, writing.tx)
        }
    }

    package func deleteProject(_ id: Int64, ifVersion: Int64?, by change: Change) throws(Failure) {
        try writing(change) { writing in
            let tx = writing.tx
            guard try RetryLog.subject(of: change, tx) == nil else { return }
            let project = try current(id, ifVersion, writing)
            try RetryLog.remember(change, subject: id, tx)
            let hasTasks: Bool? = try tx.value("SELECT EXISTS (SELECT 1 FROM task WHERE projectId = ?)", id)
            guard hasTasks != true else { throw Failure(.hasTasks, field: "project", kind: .conflict) }
            // Nobody could find them any more. What one step leaves goes in others, once nobody sees the project.
            _ = try Erasing.step("projectId = ?", id, writing)
            try Erasing.eraseBodies(of: id, tx)
            let members: [Int64] = try tx.all(
                "SELECT accountId FROM projectMember WHERE projectId = ? ORDER BY accountId", id
            ) { try $0[0] }
            for statement in Self.removal { try tx.run(statement, id) }
            try writing.append(.projectDeleted, subject: id, project: id) { out in
                out.member("name", project.name)
                // Whom it has to be told to as gone.
                out.member("members", array: { for member in members { $0.item(member) } })
            }
        }
        try Erasing(store, change).leavings(of: id)
    }

    package func setMember(
        _ account: String, _ role: ProjectRole, of id: Int64, by change: Change
    ) throws(Failure) -> ProjectDetail {
        try writing(change) { writing in
            if try RetryLog.subject(of: change, writing.tx) != nil {
                return try Self.detail(id, writing.access, writing.tx)
            }
            _ = try current(id, change.seen, writing)
            try RetryLog.remember(change, subject: id, writing.tx)
            let account = try TaskNames(writing).account(account, in: nil, field: "account")
            let old: ProjectRole? = try writing.tx.value(
                "SELECT role FROM projectMember WHERE projectId = ? AND accountId = ?", id, account.id)
            guard old != role else { return try Self.detail(id, writing.access, writing.tx) }
            if old == .owner { try keepAnOwner(of: id, without: account.id, writing.tx) }
            if old == nil { try Self.requireRoom(for: account.id, in: id, writing.tx) }
            try writing.tx.run(
                """
                INSERT INTO projectMember (projectId, accountId, role) VALUES (?1, ?2, ?3)
                ON CONFLICT (projectId, accountId) DO UPDATE SET role = excluded.role
                """, id, account.id, role)
            let version = try Self.raiseVersion(of: id, writing.tx)
            try writing.append(.memberSet, subject: id, project: id) { out in
                out.member("account", account.id)
                out.member("role", role.rawValue)
                out.member("roleBefore", old?.rawValue)
                out.member("version", version)
            }
            return try Self.detail(id, writing.access, writing.tx)
        }
    }

    package func removeMember(_ accountId: Int64, of id: Int64, by change: Change) throws(Failure) {
        try writing(change) { writing in
            guard try RetryLog.subject(of: change, writing.tx) == nil else { return }
            let isOwn = accountId == change.caller.accountId
            try writing.access.require(isOwn ? .viewer : .owner, in: id, writing.tx)
            try change.require(version: Self.detail(id, writing.access, writing.tx).project.version)
            let role: ProjectRole? = try writing.tx.value(
                "SELECT role FROM projectMember WHERE projectId = ? AND accountId = ?", id, accountId)
            guard let role else { throw Failure.notFound }
            try RetryLog.remember(change, subject: id, writing.tx)
            if role == .owner { try keepAnOwner(of: id, without: accountId, writing.tx) }
            try writing.tx.run(
                "DELETE FROM projectMember WHERE projectId = ? AND accountId = ?", id, accountId)
            let version = try Self.raiseVersion(of: id, writing.tx)
            try writing.append(.memberRemoved, subject: id, project: id) { out in
                out.member("account", accountId)
                out.member("version", version)
            }
        }
    }
}

extension SQLiteProjectRepository {
    func writing<Value: Sendable>(
        _ change: Change, _ body: @escaping @Sendable (TaskWriting) throws -> Value
    ) throws(Failure) -> Value {
        try store.write { [store] tx in try TaskWriting(tx, change, store).carryOut(body) }
    }

    /// The project as it is stored, for one of its owners.
    private func current(_ id: Int64, _ ifVersion: Int64?, _ writing: TaskWriting) throws -> Project {
        try writing.access.require(.owner, in: id, writing.tx)
        let project = try Self.detail(id, writing.access, writing.tx).project
        guard ifVersion == nil || ifVersion == project.version else {
            throw Failure(.stale, "The project has version \(project.version) by now.", field: "version")
        }
        return project
    }

    /// The statements that remove a project that has no tasks any more, and what goes with it.
    package static let removal: [SQL] = [
        "DELETE FROM taskCount WHERE projectId = ?", "DELETE FROM taskHour WHERE projectId = ?",
        "DELETE FROM project WHERE id = ?",
    ]

    /// - Shape: the version that it has now.
    package static func raiseVersion(of id: Int64, _ tx: WriteTransaction) throws -> Int64 {
        try tx.run("UPDATE project SET version = version + 1 WHERE id = ?", id)
        return try tx.value("SELECT version FROM project WHERE id = ?", id) ?? 1
    }

    private static func requireRoom(for account: Int64, in project: Int64, _ tx: ReadTransaction) throws {
        try tx.requireRoom(
            ProjectRules.memberLimit, field: "account", "SELECT count(*) FROM projectMember WHERE projectId = ?",
            project)
        try tx.requireRoom(
            ProjectRules.membershipLimit, field: "account", "SELECT count(*) FROM projectMember WHERE accountId = ?",
            account)
    }

    private func keepAnOwner(of id: Int64, without accountId: Int64, _ tx: ReadTransaction) throws {
        let isAnother: Bool? = try tx.value(
            """
            SELECT EXISTS (
                SELECT 1 FROM projectMember m JOIN account a ON a.id = m.accountId
                WHERE m.projectId = ? AND m.role = 'owner' AND m.accountId <> ? AND a.disabledAt IS NULL)
            """, id, accountId)
        guard isAnother == true else { throw Failure(.lastOwner, field: "role", kind: .conflict) }
    }

    private static func detail(_ id: Int64, _ access: Access, _ tx: ReadTransaction) throws -> ProjectDetail {
        guard try access.role(in: id, tx) != nil else { throw Failure.notFound }
        let found = try tx.one(selectSummary, id, access.accountId, row: summary)
        guard let summary = found else { throw Failure.notFound }
        let members = try tx.all(
            """
            SELECT a.id, a.name, m.role FROM projectMember m JOIN account a ON a.id = m.accountId
            WHERE m.projectId = ? ORDER BY m.role = 'owner' DESC, a.nameKey
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

extension Project {
    /// The fields that are not the same, as an event says them.
    fileprivate func write(differingFrom other: Project, to out: inout JSONWriter) {
        if name != other.name { out.member("name", name) }
        if description != other.description { out.member("description", description) }
        if archivedAt != other.archivedAt { out.member("archivedAt", archivedAt?.rfc3339) }
    }
}
