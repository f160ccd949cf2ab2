import Domain
import TaskDomain
import Web

/// All that the page of a task shows.
struct TaskDetail {
    var task: TaskItem
    var rights: TaskRights
    /// The caller's projects: names, and where the task may be moved to.
    var projects: [ProjectSummary] = []
    /// Those to whom it can be given.
    var people: [AccountName] = []
    var labels: [String] = []
    /// At most `subtaskLimit`.
    var subtasks: [TaskItem] = []
    /// Its parent, the tasks around it, and those that its texts name, by number.
    var others: [TaskItem.ID: TaskItem] = [:]
    /// One page of them.
    var comments: [Comment] = []
    /// All that the task has.
    var commentCount = 0
    var hasEarlierComments = false
    /// Before which comment the page ends; nil for the newest.
    var commentsBefore: Int64?
    /// The last ones, at most `historyLimit`.
    var history: [HistoryEntry] = []

    static let subtaskLimit = 200
    static let historyLimit = 6

    var project: ProjectSummary? { projects.first { $0.id == task.projectId } }

    /// Tells whether the caller may change another task, such as one that waits for this one.
    func mayEdit(_ other: TaskItem, _ caller: Caller?) -> Bool {
        guard let caller else { return false }
        return TaskRights(caller, other, role: projects.first { $0.id == other.projectId }?.role).mayEdit
    }
}

/// The parts of a task that can be gone when it comes back from the trash.
enum LostPart {
    static let names: Set<String> = [
        "projectId", "inbox", "parentId", "labels", "assignees", "blockedBy", "externalId", "steps",
    ]
}

/// The input that one of a page's small forms was sent and did not take.
struct RefusedInput {
    enum FormName: Equatable {
        case newStep, comment
        /// A box in the description.
        case description
        case step(Int64)
        case editedComment(Int64)
        /// A button of a comment: its removal, or one of its boxes.
        case commentButton(Int64)
    }

    let form: FormName
    let typed: String
    /// The assignee of a step.
    var assignee: String?
    let failure: Failure
}

extension TasksArea {
    func detail(
        of task: TaskItem, commentsBefore before: Int64? = nil, for caller: Caller
    ) throws(Failure) -> TaskDetail {
        let found = try projects.projects(archived: true, for: caller)
        let role = found.first { $0.id == task.projectId }?.role
        var detail = TaskDetail(task: task, rights: TaskRights(caller, task, role: role), projects: found)
        detail.people = try projects.people(in: task.projectId, for: caller)
        if detail.rights.mayEdit { detail.labels = try projects.labelNames(limit: PageChoices.limit, for: caller) }
        if task.subtasks.total > 0 {
            detail.subtasks = try tasks.subtasks(of: task.id, limit: TaskDetail.subtaskLimit, for: caller)
        }
        try addComments(to: &detail, before, for: caller)
        detail.history = try tasks.history(of: task.id, before: nil, limit: TaskDetail.historyLimit, for: caller)
        let named = TaskWords.numbers(in: [task.description] + detail.comments.map(\.text))
        let ids = Set(task.blockedBy + task.blocks + named + [task.parentId].compactMap { $0 })
        for other in try tasks.find(ids.sorted(), for: caller) { detail.others[other.id] = other }
        return detail
    }

    private func addComments(
        to detail: inout TaskDetail, _ before: Int64?, for caller: Caller
    ) throws(Failure) {
        let query = CommentQuery(.before(before ?? .max))
        let page = try tasks.comments(of: detail.task.id, query, for: caller)
        (detail.comments, detail.hasEarlierComments) = (page.comments, page.hasMore)
        (detail.commentCount, detail.commentsBefore) = (page.total, before)
    }

    /// The rights of the caller in a task.
    func rights(in task: TaskItem, for caller: Caller) throws(Failure) -> TaskRights {
        guard let project = task.projectId else { return TaskRights(caller, inInbox: task) }
        return TaskRights(caller, role: try projects.project(project, for: caller).summary.role)
    }
}
