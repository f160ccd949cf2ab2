import Domain
import Store
import TaskDomain
import TaskStore

/// Changes of tasks that nobody would think of, the same in every run, all by one person in two projects and the house.
package struct RandomChanges {
    private let site: TestSite
    private let caller: Caller
    private var random: SeededRandom
    private let projects: [Int64?]
    /// A label that is made anew stays when that is taken back, and then its former namesake cannot come again.
    package var deletesLabels = false

    /// - Shape: the person owns the projects, and another, Ben or Ada, may change their tasks.
    package init(_ site: TestSite, seed: UInt64, by person: Person = .ada) throws {
        (self.site, caller, random) = (site, person.caller, SeededRandom(seed: seed))
        var projects: [Int64?] = [nil]
        for name in ["Garden", "House"] {
            let change = Change(by: person.caller, at: site.clock.now)
            let made = try site.store.projects.createProject(ProjectDraft(name: name), by: change)
            let other = person == .ben ? "Ada" : "Ben"
            _ = try site.store.projects.setMember(other, .editor, of: made.project.id, by: change)
            projects.append(made.project.id)
        }
        self.projects = projects
    }

    /// - Shape: the number of the change; nil where a rule refused it, or where it changed nothing.
    package mutating func next() throws -> Int64? {
        site.clock.advance(seconds: 5)
        let mark = try site.lastEvent()
        do {
            try carryOut(Change(by: caller, at: site.clock.now))
        } catch let failure as Failure where [.invalid, .conflict, .notFound, .forbidden].contains(failure.kind) {
            guard try site.lastEvent() == mark else { throw failure }
        }
        return try site.lastEvent() == mark ? nil : mark + 1
    }

    private mutating func carryOut(_ change: Change) throws {
        let tasks = site.store.tasks
        if deletesLabels, chance(8), let label = try anyLabel(change.caller) {
            try site.store.projects.deleteLabel(label.id, by: change)
            return
        }
        guard let task = try any(change.caller), !chance(5) else {
            _ = try tasks.create(try draft(), by: change)
            return
        }
        switch Int.random(in: 0...11, using: &random) {
        case 0: _ = try tasks.complete(task.id, force: flip(), ifVersion: nil, by: change)
        case 1: _ = try tasks.reopen(task.id, ifVersion: nil, by: change)
        case 2: try tasks.delete(task.id, ifVersion: nil, by: change)
        case 3: try restore(change)
        case 4, 5: try changeSteps(task, change)
        case 6: try comment(task, change)
        case 7: _ = try tasks.batch(try commands(change.caller), by: change)
        default: _ = try tasks.update(task.id, try patch(task), ifVersion: nil, by: change)
        }
    }

    private mutating func restore(_ change: Change) throws {
        let trash = try site.store.tasks.trash(before: nil, limit: 100, for: change.caller)
        guard let entry = trash.randomElement(using: &random) else { return }
        _ = try site.store.tasks.restore(entry.id, by: change)
    }

    private mutating func changeSteps(_ task: TaskItem, _ change: Change) throws {
        let tasks = site.store.tasks
        guard let step = task.steps.randomElement(using: &random), !chance(3) else {
            _ = try tasks.addStep(StepDraft(title: words(), assignee: person()), to: task.id, by: change)
            return
        }
        switch Int.random(in: 0...3, using: &random) {
        case 0: _ = try tasks.removeStep(step.id, of: task.id, ifVersion: nil, by: change)
        case 1: _ = try tasks.promoteStep(step.id, of: task.id, by: change)
        default:
            let position = flip() ? Int.random(in: 0...5, using: &random) : nil
            let patch = try StepPatch(
                title: flip() ? words() : nil, done: flip() ? flip() : nil, position: position,
                assignee: flip() ? .some(person()) : nil)
            _ = try tasks.updateStep(step.id, of: task.id, patch, ifVersion: nil, by: change)
        }
    }

    private mutating func comment(_ task: TaskItem, _ change: Change) throws {
        let tasks = site.store.tasks
        let comments = try tasks.comments(of: task.id, for: change.caller)
        switch (Int.random(in: 0...2, using: &random), comments.randomElement(using: &random)) {
        case (0, let old?): try tasks.removeComment(old.id, of: task.id, by: change)
        case (1, let old?): _ = try tasks.updateComment(old.id, of: task.id, words() + " @ben", by: change)
        default: _ = try tasks.addComment(words() + (flip() ? " @Ada" : ""), to: task.id, by: change)
        }
    }

    private mutating func commands(_ caller: Caller) throws -> [BatchCommand] {
        try (0..<Int.random(in: 1...5, using: &random)).compactMap { _ in
            guard let task = try any(caller), !chance(4) else { return .create(try draft()) }
            return chance(4) ? .delete(task.id, ifVersion: nil) : .update(task.id, try patch(task), ifVersion: nil)
        }
    }

    private mutating func draft() throws -> TaskDraft {
        var draft = try TaskDraft(
            title: words(), description: flip() ? words() : "", status: one(TaskStatus.allCases),
            priority: one(TaskPriority.allCases), steps: flip() ? [words(), words()] : [])
        draft.projectId = one(projects)
        draft.labels = some(Self.labels)
        draft.assignees = some(["Ada", "Ben"])
        for field in PlainField.allCases where flip() { draft.plan[field] = plain(field) }
        if let parent = try any(caller), chance(3) {
            (draft.parentId, draft.projectId) = (parent.id, parent.projectId)
        }
        return draft
    }

    private mutating func patch(_ task: TaskItem) throws -> TaskPatch {
        var patch = try TaskPatch(
            title: chance(3) ? words() : nil, description: chance(3) ? words() : nil,
            status: chance(3) ? one(TaskStatus.allCases) : nil, priority: chance(3) ? one(TaskPriority.allCases) : nil)
        patch.force = flip()
        if chance(3) { patch.projectId = .some(one(projects)) }
        if chance(3) { patch.parentId = .some(flip() ? nil : try any(caller)?.id) }
        if chance(3) { patch.labels = some(Self.labels) }
        if chance(4) { patch.addedLabels = some(Self.labels) }
        if chance(4) { patch.removedLabels = some(Self.labels) }
        if chance(4) { patch.assignees = some(["Ada", "Ben"]) }
        for field in PlainField.allCases where chance(4) { patch.plan.updateValue(plain(field), forKey: field) }
        if chance(4) { patch.externalId = .some(flip() ? nil : "x-\(Int.random(in: 1...3, using: &random))") }
        if chance(3) { patch.blockedBy = try (0..<2).compactMap { _ in try any(caller)?.id }.filter { $0 != task.id } }
        if chance(4) { patch.steps = steps(task) }
        return patch
    }

    private mutating func plain(_ field: PlainField) -> PlainValue? {
        switch field.kind {
        case .time: time().map(PlainValue.time)
        case .minutes: flip() ? nil : .minutes(Int.random(in: 1...300, using: &random))
        case .line: flip() ? nil : .line(words())
        }
    }

    private mutating func steps(_ task: TaskItem) -> [StepDraft] {
        let kept = task.steps.shuffled(using: &random).prefix(2)
        return kept.map { StepDraft(id: $0.id, title: $0.title, done: !$0.done) } + [StepDraft(title: words())]
    }

    private mutating func any(_ caller: Caller) throws -> TaskItem? {
        let query = TaskQuery(TaskFilter(), frame: DayFrame(utc: site.clock.now), limit: 200)
        return try site.store.tasks.list(query, for: caller).tasks.randomElement(using: &random)
    }

    private mutating func anyLabel(_ caller: Caller) throws -> TaskLabel? {
        try site.store.projects.labels(for: caller).map(\.label).randomElement(using: &random)
    }

    package static let labels = ["bug", "Später", "needs review"]
    package static let words = ["milk", "Müller", "Straße", "überall", "bread", "plan", "42", "naïve"]

    private mutating func words() -> String { (0..<3).map { _ in one(Self.words) }.joined(separator: " ") }
    private mutating func time() -> TaskTime? {
        one([nil, TaskTime(text: "2026-11-20"), TaskTime(text: "2026-11-24T09:00:00Z"), TaskTime(text: "2027-01-01")])
    }
    private mutating func person() -> String? { one([nil, "Ada", "Ben"]) }
    private mutating func flip() -> Bool { Bool.random(using: &random) }
    private mutating func chance(_ of: Int) -> Bool { Int.random(in: 1...of, using: &random) == 1 }
    private mutating func one<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }
    private mutating func some<Value>(_ values: [Value]) -> [Value] {
        values.filter { _ in Bool.random(using: &random) }
    }
}
