import AuthStore
import Domain
import HouseStore
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("What stands around a task")
struct TaskSurroundingsTests {
    private let temporary: TemporaryStore
    private let change = Change(by: Person.ada.caller, at: TestClock.start)

    init() throws {
        temporary = try TemporaryStore()
    }

    private func make(_ title: String, below parent: Int64? = nil, in project: Int64? = nil) throws -> TaskItem {
        var draft = try TaskDraft.task(title)
        (draft.parentId, draft.projectId) = (parent, project)
        draft.waitUntil = .date(CivilDate(year: 2030, month: 1, day: 1)!)
        return try temporary.store.tasks.create(draft, by: change).task
    }

    private func project() throws -> Int64 {
        let projects = temporary.store.projects
        let id = try projects.createProject(ProjectDraft(name: "Move"), by: change).project.id
        _ = try projects.setMember("Ben", .viewer, of: id, by: change)
        return id
    }

    @Test("subtasks are the direct ones, by number, those that lists hide too, and no more than asked for")
    func subtasks() throws {
        let top = try make("Top")
        let parts = try (1...3).map { try make("Part \($0)", below: top.id) }
        _ = try make("Deeper", below: parts[0].id)
        let tasks = temporary.store.tasks
        #expect(try tasks.subtasks(of: top.id, limit: 9, for: Person.ada.caller).map(\.title) == parts.map(\.title))
        #expect(try tasks.subtasks(of: top.id, limit: 2, for: Person.ada.caller).count == 2)
        #expect(try tasks.subtasks(of: top.id, limit: 9, for: Person.ada.caller)[0].subtasks.total == 1)
    }

    @Test("what stands below a task is counted however deep")
    func below() throws {
        var parent = try make("Top").id
        for depth in 1...5 { parent = try make("Depth \(depth)", below: parent).id }
        #expect(try temporary.store.tasks.countBelow(1, for: Person.ada.caller) == 5)
        #expect(try temporary.store.tasks.countBelow(parent, for: Person.ada.caller) == 0)
    }

    @Test("to a stranger to its project nothing stands around a task, since it is not there")
    func hidden() throws {
        let id = try make("Secret", in: try project()).id
        let tasks = temporary.store.tasks
        #expect(throws: Failure.notFound) { try tasks.subtasks(of: id, limit: 9, for: Person.dot.caller) }
        #expect(throws: Failure.notFound) { try tasks.countBelow(id, for: Person.dot.caller) }
        #expect(try tasks.subtasks(of: id, limit: 9, for: Person.ben.caller).isEmpty)
    }

    @Test("a task in an inbox can be given to everybody who may sign in, one of a project to its members")
    func people() throws {
        let projects = temporary.store.projects
        let id = try project()
        #expect(try projects.people(in: nil, for: Person.dot.caller).map(\.name) == ["Ada", "Ben", "Cleo", "Dot"])
        #expect(try projects.people(in: id, for: Person.ben.caller).map(\.name) == ["Ada", "Ben"])
        #expect(throws: Failure.notFound) { try projects.people(in: id, for: Person.dot.caller) }
        _ = try temporary.store.accounts.disableUser(Person.ben.id, by: change)
        #expect(try projects.people(in: id, for: Person.ada.caller).map(\.name) == ["Ada"])
    }

    @Test("history says what took a change back, and offers that change no second time")
    func undone() throws {
        let tasks = temporary.store.tasks
        let task = try make("Router")
        let renamed = try tasks.update(task.id, TaskPatch(title: "Switch"), ifVersion: nil, by: change)
        _ = try tasks.undo(try #require(renamed.change), by: change)
        let entries = try tasks.history(of: task.id, before: nil, limit: 9, for: Person.ada.caller)
        #expect(entries.map(\.isUndo) == [true, false, false])
        #expect(entries.map(\.isUndoable) == [true, false, true])
    }
}
