import Collation
import Domain
import TaskChanges
import TaskDomain

/// Tasks with their parts, and how they stand to each other.
extension TaskRowsInMemory {
    package func task(_ id: TaskItem.ID, seenBy account: Int64?) throws -> TaskItem? {
        try spend()
        return tables.tasks[id].flatMap { sees($0, account) ? whole($0) : nil }
    }

    /// A task with the names of what it has, and with what others say of it.
    private func whole(_ task: TaskItem) -> TaskItem {
        var task = task
        task.labels = task.labels.compactMap { tables.labels[$0.id]?.label }
            .sorted { Collation.compare($0.name, $1.name) < 0 }
        task.assignees = task.assignees.compactMap { tables.accounts[$0.id]?.name }
            .sorted { Collation.compare($0.name, $1.name) < 0 }
        task.agentOwners = task.assignees.reduce(into: [:]) { $0[$1.id] = owner(of: $1.id) }
        for place in task.steps.indices {
            task.steps[place].assignee = task.steps[place].assignee.flatMap { tables.accounts[$0.id]?.name }
        }
        task.blockedBy.sort()
        task.openBlockers = task.blockedBy.filter { tables.tasks[$0]?.status.isLive ?? false }
        task.blocks = tables.tasks.values.filter { $0.blockedBy.contains(task.id) }.map(\.id).sorted()
        task.subtasks = Self.progress(tables.tasks.values.filter { $0.parentId == task.id })
        task.inboxPeople =
            task.inboxId.map { inbox in
                [tables.accounts[inbox]?.name, owner(of: inbox)].compactMap { $0 }
            } ?? []
        return task
    }

    private func owner(of account: Int64) -> AccountName? {
        tables.accounts[account]?.ownerId.flatMap { tables.accounts[$0]?.name }
    }

    package func versions(of ids: [TaskItem.ID], seenBy account: Int64?) throws -> [TaskItem.ID: Int64] {
        let seen = Set(ids).compactMap { tables.tasks[$0] }.filter { sees($0, account) }
        return Dictionary(uniqueKeysWithValues: seen.map { ($0.id, $0.version) })
    }

    package func place(of id: TaskItem.ID, seenBy account: Int64?) throws -> Place? {
        tables.tasks[id].flatMap { sees($0, account) ? $0.place : nil }
    }

    package func tasks(among ids: [TaskItem.ID]) throws -> Set<TaskItem.ID> {
        Set(ids.filter { tables.tasks[$0] != nil })
    }

    package func open(among ids: [TaskItem.ID]) throws -> [TaskItem.ID] {
        Set(ids).filter { tables.tasks[$0]?.status.isLive ?? false }.sorted()
    }

    package func subtasks(of id: TaskItem.ID) throws -> [TaskItem.ID] {
        tables.tasks.values.filter { $0.parentId == id }.map(\.id).sorted()
    }

    package func countSubtasks(of id: TaskItem.ID) throws -> Int { try subtasks(of: id).count }

    package func lineage(of id: TaskItem.ID, limit: Int) throws -> [TaskItem.ID] {
        var above = [id]
        while above.count <= limit, let parent = tables.tasks[above.last!]?.parentId { above.append(parent) }
        return above
    }

    package func height(of id: TaskItem.ID, limit: Int) throws -> Int {
        var (level, height) = ([id], 0)
        while height <= limit {
            level = try level.flatMap { try subtasks(of: $0) }
            guard !level.isEmpty else { break }
            height += 1
        }
        return height
    }

    package func isApart(_ id: TaskItem.ID) throws -> Bool {
        guard let task = tables.tasks[id] else { return false }
        return tables.tasks.values.contains { other in
            (other.parentId == id || other.id == task.parentId) && other.place != task.place
        }
    }

    package func blockers(of id: TaskItem.ID) throws -> Set<TaskItem.ID> { Set(tables.tasks[id]?.blockedBy ?? []) }

    package func countBlocked(by id: TaskItem.ID) throws -> Int {
        tables.tasks.values.count { $0.blockedBy.contains(id) }
    }

    package func waits(_ id: TaskItem.ID, in blockers: Set<TaskItem.ID>, seenBy account: Int64?) throws -> Bool {
        var (before, next) = (blockers, Array(blockers))
        while let blocker = next.popLast() {
            for id in tables.tasks[blocker]?.blockedBy ?? [] {
                guard let task = tables.tasks[id], sees(task, account), before.insert(id).inserted else { continue }
                next.append(id)
            }
        }
        return before.contains(id)
    }

    package func block(_ blocked: TaskItem.ID, by blocker: TaskItem.ID) throws {
        guard tables.tasks[blocked]?.blockedBy.contains(blocker) == false else { return }
        tables.tasks[blocked]?.blockedBy.append(blocker)
    }

    package func isTaken(externalId: String, in place: Place?, besides id: TaskItem.ID) throws -> Bool {
        tables.tasks.values.contains { $0.externalId == externalId && $0.place == place && $0.id != id }
    }
}

/// Keeping and forgetting.
extension TaskRowsInMemory {
    package func insert(_ task: TaskItem) throws -> TaskItem {
        var new = task
        new.id = number(.task, own: task.id)
        try keep(&new)
        return new
    }

    package func save(_ task: inout TaskItem, was old: TaskItem) throws { try keep(&task) }

    private func keep(_ task: inout TaskItem) throws {
        try spend(task.title.utf8.count + task.description.utf8.count)
        if let name = task.externalId, try isTaken(externalId: name, in: task.place, besides: task.id) {
            throw Failure.externalIdTaken
        }
        task.steps = task.steps.map { step in
            TaskStep(
                id: number(.step, own: step.id), title: step.title, done: step.done, assignee: step.assignee)
        }
        tables.tasks[task.id] = task
    }

    package func remove(_ task: TaskItem, at instant: Instant) throws {
        try spend()
        tables.tasks[task.id] = nil
        for id in task.blocks { tables.tasks[id]?.blockedBy.removeAll { $0 == task.id } }
        tables.comments = tables.comments.filter { $0.value.taskId != task.id }
    }
}
