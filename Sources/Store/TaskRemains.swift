import Domain
import SQLite

/// What is left of the things that a deleted task knew.
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
        try filter(&task.labels, "labels", &missing) { try isThere("SELECT 1 FROM label WHERE id = ?", $0.id) }
        try filter(&task.assignees, "assignees", &missing) {
            try isThere("SELECT 1 FROM account WHERE id = ?", $0.id)
        }
        try filter(&task.blockedBy, "blockedBy", &missing) { try isThere("SELECT 1 FROM task WHERE id = ?", $0) }
        if let externalId = task.externalId,
            try tx.value(
                SQL(
                    composed: "SELECT 1 FROM task WHERE externalId = ? AND id <> ? AND \(Access.place(of: "task")) IS ?"
                ),
                externalId, task.id, task.place?.number) as Bool? == true
        {
            task.externalId = nil
            missing.insert("externalId")
        }
        for place in task.steps.indices {
            guard let assignee = task.steps[place].assignee,
                try !isThere("SELECT 1 FROM account WHERE id = ?", assignee.id)
            else { continue }
            task.steps[place].assignee = nil
            missing.insert("steps")
        }
        return missing
    }

    private func filter<Element>(
        _ elements: inout [Element], _ name: String, _ missing: inout Set<String>, _ isKept: (Element) throws -> Bool
    ) throws {
        let kept = try elements.filter(isKept)
        if kept.count < elements.count { missing.insert(name) }
        elements = kept
    }

    private func isThere(_ sql: SQL, _ id: Int64) throws -> Bool { try tx.value(sql, id) as Bool? == true }
}
