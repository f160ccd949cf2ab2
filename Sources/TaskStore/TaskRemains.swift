import Domain
import SQLite
import Store
import TaskDomain

/// The remains of the things that a deleted task knew.
struct TaskRemains {
    private let tx: ReadTransaction

    init(_ tx: ReadTransaction) {
        self.tx = tx
    }

    /// Takes from a task what is gone by now.
    ///
    /// - Shape: the names of the fields that lost something.
    func leaveOut(_ task: inout TaskItem) throws -> Set<String> {
        var missing: Set<String> = []
        if let project = task.projectId, try !isThere("SELECT 1 FROM project WHERE id = ?", project) {
            task.projectId = nil
            missing.insert("projectId")
        }
        if let inbox = task.inboxId, try !isThere("SELECT 1 FROM account WHERE id = ?", inbox) {
            task.inboxId = nil
            missing.insert("inbox")
        }
        if let parent = task.parentId, try !isThere("SELECT 1 FROM task WHERE id = ?", parent) {
            task.parentId = nil
            missing.insert("parentId")
        }
        let labels = try there(
            SQL(composed: "SELECT id FROM label WHERE id IN (\(IDList.rows))"), task.labels.map(\.id))
        filter(&task.labels, "labels", &missing) { labels.contains($0.id) }
        let people = try there(
            SQL(composed: "SELECT id FROM account WHERE id IN (\(IDList.rows))"),
            task.assignees.map(\.id) + task.steps.compactMap { $0.assignee?.id })
        filter(&task.assignees, "assignees", &missing) { people.contains($0.id) }
        let blockers = try there(
            SQL(composed: "SELECT id FROM task WHERE id IN (\(IDList.rows))"), task.blockedBy)
        filter(&task.blockedBy, "blockedBy", &missing) { blockers.contains($0) }
        if let externalId = task.externalId,
            try tx.value(
                SQL(
                    composed:
                        "SELECT 1 FROM task WHERE externalId = ? AND id <> ? AND \(Access.place(of: "task")) IS NOT DISTINCT FROM ?"
                ),
                externalId, task.id, task.place?.number) as Bool? == true
        {
            task.externalId = nil
            missing.insert("externalId")
        }
        for place in task.steps.indices {
            guard let assignee = task.steps[place].assignee, !people.contains(assignee.id) else { continue }
            task.steps[place].assignee = nil
            missing.insert("steps")
        }
        return missing
    }

    private func filter<Element>(
        _ elements: inout [Element], _ name: String, _ missing: inout Set<String>, _ isKept: (Element) -> Bool
    ) {
        let kept = elements.filter(isKept)
        if kept.count < elements.count { missing.insert(name) }
        elements = kept
    }

    /// Which of these are there: asked for at once, as a task may have hundreds, and an undo asks for thousands of tasks.
    private func there(_ sql: SQL, _ ids: [Int64]) throws -> Set<Int64> {
        guard !ids.isEmpty else { return [] }
        return Set(try tx.all(sql, IDList(ids)) { row in try row[0] as Int64 })
    }

    private func isThere(_ sql: SQL, _ id: Int64) throws -> Bool { try tx.value(sql, id) as Bool? == true }
}
