import Domain
import JSON
import TaskChanges
import TaskDomain
import TestingElwosa

/// Requests that nobody would think of, of several people among few tasks: the same in every run, over whatever rows.
struct RandomRequests {
    let world: RuleWorld
    private var random: SeededRandom
    private let projects: [Int64?]
    private var tasks: [TaskItem.ID] = [1]
    private var changes: [Int64] = [1]

    init(_ world: RuleWorld, seed: UInt64) throws {
        (self.world, random) = (world, SeededRandom(seed: seed))
        let shared = try world.project("Shared", with: [.ben: .editor, .cleo: .commenter])
        projects = [nil, nil, shared, try world.project("Ada's"), try world.project("Ben's", by: .ben)]
    }

    /// Carries out one.
    ///
    /// - Shape: what somebody would be told of it.
    mutating func next() throws -> String {
        world.advance(seconds: 7)
        let mark = try world.mark()
        do {
            let answer = try carryOut(one([Person.ada, .ada, .ben, .cleo]))
            let told = try world.told(after: mark)
            tasks += told.filter { $0.kind == "task_created" }.compactMap(\.subject)
            if let first = told.first { changes.append(first.seq) }
            return "\(answer) \(told)"
        } catch let failure as Failure {
            return "\(failure) \(failure.field ?? "")"
        }
    }

    private mutating func carryOut(_ person: Person) throws -> String {
        let task = try any(person)
        switch Int.random(in: 0...14, using: &random) {
        case 0...2:
            let draft = try draft()
            return "\(try world.change(by: person) { try TaskEditing($0).create(draft) })"
        case 3...6:
            let patch = try patch()
            return "\(try world.change(by: person) { try TaskEditing($0).update(task, patch, ifVersion: nil) })"
        case 7:
            let force = flip()
            return
                "\(try world.change(by: person) { try TaskEditing($0).complete(task, force: force, ifVersion: nil) })"
        case 8: return "\(try world.delete(task, by: person))"
        case 9: return "\(try world.restore(one(tasks), by: person))"
        case 10, 11: return "\(try world.undo(flip() ? changes.last : one(changes), by: person))"
        case 12: return try changeStep(of: task, person)
        case 13: return try comment(on: task, person)
        default: return try changeLabel(person)
        }
    }

    /// A task, mostly one that the person sees.
    private mutating func any(_ person: Person) throws -> TaskItem.ID {
        for _ in 0..<5 {
            let task = one(tasks)
            if try world.find(task, for: person) != nil { return task }
        }
        return one(tasks)
    }

    private mutating func changeStep(of task: TaskItem.ID, _ person: Person) throws -> String {
        guard let step = try world.find(task, for: person)?.steps.randomElement(using: &random) else {
            let draft = StepDraft(title: words(), assignee: flip() ? one(Self.people) : nil)
            return "\(try world.change(by: person) { try TaskEditing($0).addStep(draft, to: task) })"
        }
        let patch = try StepPatch(
            title: flip() ? words() : nil, done: flip() ? flip() : nil, position: flip() ? one([0, 1, 9]) : nil)
        let way = one([0, 1, 2])
        return try world.change(by: person) { writing in
            let editing = TaskEditing(writing)
            switch way {
            case 0: return "\(try editing.promoteStep(step.id, of: task))"
            case 1: return "\(try editing.removeStep(step.id, of: task, ifVersion: nil))"
            default: return "\(try editing.updateStep(step.id, of: task, patch, ifVersion: nil))"
            }
        }
    }

    private mutating func comment(on task: TaskItem.ID, _ person: Person) throws -> String {
        let text = words() + one([" @Ada", " @ben", ""])
        let comments = try world.change(by: person) { try $0.rows.comments(of: task) }
        guard let comment = comments.randomElement(using: &random), flip() else {
            return "\(try world.comment(text, on: task, by: person))"
        }
        let isEdit = flip()
        return try world.change(by: person) { writing in
            let changes = CommentChanges(writing)
            guard isEdit else { return "\(String(describing: try changes.remove(comment.id, of: task)))" }
            return "\(try changes.update(comment.id, of: task, text))"
        }
    }

    private mutating func changeLabel(_ person: Person) throws -> String {
        let (id, name, way) = (Int64(one([1, 2, 3, 4])), one(Self.labels), one([0, 1, 2]))
        return try world.change(by: person) { writing in
            let changes = LabelChanges(writing)
            switch way {
            case 0: return "\(String(describing: try changes.delete(id)))"
            case 1: return "\(try changes.update(id, name: name, colour: .pink))"
            default: return "\(try changes.create(name, .red))"
            }
        }
    }

    private mutating func draft() throws -> TaskDraft {
        var draft = try TaskDraft(
            title: words(), status: one(TaskStatus.allCases), priority: one(TaskPriority.allCases),
            steps: flip() ? [words(), words()] : [], externalId: one([nil, nil, "x-1", "x-2"]))
        draft.projectId = one(projects)
        (draft.labels, draft.assignees) = (some(Self.labels), some(Self.people))
        if chance(3) { (draft.parentId, draft.projectId) = (one(tasks), nil) }
        if chance(4) { draft.blockedBy = try TaskRules.blockedBy([one(tasks), one(tasks)]) }
        return draft
    }

    private mutating func patch() throws -> TaskPatch {
        var patch = try TaskPatch(
            title: chance(3) ? words() : nil, status: chance(3) ? one(TaskStatus.allCases) : nil)
        patch.force = flip()
        if chance(3) { patch.projectId = .some(one(projects)) }
        if chance(3) { patch.parentId = .some(flip() ? nil : one(tasks)) }
        if chance(3) { patch.labels = some(Self.labels) }
        if chance(4) { patch.addedLabels = some(Self.labels) }
        if chance(4) { patch.removedLabels = some(Self.labels) }
        if chance(4) { patch.assignees = some(Self.people) }
        if chance(4) { patch.addedAssignees = some(Self.people) }
        if chance(4) { patch.externalId = .some(one([nil, "x-1", "x-2"])) }
        if chance(3) { patch.blockedBy = try TaskRules.blockedBy([one(tasks), one(tasks)]) }
        return patch
    }

    private static let labels = ["bug", "Später", "docs"]
    private static let people = ["Ada", "Ben", "Cleo"]
    private static let words = ["milk", "Müller", "bread", "plan"]

    private mutating func words() -> String { one(Self.words) + " " + one(Self.words) }
    private mutating func flip() -> Bool { Bool.random(using: &random) }
    private mutating func chance(_ of: Int) -> Bool { Int.random(in: 1...of, using: &random) == 1 }
    private mutating func one<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }
    private mutating func some<Value>(_ values: [Value]) -> [Value] {
        values.filter { _ in Bool.random(using: &random) }
    }
}
