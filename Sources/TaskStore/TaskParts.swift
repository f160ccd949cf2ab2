import Collation
import Domain
import SQLite
import Store
import TaskDomain

/// The parts of tasks that stand in other tables: read with one statement for any number of tasks.
struct TaskParts {
    private var steps: [TaskItem.ID: [(position: Int, step: TaskStep)]] = [:]
    private var labels: [TaskItem.ID: [TaskLabel]] = [:]
    private var assignees: [TaskItem.ID: [AccountName]] = [:]
    /// By agent, of whatever tasks those are assigned to.
    private var agentOwners: [Int64: AccountName] = [:]
    private var blockedBy: [TaskItem.ID: [(id: TaskItem.ID, isLive: Bool)]] = [:]
    private var blocks: [TaskItem.ID: [TaskItem.ID]] = [:]
    private var subtasks: [TaskItem.ID: Progress] = [:]
    /// By account: whose inbox it is, and the person an agent belongs to.
    private var inboxes: [Int64: [AccountName]] = [:]

    private enum Kind: Int {
        case step, label, assignee, blockedBy, blocks, subtasks, inbox
    }

    init(of tasks: [TaskItem], _ tx: ReadTransaction) throws {
        // Mostly all are in one or two inboxes.
        let inboxes = Set(tasks.compactMap(\.inboxId))
        if tasks.count == 1 {
            try tx.each(Self.ofOne, tasks[0].id, tasks[0].inboxId) { row in try take(row) }
        } else if !tasks.isEmpty {
            try tx.each(Self.ofMany, IDList(tasks.map(\.id)), IDList(inboxes)) { row in try take(row) }
        }
    }

    private mutating func take(_ row: borrowing Row) throws {
        let (task, id): (TaskItem.ID, Int64) = (try row[1], try row[2])
        switch Kind(rawValue: try row[0]) {
        case .step:
            let assigneeId: Int64? = try row[6]
            let name: String? = try row[7]
            let assignee = assigneeId.map { AccountName(id: $0, name: name ?? "") }
            let step = TaskStep(id: id, title: try row[3], done: try row[5], assignee: assignee)
            steps[task, default: []].append((try row[4], step))
        case .label: labels[task, default: []].append(TaskLabel(id: id, name: try row[3], colour: try row[7]))
        case .assignee:
            assignees[task, default: []].append(AccountName(id: id, name: try row[3]))
            if let owner: Int64 = try row[6] { agentOwners[id] = AccountName(id: owner, name: try row[7]) }
        case .blockedBy: blockedBy[task, default: []].append((id, try row[5]))
        case .blocks: blocks[task, default: []].append(id)
        case .subtasks: subtasks[task] = Progress(done: try row[4], total: Int(id))
        case .inbox:
            inboxes[id] = [AccountName(id: id, name: try row[3])]
            if let owner: Int64 = try row[6] { inboxes[id]?.append(AccountName(id: owner, name: try row[7])) }
        case nil: break
        }
    }

    /// Gives a task what is its own.
    func fill(_ task: inout TaskItem) {
        task.steps = (steps[task.id] ?? []).sorted { $0.position < $1.position }.map(\.step)
        task.labels = (labels[task.id] ?? []).sorted { Collation.compare($0.name, $1.name) < 0 }
        task.assignees = (assignees[task.id] ?? []).sorted { Collation.compare($0.name, $1.name) < 0 }
        if !agentOwners.isEmpty {
            task.agentOwners = task.assignees.reduce(into: [:]) { $0[$1.id] = agentOwners[$1.id] }
        }
        let blockers = (blockedBy[task.id] ?? []).sorted { $0.id < $1.id }
        task.blockedBy = blockers.map(\.id)
        task.openBlockers = blockers.filter(\.isLive).map(\.id)
        task.blocks = (blocks[task.id] ?? []).sorted()
        task.inboxPeople = task.inboxId.flatMap { inboxes[$0] } ?? []
        task.subtasks = subtasks[task.id] ?? Progress(done: 0, total: 0)
    }

    private static let ofOne = SQL(
        kept: """
            SELECT 0, taskId, id, title, position, done, assigneeId, (SELECT name FROM account WHERE id = assigneeId)
            FROM step WHERE taskId = ?1
            UNION ALL SELECT 1, taskId, label.id, label.name, 0, 0, NULL, label.colour
            FROM taskLabel JOIN label ON label.id = labelId WHERE taskId = ?1
            UNION ALL SELECT 2, taskId, a.id, a.name, 0, 0, a.ownerId,
                (SELECT name FROM account o WHERE o.id = a.ownerId)
            FROM taskAssignee JOIN account a ON a.id = accountId WHERE taskId = ?1
            UNION ALL SELECT 3, blockedId, blockerId, NULL, 0, CASE WHEN status IN \(TaskStatus.over) THEN 0 ELSE 1 END,
                NULL, NULL
            FROM taskBlock JOIN task ON task.id = blockerId WHERE blockedId = ?1
            UNION ALL SELECT 4, blockerId, blockedId, NULL, 0, 0, NULL, NULL FROM taskBlock WHERE blockerId = ?1
            UNION ALL SELECT 5, parentId, count(*), NULL, count(*) FILTER (WHERE status IN \(TaskStatus.over)), 0,
                NULL, NULL
            FROM task WHERE parentId = ?1 GROUP BY parentId
            UNION ALL SELECT 6, 0, a.id, a.name, 0, 0, a.ownerId, (SELECT name FROM account o WHERE o.id = a.ownerId)
            FROM account a WHERE a.id = ?2
            """)

    // CROSS JOIN keeps SQLite to this order: it would rather read every task that has a parent than sort a few.
    private static let ofMany = SQL(
        kept: """
            WITH wanted (id) AS MATERIALIZED (\(IDList.rows(boundTo: "?1")))
            SELECT 0, taskId, step.id, title, position, done, assigneeId,
                (SELECT name FROM account WHERE account.id = assigneeId)
            FROM wanted CROSS JOIN step WHERE step.taskId = wanted.id
            UNION ALL SELECT 1, taskId, label.id, label.name, 0, 0, NULL, label.colour
            FROM wanted CROSS JOIN taskLabel JOIN label ON label.id = labelId WHERE taskId = wanted.id
            UNION ALL SELECT 2, taskId, a.id, a.name, 0, 0, a.ownerId,
                (SELECT name FROM account o WHERE o.id = a.ownerId)
            FROM wanted CROSS JOIN taskAssignee JOIN account a ON a.id = accountId WHERE taskId = wanted.id
            UNION ALL SELECT 3, blockedId, blockerId, NULL, 0, CASE WHEN status IN \(TaskStatus.over) THEN 0 ELSE 1 END,
                NULL, NULL
            FROM wanted CROSS JOIN taskBlock JOIN task ON task.id = blockerId WHERE blockedId = wanted.id
            UNION ALL SELECT 4, blockerId, blockedId, NULL, 0, 0, NULL, NULL
            FROM wanted CROSS JOIN taskBlock WHERE blockerId = wanted.id
            UNION ALL SELECT 5, parentId, count(*), NULL, count(*) FILTER (WHERE status IN \(TaskStatus.over)), 0,
                NULL, NULL
            FROM wanted CROSS JOIN task WHERE parentId = wanted.id GROUP BY parentId
            UNION ALL SELECT 6, 0, a.id, a.name, 0, 0, a.ownerId, (SELECT name FROM account o WHERE o.id = a.ownerId)
            FROM account a WHERE a.id IN (\(IDList.rows(boundTo: "?2")))
            """)
}
