import Domain
import JSON
import SQLite
import Store

/// The replay of events about accounts and the roles that people define.
struct AccountReplay {
    let event: ReplayedEvent
    let tx: WriteTransaction

    func apply(_ kind: AccountEventKind) throws {
        guard let id = event.subject else { return }
        try carryOut(kind, id)
        guard let version = event.content?.version else { return }
        try tx.run("UPDATE account SET version = ? WHERE id = ?", version, id)
    }

    private func carryOut(_ kind: AccountEventKind, _ id: Int64) throws {
        switch kind {
        case .accountDeleted: try tx.run("DELETE FROM account WHERE id = ?", id)
        case .accountEnabled: try tx.run("UPDATE account SET disabledAt = NULL WHERE id = ?", id)
        case .accountDisabled: try tx.run("UPDATE account SET disabledAt = ? WHERE id = ?", event.instant, id)
        default:
            guard let content = event.content else { return }
            if kind == .accountCreated { try create(id, content) } else { try change(id, content) }
        }
    }

    private func create(_ id: Int64, _ content: JSONObject) throws {
        let name = try content.text("name")
        try tx.run(
            """
            INSERT INTO account (id, name, nameKey, kind, role, ownerId, createdAt)
            VALUES (?, ?, ?, ?, ?, (SELECT id FROM account WHERE id = ?), ?)
            """, id, name, NameKeys.free("account", id: id, AccountRules.keys(of: name).reversed(), tx),
            try content.text("kind"), try content.text("role"),
            content["ownerId"]?.integer, event.instant)
    }

    /// Changes an account as the content says; what is not said stays.
    private func change(_ id: Int64, _ content: JSONObject) throws {
        if let role = content["role"]?.string { try tx.run("UPDATE account SET role = ? WHERE id = ?", role, id) }
        if let owner = content["ownerId"]?.integer {
            try tx.run(
                "UPDATE account SET ownerId = (SELECT id FROM account WHERE id = ?) WHERE id = ?", owner, id)
        }
        guard let language = content["language"] else { return }
        try tx.run(
            "UPDATE account SET language = ?, theme = ?, timeZone = ? WHERE id = ?", language.string,
            content["theme"]?.string, content["timeZone"]?.string, id)
    }

    func applyRole(_ kind: AccountEventKind) throws {
        guard let content = event.content else { return }
        let name = try content.text("name")
        if kind == .roleRemoved {
            try tx.run("DELETE FROM role WHERE name = ?", name)
        } else {
            try tx.run(
                """
                INSERT INTO role (name, permissions, createdAt, version) VALUES (?1, ?2, ?3, coalesce(?4, 1))
                ON CONFLICT (name) DO UPDATE SET permissions = excluded.permissions, version = coalesce(?4, role.version)
                """, name, try content.text("permissions"), event.instant, content.version)
        }
    }
}
