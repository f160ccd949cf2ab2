import Domain
import TaskChanges
import TaskDomain

/// The reach and the sight of accounts.
extension TaskRowsInMemory {
    package func hasProject(_ id: Int64) throws -> Bool { tables.projects[id] != nil }

    package func role(of account: Int64, in project: Int64) throws -> ProjectRole? { tables.members[project]?[account] }

    package func isAgent(_ account: Int64, of person: Int64) throws -> Bool {
        tables.accounts[account]?.ownerId == person
    }

    package func hidden(among ids: Set<TaskItem.ID>, seenBy account: Int64?) throws -> Set<TaskItem.ID> {
        try spend()
        return ids.filter { id in tables.tasks[id].map { !sees($0, account) } ?? false }
    }

    package func progress(
        ofSubtasksOf ids: [TaskItem.ID], seenBy account: Int64?
    ) throws -> [TaskItem.ID: Progress] {
        let seen = tables.tasks.values.filter { task in task.parentId.map(ids.contains) ?? false && sees(task, account)
        }
        return Dictionary(grouping: seen) { $0.parentId! }.mapValues(Self.progress)
    }

    static func progress(_ tasks: [TaskItem]) -> Progress {
        Progress(done: tasks.count { !$0.status.isLive }, total: tasks.count)
    }

    func sees(_ task: TaskItem, _ account: Int64?) -> Bool {
        if reaches(task.place, account) { return true }
        return task.inboxId != nil && task.assignees.contains { $0.id == account }
    }

    private func reaches(_ place: Place?, _ account: Int64?) -> Bool {
        guard let account else { return true }
        switch place {
        case .project(let id): return tables.members[id]?[account] != nil
        case .space: return false
        case .inbox(let holder): return holder == account || tables.accounts[holder]?.ownerId == account
        case nil: return false
        }
    }
}
