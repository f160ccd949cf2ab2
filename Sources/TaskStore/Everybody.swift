import Domain
import JSON
import SQLite
import Store
import TaskChanges
import TaskDomain

/// Before there were inboxes, everybody saw a task without a project. What is there of such tasks goes into a project
/// that everybody is a member of, so that nobody loses sight of anything and nobody who comes later finds it.
///
/// - Source: docs/design/0006-tasks.md; migration 0012.
package struct Everybody {
    private static let name = "Everybody"
    private static let description = "What was in no project before such tasks became private."

    private let tx: WriteTransaction
    private let key: [UInt8]
    private let change: Change

    /// Events `project_created`, `member_set` for each account, `task_changed` for each task, `trash_moved` for each in
    /// the trash.
    ///
    /// - Errors: `StoreError` where there are such tasks and no key to write events under.
    package static func move(_ tx: WriteTransaction, key: [UInt8]?) throws {
        let areThere = try tx.isTrue(
            """
            SELECT EXISTS (SELECT 1 FROM task WHERE projectId IS NULL AND inboxId IS NULL)
            OR EXISTS (SELECT 1 FROM trash WHERE projectId IS NULL AND inboxId IS NULL)
            """)
        guard areThere else {
            for statement in ["DELETE FROM taskCount WHERE projectId = 0", "DELETE FROM taskHour WHERE projectId = 0"]
                as [SQL]
            { try tx.run(statement) }
            return
        }
        guard let key else {
            throw StoreError(
                "The database has tasks without a project; only `elwosa migrate`, which has the keys, can move them.")
        }
        let now: Int64? = try tx.value("SELECT CAST(strftime('%s', 'now') AS INTEGER)")
        let everybody = Everybody(
            tx: tx, key: key, change: Change(by: .commandLine, at: Instant(seconds: now ?? 0)))
        let project = try everybody.makeProject()
        try everybody.addMembers(to: project)
        try everybody.moveTasks(to: project)
        try everybody.moveTrash(to: project)
    }

    private func makeProject() throws -> Int64 {
        let name = try freeName()
        try tx.run(
            "INSERT INTO project (name, description, createdAt, version) VALUES (?, ?, ?, 1)", name, Self.description,
            change.instant)
        let id = try tx.lastInsertRowID
        try append(.projectCreated, id, id) { out in
            out.member("name", name)
            out.member("description", Self.description)
        }
        return id
    }

    /// A project may be called so already: then this one is *Everybody 2*.
    private func freeName() throws -> String {
        let taken = Set(try tx.all("SELECT lower(name) FROM project") { row in try row[0] as String })
        return (1...).lazy.map { $0 == 1 ? Self.name : "\(Self.name) \($0)" }
            .first { !taken.contains($0.lowercased()) }!
    }

    /// Accounts that are disabled too: they may come back. Without an administrator the oldest account owns it.
    private func addMembers(to project: Int64) throws {
        let accounts = try tx.all("SELECT id, role FROM account ORDER BY kind DESC, id") { row in
            (id: try row[0] as Int64, role: try row[1] as String)
        }
        let hasAdministrator = accounts.contains { $0.role == Role.administrator.name }
        let members = MemberWriting(tx, key: key, by: change)
        for (place, account) in accounts.enumerated() {
            let isOwner = hasAdministrator ? account.role == Role.administrator.name : place == 0
            let role: ProjectRole = isOwner ? .owner : .editor
            try members.add(account.id, role, to: project, isProjectNew: true)
        }
    }

    private func moveTasks(to project: Int64) throws {
        var last: TaskItem.ID = 0
        while true {
            let tasks = try tx.all(
                """
                SELECT id, updatedAt FROM task WHERE id > ? AND projectId IS NULL AND inboxId IS NULL
                ORDER BY id LIMIT 500
                """, last
            ) { row in (id: try row[0] as TaskItem.ID, updatedAt: try row[1] as Instant) }
            guard let end = tasks.last else { break }
            for task in tasks {
                try tx.run("UPDATE task SET projectId = ?, version = version + 1 WHERE id = ?", project, task.id)
                try append(.taskChanged, task.id, project) { out in
                    Self.write(move: project, to: &out)
                    // Nobody has worked on it.
                    out.member("updatedAt", task.updatedAt.rfc3339)
                }
            }
            last = end.id
        }
        try tx.run("UPDATE taskCount SET projectId = ? WHERE projectId = 0", project)
        try tx.run("UPDATE taskHour SET projectId = ? WHERE projectId = 0", project)
    }

    private func moveTrash(to project: Int64) throws {
        let tasks: [TaskItem.ID] = try tx.all(
            "SELECT taskId FROM trash WHERE projectId IS NULL AND inboxId IS NULL ORDER BY seq"
        ) { try $0[0] }
        for task in tasks {
            try tx.run("UPDATE trash SET projectId = ? WHERE taskId = ?", project, task)
            try append(.trashMoved, task, project) { out in Self.write(move: project, to: &out) }
        }
    }

    private static func write(move project: Int64, to out: inout JSONWriter) {
        out.member("from", object: { $0.member("projectId", nil as Int64?) })
        out.member("to", object: { $0.member("projectId", project) })
    }

    private func append(
        _ kind: TaskEventKind, _ subject: Int64, _ project: Int64, content: (inout JSONWriter) -> Void
    ) throws {
        try tx.append(Event(.task(kind), subject: subject, project: project, by: change, content: content), key: key)
    }
}
