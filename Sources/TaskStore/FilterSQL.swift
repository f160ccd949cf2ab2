import Domain
import SQLite
import Search
import Store
import TaskDomain

/// A filter as the condition of a statement over `task`: fixed fragments put together, everything typed bound.
struct FilterSQL {
    private(set) var condition = ""
    private(set) var values: [(any Bindable)?] = []
    private let today: String
    private let now: String
    let days: any DayBounds
    private let caller: Int64?
    /// The expressions for `MATCH` of the words within the conditions.
    private var matches: [SearchPattern: String] = [:]
    private let names: FilterNames

    /// - Shape: `conditions` without what the list searches for by itself.
    init(_ conditions: [TaskCondition], frame: DayFrame, caller: Int64?, _ tx: ReadTransaction) throws {
        today = frame.today.text
        now = frame.now.rfc3339
        days = frame.days
        self.caller = caller
        let terms = conditions.flatMap { $0.terms() }.map(\.term)
        names = try FilterNames(terms, Access(accountId: caller), tx)
        let patterns = terms.compactMap(\.pattern)
        var allowance = GatheringAllowance(tx)
        for pattern in patterns {
            matches[pattern] = try SearchExpression(pattern, share: patterns.count, &allowance, tx).match(.part)
        }
        condition = conditions.map { write($0) }.joined(separator: " AND ")
    }

    private mutating func write(_ condition: TaskCondition) -> String {
        switch condition {
        case .term(let term): write(term)
        // A comparison with nothing is neither true nor false; the other way round it is true.
        case .not(let inner): "(\(write(inner))) IS NOT TRUE"
        case .all(let members): "(" + members.map { write($0) }.joined(separator: " AND ") + ")"
        case .any(let members): "(" + members.map { write($0) }.joined(separator: " OR ") + ")"
        }
    }

    private mutating func write(_ term: TaskTerm) -> String {
        switch term {
        case .word, .phrase: search(term)
        case .flag(let flags): any(flags) { $0.flag($1) }
        case .has(let parts): any(parts) { $0.has($1) }
        case .status(let values): any(values) { "task.status = \($0.bind($1))" }
        case .priority(let values): any(values) { "task.priority = \($0.bind($1))" }
        // Ranks count from the highest priority down.
        case .priorityCompared(let comparison, let priority):
            "task.priority \(comparison.reversed) \(bind(priority))"
        case .assignee(let picks): any(picks) { $0.assignee($1) }
        case .label(let picks): any(picks) { $0.label($1) }
        case .project(let picks): any(picks) { $0.project($1) }
        case .inbox(let picks): any(picks) { $0.inbox($1) }
        case .parent(let picks): any(picks) { $0.parent($1) }
        case .time(let field, let picks): any(picks) { $0.pick($1, field.column) { $0.on($1, field) } }
        case .timeCompared(let field, let comparison, let when): compare(field, comparison, when)
        case .estimate(let picks): any(picks) { $0.pick($1, "task.estimateMinutes") { "= \($0.bind($1))" } }
        case .estimateCompared(let comparison, let minutes):
            "task.estimateMinutes \(comparison.rawValue) \(bind(minutes))"
        case .id(let ids): any(ids) { "task.id = \($0.bind($1))" }
        case .externalId(let ids): any(ids) { "task.externalId = \($0.bind($1))" }
        }
    }

    private mutating func any<Value>(
        _ list: [Value], _ one: (inout FilterSQL, Value) -> String
    ) -> String {
        let parts = list.map { one(&self, $0) }
        return parts.count == 1 ? parts[0] : "(" + parts.joined(separator: " OR ") + ")"
    }

    mutating func bind(_ value: any Bindable) -> String {
        values.append(value)
        return "?"
    }

    /// A column that may be empty.
    private mutating func pick<Value>(
        _ pick: TaskPick<Value>, _ column: String, _ test: (inout FilterSQL, Value) -> String
    ) -> String {
        switch pick {
        case .none: "\(column) IS NULL"
        case .any: "\(column) IS NOT NULL"
        case .value(let value):
            {
                let test = test(&self, value)
                return test.hasPrefix("(") ? test : "\(column) \(test)"
            }()
        }
    }

    private mutating func search(_ term: TaskTerm) -> String {
        // The grammar lets no term through in which nothing can be searched for.
        guard let pattern = term.pattern, let match = matches[pattern] else { return "FALSE" }
        return "task.id IN (SELECT \(SearchNumber.task) FROM taskSearch WHERE taskSearch MATCH \(bind(match)))"
    }

    private static let isLive = "task.status NOT IN \(TaskStatus.over)"

    private mutating func flag(_ flag: TaskFlag) -> String {
        switch flag {
        case .open: Self.isLive
        case .active, .waiting, .done, .dropped: "task.status = \(bind(flag.rawValue))"
        case .overdue:
            "(task.dueAt IS NOT NULL AND task.completedAt IS NULL AND \(Self.isLive) "
                + "AND task.dueAt < CASE WHEN length(task.dueAt) = 10 THEN \(bind(today)) ELSE \(bind(now)) END)"
        case .blocked:
            "EXISTS (SELECT 1 FROM taskBlock JOIN task other ON other.id = blockerId "
                + "WHERE blockedId = task.id AND other.status NOT IN \(TaskStatus.over) AND \(otherInSight()))"
        case .blocking:
            "EXISTS (SELECT 1 FROM taskBlock JOIN task other ON other.id = blockedId "
                + "WHERE blockerId = task.id AND other.status NOT IN \(TaskStatus.over) AND \(otherInSight()))"
        case .hidden: hidden()
        case .mine: assigned(to: [caller ?? 0])
        case .unassigned: "NOT EXISTS (SELECT 1 FROM taskAssignee WHERE taskId = task.id)"
        case .subtask: hasParent()
        case .parent: hasSubtasks()
        }
    }

    /// The condition that the caller may see `other`: a task says nothing of tasks that are out of sight.
    private mutating func otherInSight() -> String {
        values += Access(accountId: caller).who
        return Access.sight(of: "other")
    }

    private mutating func hasSubtasks() -> String {
        "EXISTS (SELECT 1 FROM task other WHERE other.parentId = task.id AND \(otherInSight()))"
    }

    /// One that the caller sees: of a task in an inbox that may be another's.
    private mutating func hasParent() -> String {
        "(task.parentId IS NOT NULL AND \(parentInSight()))"
    }

    private mutating func parentInSight() -> String {
        "(task.projectId IS NOT NULL OR EXISTS "
            + "(SELECT 1 FROM task other WHERE other.id = task.parentId AND \(otherInSight())))"
    }

    private mutating func parent(_ pick: TaskPick<TaskItem.ID>) -> String {
        switch pick {
        case .none: "NOT \(hasParent())"
        case .any: hasParent()
        case .value(let id): "(task.parentId = \(bind(id)) AND \(parentInSight()))"
        }
    }

    /// The account whose inbox a task is in.
    private mutating func inbox(_ pick: TaskPick<TaskPerson>) -> String {
        switch pick {
        case .none: "task.inboxId IS NULL"
        case .any: "task.inboxId IS NOT NULL"
        // The command line has none of its own, so it means all of them.
        case .value(.me): caller.map { "task.inboxId = \(bind($0))" } ?? "task.inboxId IS NOT NULL"
        case .value(.name(let name)): "task.inboxId \(among(names.person(name)))"
        }
    }

    /// `waitUntil` lies ahead.
    private mutating func hidden() -> String {
        "((task.waitUntil > CASE WHEN length(task.waitUntil) = 10 THEN \(bind(today)) ELSE \(bind(now)) END) IS TRUE)"
    }

    /// The condition of what stands below others.
    mutating func isBelow() -> String { "(task.status IN \(TaskStatus.over) OR \(hidden()))" }

    /// The condition that leaves hidden tasks out of a list unless they are asked for.
    mutating func inSight() -> String { "NOT \(hidden())" }

    private mutating func has(_ part: TaskPart) -> String {
        switch part {
        case .steps: "EXISTS (SELECT 1 FROM step WHERE taskId = task.id)"
        case .subtasks: hasSubtasks()
        case .description: "task.description <> ''"
        case .comments: "EXISTS (SELECT 1 FROM comment WHERE taskId = task.id)"
        case .labels: "EXISTS (SELECT 1 FROM taskLabel WHERE taskId = task.id)"
        case .assignees: "EXISTS (SELECT 1 FROM taskAssignee WHERE taskId = task.id)"
        case .project: "task.projectId IS NOT NULL"
        case .parent: hasParent()
        case .blockers:
            "EXISTS (SELECT 1 FROM taskBlock JOIN task other ON other.id = blockerId "
                + "WHERE blockedId = task.id AND \(otherInSight()))"
        case .due: "task.dueAt IS NOT NULL"
        case .start: "task.startAt IS NOT NULL"
        case .wait: "task.waitUntil IS NOT NULL"
        case .estimate: "task.estimateMinutes IS NOT NULL"
        case .external: "task.externalId IS NOT NULL"
        }
    }

    /// One of the accounts is among the assignees.
    private mutating func assigned(to ids: [Int64]) -> String {
        "task.id IN (SELECT taskId FROM taskAssignee WHERE accountId \(among(ids)))"
    }

    /// The comparison of a column with the numbers that a name was found to mean; it holds for nothing where there are
    /// none.
    private mutating func among(_ ids: [Int64]) -> String {
        guard ids.count != 1 else { return "= \(bind(ids[0]))" }
        return "IN (\(ids.isEmpty ? "NULL" : ids.map { bind($0) }.joined(separator: ", ")))"
    }

    private mutating func assignee(_ pick: TaskPick<TaskPerson>) -> String {
        switch pick {
        case .none: "NOT EXISTS (SELECT 1 FROM taskAssignee WHERE taskId = task.id)"
        case .any: "EXISTS (SELECT 1 FROM taskAssignee WHERE taskId = task.id)"
        case .value(.me): assigned(to: [caller ?? 0])
        case .value(.name(let name)): assigned(to: names.person(name))
        }
    }

    private mutating func label(_ pick: TaskPick<String>) -> String {
        switch pick {
        case .none: "NOT EXISTS (SELECT 1 FROM taskLabel WHERE taskId = task.id)"
        case .any: "EXISTS (SELECT 1 FROM taskLabel WHERE taskId = task.id)"
        case .value(let name):
            "task.id IN (SELECT taskId FROM taskLabel WHERE labelId \(among(names.label(name))))"
        }
    }

    private mutating func project(_ pick: TaskPick<TaskPlace>) -> String {
        switch pick {
        case .none: "task.projectId IS NULL"
        case .any: "task.projectId IS NOT NULL"
        case .value(.id(let id)): "task.projectId = \(bind(id))"
        case .value(.name(let name)): "task.projectId \(among(names.project(name)))"
        }
    }
}

extension TaskComparison {
    fileprivate var reversed: String {
        switch self {
        case .less: ">"
        case .atMost: ">="
        case .more: "<"
        case .atLeast: "<="
        }
    }
}
