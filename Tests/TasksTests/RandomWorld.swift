import Domain
import Store
import TaskDomain
import TaskStore
import TestingElwosa

/// Projects, tasks and all that belongs to them, the same for the same seed.
struct RandomWorld {
    private var random: SeededRandom
    private let store: Store
    /// Long enough ago for all of it to be over when the tests begin.
    private var now = TestClock.start.adding(seconds: -10_000_000)
    private var projects: [Int64] = []
    private var tasks: [TaskItem] = []

    /// Made by Ada and Ben, with Cleo and Dot as assignees, as people would make it.
    static func make(in store: Store, seed: UInt64) throws {
        var world = RandomWorld(random: SeededRandom(seed: seed), store: store)
        try world.makeProjects()
        for _ in 0..<60 { try world.makeTask() }
        for _ in 0..<80 { try world.changeSomething() }
        for _ in 0..<5 { try world.deleteSomething() }
    }

    private init(random: SeededRandom, store: Store) {
        self.random = random
        self.store = store
    }

    private mutating func change(_ person: Person = .ada) -> Change {
        now = now.adding(seconds: Int64.random(in: 0...9_000, using: &random))
        return Change(by: person.caller, at: now)
    }

    private mutating func text(_ most: Int) -> String {
        let words = ["Water", "=1+1", "Äpfel", "\"quoted\"", "a,b", "🌱", "\\n", "</script>", "\u{301}e", "x\ty"]
        return (0...Int.random(in: 0..<most, using: &random)).map { _ in words.randomElement(using: &random)! }
            .joined(separator: " ")
    }

    private mutating func line(_ most: Int) -> String { text(most).replacing("\t", with: "-") }

    private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &random) == 0 }

    private mutating func time() -> TaskTime? {
        let day = CivilDate(daysSince1970: 20_000 + Int64.random(in: 0..<1_000, using: &random))
        let second = Instant(seconds: 1_700_000_000 + Int64.random(in: 0..<80_000_000, using: &random))
        return chance(2) ? nil : chance(2) ? .date(day) : .instant(second)
    }

    private mutating func makeProjects() throws {
        for name in ["Garden", "House", "Garden"] {
            let draft = try ProjectDraft(name: name, description: text(9))
            let id = try store.projects.createProject(draft, by: change()).project.id
            for person in Person.allCases.dropFirst() {
                let role = ProjectRole.allCases.randomElement(using: &random)!
                _ = try store.projects.setMember(person.name, role, of: id, by: change())
            }
            projects.append(id)
        }
        let patch = try ProjectPatch(isArchived: true)
        _ = try store.projects.updateProject(projects[1], patch, ifVersion: nil, by: change())
        _ = try store.projects.createLabel("never used", .teal, by: change())
    }

    private mutating func makeTask() throws {
        let status = TaskStatus.allCases.randomElement(using: &random)!
        let priority = TaskPriority.allCases.randomElement(using: &random)!
        let name = chance(4) ? "bd-\(tasks.count)" : nil
        var draft = try TaskDraft(
            title: line(6), description: text(40) + "\n" + text(3), status: status, priority: priority,
            externalId: name)
        draft.projectId = chance(2) ? nil : projects.randomElement(using: &random)!
        var labels: [String] = []
        while chance(2) { labels.append(line(1).replacing(",", with: ";")) }
        draft.labels = try TaskRules.labels(labels)
        // Members of a project only; Ada is one of each.
        if chance(2) { draft.assignees = draft.projectId == nil ? ["Cleo", "Dot"] : ["Ada", "Dot"] }
        for field in PlainField.allCases {
            draft.plan[field] =
                switch field.kind {
                case .time: time().map(PlainValue.time)
                case .minutes: chance(2) ? nil : .minutes(Int.random(in: 1...9_999, using: &random))
                case .line: chance(2) ? nil : .line(line(3))
                }
        }
        for _ in 0..<Int.random(in: 0..<4, using: &random) {
            // Whoever sees the task.
            let helper = draft.projectId != nil ? "Ben" : draft.assignees.first ?? "Ada"
            let assignee = chance(3) ? helper : nil
            draft.steps.append(StepDraft(title: line(3), done: chance(2), assignee: assignee))
        }
        tasks.append(try store.tasks.create(draft, by: change()).task)
    }

    /// Ties, comments and edits; what the rules refuse stays as it is.
    private mutating func changeSomething() throws {
        let task = tasks.randomElement(using: &random)!
        let other = tasks.randomElement(using: &random)!
        let store = store
        var patch = try self.patch(other)
        if chance(5) {
            let comment = try store.tasks.addComment("@Ben " + text(9), to: task.id, by: change()).comment
            if chance(2) { _ = try store.tasks.updateComment(comment.id, of: task.id, text(9) + ".", by: change()) }
        }
        patch.force = true
        try orStay(.invalid) { change throws(Failure) in
            _ = try store.tasks.update(task.id, patch, ifVersion: nil, by: change)
        }
    }

    private mutating func patch(_ other: TaskItem) throws -> TaskPatch {
        var patch = try TaskPatch()
        switch Int.random(in: 0..<4, using: &random) {
        case 0: patch.parentId = .some(other.id)
        case 1: patch.blockedBy = [other.id]
        case 2: patch.status = TaskStatus.allCases.randomElement(using: &random)!
        default: patch.title = line(5)
        }
        return patch
    }

    private mutating func deleteSomething() throws {
        let (store, task) = (store, tasks.randomElement(using: &random)!)
        try orStay(.notFound) { change throws(Failure) in
            try store.tasks.delete(task.id, ifVersion: nil, by: change)
        }
    }

    private mutating func orStay(_ kind: Failure.Kind, _ body: (Change) throws(Failure) -> Void) throws {
        let change = self.change()
        do throws(Failure) {
            try body(change)
        } catch {
            if error.kind != kind { throw error }
        }
    }
}
