import Domain
import JSON
import SQLite
import Store
import TaskDomain

/// The replay of events about projects and their members.
struct ProjectReplay {
    let event: ReplayedEvent
    let tx: WriteTransaction

    func apply(_ kind: TaskEventKind) throws {
        guard let id = event.subject else { return }
        if kind == .projectDeleted {
            for statement in SQLiteProjectRepository.removal { try tx.run(statement, id) }
            return
        }
        guard let content = event.content else { return }
        switch kind {
        case .projectCreated: try create(id, content)
        case .projectChanged: try change(id, content)
        case .memberSet: try setMember(try content.number("account"), try content.text("role"), id)
        default:
            try tx.run(
                "DELETE FROM projectMember WHERE projectId = ? AND accountId = ?", id, try content.number("account"))
        }
        guard kind != .projectCreated else { return }
        try tx.run(
            "UPDATE project SET version = coalesce(?, version + 1) WHERE id = ?", content["version"]?.integer, id)
    }

    private func create(_ id: Int64, _ content: JSONObject) throws {
        try tx.run(
            "INSERT INTO project (id, name, description, createdAt, archivedAt, version) VALUES (?, ?, ?, ?, ?, 1)", id,
            try content.text("name"), try content.text("description"), content.instant("createdAt") ?? event.instant,
            content.instant("archivedAt"))
        if let owner = content["owner"]?.integer { try setMember(owner, ProjectRole.owner.rawValue, id) }
    }

    private func change(_ id: Int64, _ content: JSONObject) throws {
        guard let now = content["to"]?.object else { return }
        if let name = now["name"]?.string { try tx.run("UPDATE project SET name = ? WHERE id = ?", name, id) }
        if let text = now["description"]?.string {
            try tx.run("UPDATE project SET description = ? WHERE id = ?", text, id)
        }
        guard now["archivedAt"] != nil else { return }
        try tx.run("UPDATE project SET archivedAt = ? WHERE id = ?", now.instant("archivedAt"), id)
    }

    private func setMember(_ account: Int64, _ role: String, _ id: Int64) throws {
        try tx.run(
            """
            INSERT INTO projectMember (projectId, accountId, role)
            SELECT project.id, account.id, ?3 FROM project, account WHERE project.id = ?1 AND account.id = ?2
            ON CONFLICT (projectId, accountId) DO UPDATE SET role = excluded.role
            """, id, account, role)
    }
}
