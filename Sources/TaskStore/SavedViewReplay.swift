import Domain
import JSON
import SQLite
import Store

/// The replay of events about saved views.
struct SavedViewReplay {
    let event: ReplayedEvent
    let tx: WriteTransaction

    func apply(_ kind: TaskEventKind) throws {
        guard let id = event.subject else { return }
        if kind == .viewRemoved {
            try tx.run("DELETE FROM savedView WHERE id = ?", id)
            return
        }
        guard let content = event.content else { return }
        let (name, query) = (try content.text("name"), try content.text("query"))
        if kind == .viewChanged {
            try tx.run(
                "UPDATE savedView SET name = ?, query = ?, version = coalesce(?, version) WHERE id = ?", name, query,
                content.version, id)
        } else {
            try tx.run(
                """
                INSERT INTO savedView (id, accountId, name, query, createdAt) SELECT ?, id, ?, ?, ? FROM account
                WHERE id = ?
                """, id, name, query, event.instant, try content.number("account"))
        }
    }
}
