import Domain
import JSON
import SQLite
import Store
import TaskDomain

extension ErasableTexts {
    /// The texts of tasks, projects, labels and views.
    package static let ofTasks = ErasableTexts(
        tables: [
            TextTable(
                "task", ["title", "description", "externalId"] + PlainField.lines.map(\.name), of: .task, .ofThing,
                before: { id, erased, tx in
                    try forget(id, tx)
                    try keepApart(id, erased, tx)
                }, after: { id, _, tx in try learn(id, tx) }),
            TextTable(
                "step", ["title"], of: .task, by: "taskId", .ofThing,
                before: { id, _, tx in try task(ofStep: id, tx).map { try forget($0, tx) } },
                after: { id, _, tx in try task(ofStep: id, tx).map { try learn($0, tx) } }),
            TextTable(
                "comment", ["text", "authorName"], of: .task, by: "taskId", .ofRow,
                before: { id, _, tx in try IndexedComment(stored: id, tx).map { try TaskIndex.remove($0, tx) } },
                after: { id, _, tx in
                    try IndexedComment(stored: id, tx).map { try TaskIndex.add($0, tx) }
                    try TaskCitations.renew(comment: id, tx)
                }),
            TextTable("project", ["name", "description"], of: .project, .ofRow),
            TextTable("label", ["name"], of: .label, .ofRow, after: { id, _, tx in try renewKey(ofLabel: id, tx) }),
            TextTable("savedView", ["name", "query"], of: .view, .ofRow),
        ],
        ours: Set(PlainField.times.map(\.name)).union([
            "status", "priority", "colour", "createdAt", "completedAt", "updatedAt", "editedAt", "archivedAt", "source",
            "missing",
        ]),
        words: ["role": roles, "roleBefore": roles], follow: renameInTrash,
        tell: { rows, change, key, tx in try ErasureEvents(change: change, key: key, tx: tx).append(rows) },
        compact: TaskIndex.compact)

    private static let roles = Set(ProjectRole.allCases.map(\.rawValue))

    private static func forget(_ id: TaskItem.ID, _ tx: WriteTransaction) throws {
        if let task = try IndexedTask(stored: id, tx) { try TaskIndex.remove(task, tx) }
    }

    private static func learn(_ id: TaskItem.ID, _ tx: WriteTransaction) throws {
        if let task = try IndexedTask(stored: id, tx) { try TaskIndex.add(task, tx) }
        try TaskCitations.renew(task: id, tx)
    }

    private static func task(ofStep id: Int64, _ tx: ReadTransaction) throws -> TaskItem.ID? {
        try tx.value("SELECT taskId FROM step WHERE id = ?", id)
    }

    /// Keeps two imported tasks apart: only one keeps a name that both would have.
    private static func keepApart(_ id: TaskItem.ID, _ erased: ErasedText, _ tx: WriteTransaction) throws {
        let name: String?? = try tx.value("SELECT externalId FROM task WHERE id = ?", id)
        guard let name = name ?? nil else { return }
        try tx.run(
            """
            UPDATE task SET externalId = NULL
            WHERE id = ?1 AND EXISTS (SELECT 1 FROM task other WHERE other.externalId = ?2 AND other.id <> ?1
                AND coalesce(other.projectId, -other.inboxId)
                    IS NOT DISTINCT FROM coalesce(task.projectId, -task.inboxId))
            """, id, erased.out(of: name))
    }

    private static func renewKey(ofLabel id: Int64, _ tx: WriteTransaction) throws {
        let name: String? = try tx.value("SELECT name FROM label WHERE id = ?", id)
        guard let name else { return }
        let key = try NameKeys.free("label", id: id, LabelRules.keys(of: name), tx)
        try tx.run("UPDATE label SET nameKey = ? WHERE id = ?", key, id)
    }

    /// The trash has a name out of the body by which a task lies there.
    private static func renameInTrash(_ body: JSONObject, _ seq: Int64, _ tx: WriteTransaction) throws {
        try tx.run("UPDATE trash SET externalId = ? WHERE seq = ?", body["externalId"]?.string, seq)
    }
}
