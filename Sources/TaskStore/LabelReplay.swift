import Domain
import JSON
import SQLite
import Store
import TaskDomain

/// The replay of events about labels.
struct LabelReplay {
    let event: ReplayedEvent
    let tx: WriteTransaction

    func apply(_ kind: TaskEventKind) throws {
        guard let id = event.subject else { return }
        if kind == .labelDeleted {
            try tx.run("DELETE FROM label WHERE id = ?", id)
            return
        }
        guard let content = event.content else { return }
        let (name, colour) = (try content.text("name"), try content.text("colour"))
        let key = try NameKeys.free("label", id: id, LabelRules.keys(of: name), tx)
        if kind == .labelChanged {
            try tx.run(
                "UPDATE label SET name = ?, nameKey = ?, colour = ?, version = coalesce(?, version) WHERE id = ?", name,
                key, colour, content.version, id)
        } else {
            try tx.run(
                """
                INSERT INTO label (id, name, nameKey, colour, createdAt, version, createdBy) VALUES (?, ?, ?, ?, ?, ?, ?)
                """, id, name, key, colour, content.instant("createdAt") ?? event.instant, content.version ?? 1,
                kind == .labelCreated ? event.actor.account : content["createdBy"]?.integer)
        }
    }
}
