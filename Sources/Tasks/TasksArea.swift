import Domain
import TaskDomain
import Web

/// Everything the tasks area asks of the store about tasks: one contract per concern.
package typealias TasksRepositories = TaskRepository & BoardRepository & TaskHistoryRepository
    & CommentRepository & ImportRepository & ExportRepository

/// Everything it asks about what tasks belong to.
package typealias ProjectsRepositories = ProjectRepository & LabelRepository & SavedViewRepository

/// The addresses of the tasks area, concern by concern. `elwosa routes` prints this table.
package struct TasksArea: Area {
    package static let name = AreaName.tasks

    let tasks: any TasksRepositories
    let projects: any ProjectsRepositories
    /// The entries of memory that link to tasks: tasks and memory know each other.
    let surroundings: any TaskSurroundings

    package init(
        tasks: any TasksRepositories, projects: any ProjectsRepositories, surroundings: any TaskSurroundings
    ) {
        self.tasks = tasks
        self.projects = projects
        self.surroundings = surroundings
    }

    package static let routes =
        taskRoutes + stepRoutes + commentRoutes + citationRoutes + boxRoutes + historyRoutes + projectRoutes
        + labelRoutes + viewRoutes
        + exportRoutes + importRoutes + suggestionRoutes

    static let taskRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.get, "/", needs: .tasksRead, handle: dashboard),
        AreaRoute(.get, "/board", needs: .tasksRead, handle: board),
        AreaRoute(.get, "/tasks", needs: .tasksRead, handle: list),
        AreaRoute(.post, "/tasks", needs: .tasksWrite, handle: create),
        AreaRoute(.post, "/tasks/batch", needs: .tasksWrite, handle: batch),
        AreaRoute(.get, "/tasks/help", needs: .tasksRead, handle: help),
        AreaRoute(.get, "/tasks/new", needs: .tasksWrite, handle: new),
        AreaRoute(.get, "/tasks/{id}", needs: .tasksRead, handle: show),
        AreaRoute(.put, "/tasks/{id}", needs: .tasksWrite, handle: replace),
        AreaRoute(.patch, "/tasks/{id}", needs: .tasksWrite, handle: update),
        AreaRoute(.delete, "/tasks/{id}", needs: .tasksWrite, handle: delete),
        AreaRoute(.get, "/tasks/{id}/edit", needs: .tasksWrite, handle: edit),
        AreaRoute(.get, "/tasks/{id}/delete", needs: .tasksWrite, handle: confirmDelete),
        AreaRoute(.post, "/tasks/{id}/completion", needs: .tasksWrite, twice: .settles, handle: complete),
        AreaRoute(.delete, "/tasks/{id}/completion", needs: .tasksWrite, handle: reopen),
    ]

    static let stepRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.post, "/tasks/{id}/steps", needs: .tasksWrite, handle: addStep),
        AreaRoute(.patch, "/tasks/{id}/steps/{step}", needs: .tasksWrite, handle: updateStep),
        AreaRoute(.delete, "/tasks/{id}/steps/{step}", needs: .tasksWrite, handle: removeStep),
        AreaRoute(
            .post, "/tasks/{id}/steps/{step}/completion", needs: .tasksWrite, twice: .settles, handle: completeStep),
        AreaRoute(.delete, "/tasks/{id}/steps/{step}/completion", needs: .tasksWrite, handle: reopenStep),
        AreaRoute(.post, "/tasks/{id}/steps/{step}/subtask", needs: .tasksWrite, handle: promoteStep),
    ]
}
