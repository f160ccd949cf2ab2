import Domain
import JSON
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

/// A project of Ben's with everything in it that could be found from without, and beside it a task that all see, in a
/// project of theirs.
///
/// - Shape: whatever belongs to the project has *Secret* in it.
struct HiddenWorld {
    let project: Int64
    let task: TaskItem
    let subtask: TaskItem
    /// In the trash of the project.
    let deleted: TaskItem
    /// Everybody's: the hidden task blocks it and is blocked by it, and was the project's for a while.
    let open: TaskItem
    /// The number of the change that made the hidden task.
    let change: Int64

    init(_ site: TestSite) throws {
        let by = Change(by: Person.ben.caller, at: site.clock.now)
        let tasks = site.store.tasks
        let common = try site.common(of: .ben)
        project = try site.store.projects.createProject(ProjectDraft(name: "Secret"), by: by).project.id
        open = try tasks.create(Self.draft("Plain", in: common), by: by).task
        var draft = try TaskDraft(
            title: "Secret", description: "Secret", status: .active, steps: ["Secret"], externalId: "secret-1")
        (draft.projectId, draft.labels, draft.assignees) = (project, ["bug"], ["Ben"])
        draft.dueAt = TaskTime(text: "2026-11-23")
        let made = try tasks.create(draft, by: by)
        (task, change) = (made.task, try #require(made.change))
        var below = try TaskDraft(title: "Secret part")
        below.parentId = task.id
        subtask = try tasks.create(below, by: by).task
        let gone = try Self.draft("Secret and gone", in: project)
        deleted = try tasks.create(gone, by: by).task
        try tasks.delete(deleted.id, ifVersion: nil, by: by)
        _ = try tasks.addComment("Secret", to: task.id, by: by)
        try Self.tie(open, of: common, to: task, in: project, tasks, by)
    }

    static func draft(_ title: String, in project: Int64?) throws -> TaskDraft {
        var draft = try TaskDraft(title: title)
        draft.projectId = project
        return draft
    }

    private static func tie(
        _ open: TaskItem, of common: Int64, to task: TaskItem, in project: Int64, _ tasks: SQLiteTaskRepository,
        _ by: Change
    ) throws {
        var into = try TaskPatch()
        (into.projectId, into.parentId) = (.some(project), .some(task.id))
        _ = try tasks.update(open.id, into, ifVersion: nil, by: by)
        var out = try TaskPatch()
        (out.projectId, out.parentId, out.blockedBy) = (.some(common), .some(nil), [task.id])
        _ = try tasks.update(open.id, out, ifVersion: nil, by: by)
        let other = try tasks.create(draft("Plain too", in: common), by: by).task
        var blocked = try TaskPatch()
        blocked.blockedBy = [other.id]
        _ = try tasks.update(task.id, blocked, ifVersion: nil, by: by)
    }
}
