import Domain
import TaskDomain

/// The remains of the things that a deleted task knew.
package struct TaskRemains {
    private let rows: any TaskRows

    package init(_ rows: any TaskRows) {
        self.rows = rows
    }

    /// Takes from a task what is gone by now.
    ///
    /// - Shape: the names of the fields that lost something.
    package func leaveOut(_ task: inout TaskItem) throws -> Set<String> {
        var missing: Set<String> = []
        if let project = task.projectId, try !rows.hasProject(project) {
            task.projectId = nil
            missing.insert("projectId")
        }
        if let inbox = task.inboxId, try rows.accounts(among: [inbox]).isEmpty {
            task.inboxId = nil
            missing.insert("inbox")
        }
        if let parent = task.parentId, try rows.tasks(among: [parent]).isEmpty {
            task.parentId = nil
            missing.insert("parentId")
        }
        let labels = try there(task.labels.map(\.id), rows.labels(among:))
        filter(&task.labels, "labels", &missing) { labels.contains($0.id) }
        let people = try there(
            task.assignees.map(\.id) + task.steps.compactMap { $0.assignee?.id }, rows.accounts(among:))
        filter(&task.assignees, "assignees", &missing) { people.contains($0.id) }
        let blockers = try there(task.blockedBy, rows.tasks(among:))
        filter(&task.blockedBy, "blockedBy", &missing) { blockers.contains($0) }
        if let externalId = task.externalId,
            try rows.isTaken(externalId: externalId, in: task.place, besides: task.id)
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

    /// Those of these that are there: asked for at once, as a task may have hundreds, and an undo asks for thousands of
    /// tasks.
    private func there(_ ids: [Int64], _ among: ([Int64]) throws -> Set<Int64>) throws -> Set<Int64> {
        try ids.isEmpty ? [] : among(ids)
    }
}
