import Collation
import SQLite
import Store
import TaskStore
import TestingElwosa

@testable import Domain
@testable import Search
@testable import TaskDomain

/// A filter carried out by looking at every task, without a database: what the list must find.
struct PlainFilter {
    let tasks: [TaskItem]
    /// Names by number, and those that are archived.
    let projects: [Int64: String]
    var archived: Set<Int64> = []
    /// What was said about each task.
    let comments: [TaskItem.ID: [String]]
    let me: String
    let now: Instant
    /// The days of whoever asks.
    var days: any DayBounds = DayFrame(utc: Instant(seconds: 0)).days
    private var today: CivilDate { now.day }

    init(_ site: TestSite, for person: Person) throws {
        let all = try site.store.projects.projects(archived: true, for: person.caller).map(\.project)
        let ids: [Int64] = try site.store.database.read { tx in try tx.all("SELECT id FROM task") { try $0[0] } }
        tasks = try site.store.tasks.find(ids, for: person.caller)
        projects = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.name) })
        archived = Set(all.filter { $0.archivedAt != nil }.map(\.id))
        comments = try Dictionary(
            uniqueKeysWithValues: tasks.map { task in
                (task.id, try site.store.tasks.comments(of: task.id, for: person.caller).map(\.text))
            })
        (me, now) = (person.name, site.clock.now)
    }

    func answer(_ filter: TaskFilter) -> [TaskItem.ID] {
        let filter = filter.resolved(today: today, now: now)
        let terms = filter.terms.map(\.term)
        // Below the others.
        let isRanked = !filter.sought.isEmpty && filter.sort.isEmpty
        let found = tasks.filter { task in
            filter.conjuncts.allSatisfy { holds($0, task) }
                && (!isHidden(task) || isRanked || terms.contains(where: asksForHidden))
                && (!archived.contains(task.projectId ?? 0) || terms.contains(where: asksForProject))
        }
        return found.sorted { comesBefore($0, $1, filter.sort) }.map(\.id)
    }

    private func asksForHidden(_ term: TaskTerm) -> Bool {
        switch term {
        case .flag(let flags): flags.contains(.hidden)
        case .time(.wait, _), .timeCompared(.wait, _, _), .id, .externalId: true
        default: false
        }
    }

    private func asksForProject(_ term: TaskTerm) -> Bool {
        switch term {
        case .project, .id, .externalId: true
        default: false
        }
    }

    private func holds(_ condition: TaskCondition, _ task: TaskItem) -> Bool {
        switch condition {
        case .term(let term): holds(term, task)
        case .not(let inner): !holds(inner, task)
        case .all(let members): members.allSatisfy { holds($0, task) }
        case .any(let members): members.contains { holds($0, task) }
        }
    }

    private func holds(_ term: TaskTerm, _ task: TaskItem) -> Bool {
        switch term {
        case .word, .phrase: term.pattern.map { finds($0, task) } ?? true
        case .flag(let flags): flags.contains { holds($0, task) }
        case .has(let parts): parts.contains { has($0, task) }
        case .status(let values): values.contains(task.status)
        case .priority(let values): values.contains(task.priority)
        case .priorityCompared(let sign, let priority): sign.holds(priority.rank, task.priority.rank)
        case .assignee(let picks): picks.contains { pick($0, task.assignees.map(\.name)) { $1 == name($0) } }
        case .label(let picks):
            picks.contains { pick($0, task.labels.map(\.name)) { $0.lowercased() == $1.lowercased() } }
        case .project(let picks): picks.contains { pick($0, task.projectId.map { [$0] } ?? [], isPlace) }
        case .inbox(let picks): picks.contains { pick($0, task.inbox.map { [$0.name] } ?? []) { name($0) == $1 } }
        case .parent(let picks): picks.contains { pick($0, task.parentId.map { [$0] } ?? [], ==) }
        case .time(let field, let picks): picks.contains { pick($0, time(field, task).map { [$0] } ?? [], isOn) }
        case .timeCompared(let field, let sign, let when): time(field, task).map { compares($0, sign, when) } ?? false
        case .estimate(let picks): picks.contains { pick($0, task.estimateMinutes.map { [$0] } ?? [], ==) }
        case .estimateCompared(let sign, let minutes): task.estimateMinutes.map { sign.holds($0, minutes) } ?? false
        case .id(let ids): ids.contains(task.id)
        case .externalId(let ids): task.externalId.map(ids.contains) ?? false
        }
    }

    private func pick<Value, Own>(_ pick: TaskPick<Value>, _ own: [Own], _ isSame: (Value, Own) -> Bool) -> Bool {
        switch pick {
        case .none: own.isEmpty
        case .any: !own.isEmpty
        case .value(let value): own.contains { isSame(value, $0) }
        }
    }

    private func name(_ person: TaskPerson) -> String {
        switch person {
        case .me: me
        case .name(let name): name.prefix(1).uppercased() + name.dropFirst().lowercased()
        }
    }

    private func isPlace(_ place: TaskPlace, _ project: Int64) -> Bool {
        switch place {
        case .id(let id): id == project
        case .name(let name): projects[project]?.lowercased() == name.lowercased()
        }
    }

    private func finds(_ pattern: SearchPattern, _ task: TaskItem) -> Bool {
        SearchText.finds(pattern, in: [task.title, task.description] + task.steps.map(\.title) + comments[task.id]!)
    }
}

extension PlainFilter {
    private func holds(_ flag: TaskFlag, _ task: TaskItem) -> Bool {
        switch flag {
        case .open: task.status.isLive
        case .active, .waiting, .done, .dropped: task.status.rawValue == flag.rawValue
        case .overdue: task.status.isLive && task.dueAt.map { $0 < (isDay($0) ? .date(today) : .instant(now)) } ?? false
        case .blocked: !task.openBlockers.isEmpty
        case .blocking: tasks.contains { task.blocks.contains($0.id) && $0.status.isLive }
        case .hidden: isHidden(task)
        case .mine: task.assignees.contains { $0.name == me }
        case .unassigned: task.assignees.isEmpty
        case .subtask: task.parentId != nil
        case .parent: task.subtasks.total > 0
        }
    }

    private func has(_ part: TaskPart, _ task: TaskItem) -> Bool {
        switch part {
        case .steps: !task.steps.isEmpty
        case .subtasks: task.subtasks.total > 0
        case .description: !task.description.isEmpty
        case .comments: !comments[task.id]!.isEmpty
        case .labels: !task.labels.isEmpty
        case .assignees: !task.assignees.isEmpty
        case .project: task.projectId != nil
        case .parent: task.parentId != nil
        case .blockers: !task.blockedBy.isEmpty
        case .due: task.dueAt != nil
        case .start: task.startAt != nil
        case .wait: task.waitUntil != nil
        case .estimate: task.estimateMinutes != nil
        case .external: task.externalId != nil
        }
    }

    private func isHidden(_ task: TaskItem) -> Bool {
        task.waitUntil.map { $0 > (isDay($0) ? .date(today) : .instant(now)) } ?? false
    }

    private func isDay(_ time: TaskTime) -> Bool { if case .date = time { true } else { false } }

    private func time(_ field: TaskTimeField, _ task: TaskItem) -> TaskTime? {
        switch field {
        case .due: task.dueAt
        case .start: task.startAt
        case .wait: task.waitUntil
        case .created: .instant(task.createdAt)
        case .updated: .instant(task.updatedAt)
        case .completed: task.completedAt.map { .instant($0) }
        }
    }

    private func isOn(_ when: TaskWhen, _ time: TaskTime) -> Bool {
        guard case .at(let other) = when else { return false }
        return isDay(other) ? day(time) == day(other) : time == other
    }

    private func compares(_ time: TaskTime, _ sign: TaskComparison, _ when: TaskWhen) -> Bool {
        guard case .at(let other) = when else { return false }
        return isDay(other) ? sign.holds(day(time), day(other)) : sign.holds(time, other)
    }

    private func day(_ time: TaskTime) -> Int64 {
        switch time {
        case .date(let date): date.daysSince1970
        case .instant(let instant): instant.day.daysSince1970
        }
    }

    /// Tells whether a task comes first: one without the value comes last, and of equals the newest first.
    private func comesBefore(_ left: TaskItem, _ right: TaskItem, _ sort: [TaskSort]) -> Bool {
        for key in sort {
            if key.key == .title {
                let order = Collation.compare(left.title, right.title)
                if order != 0 { return key.isDescending ? order > 0 : order < 0 }
                continue
            }
            switch (sortKey(left, key.key), sortKey(right, key.key)) {
            case (nil, nil): continue
            case (nil, _): return false
            case (_, nil): return true
            case (let one?, let other?) where one == other: continue
            case (let one?, let other?): return key.isDescending ? other < one : one < other
            }
        }
        return left.id > right.id
    }

    /// Texts that sort as the values do.
    private func sortKey(_ task: TaskItem, _ key: TaskSort.Key) -> [UInt8]? {
        let seconds = { (instant: Instant?) in instant.map { Array("\($0.seconds)".utf8) } }
        switch key {
        case .due:
            return task.dueAt.map { due in
                switch due {
                // Behind the last moment before the next day, and before its first.
                case .date(let day): Array("\(days.start(of: day.adding(days: 1)).seconds + 100_000_000_000) ".utf8)
                case .instant(let instant): Array("\(instant.seconds + 100_000_000_000)~".utf8)
                }
            }
        case .priority: return [UInt8(task.priority.rank)]
        case .created: return seconds(task.createdAt)
        case .updated: return seconds(task.updatedAt)
        case .completed: return seconds(task.completedAt)
        case .title: return nil
        }
    }
}

extension [UInt8] {
    fileprivate static func < (left: Self, right: Self) -> Bool { left.lexicographicallyPrecedes(right) }
}

extension TaskComparison {
    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .less: left < right
        case .atMost: left <= right
        case .more: left > right
        case .atLeast: left >= right
        }
    }
}
