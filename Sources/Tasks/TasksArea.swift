import Domain
import Web

/// The addresses of the tasks area. `elwosa routes` prints this table.
public struct TasksArea: Area {
    public let name = "tasks"
    let tasks: any TaskRepository

    public init(tasks: any TaskRepository) {
        self.tasks = tasks
    }

    public var routes: [Route] {
        [
            Route(.get, "/", needs: .tasksRead, handle: dashboard),
            Route(.get, "/tasks", needs: .tasksRead, handle: list),
            Route(.post, "/tasks", needs: .tasksWrite, handle: create),
            Route(.get, "/tasks/new", needs: .tasksWrite, handle: new),
            Route(.get, "/tasks/{id}", needs: .tasksRead, handle: show),
            Route(.patch, "/tasks/{id}", needs: .tasksWrite, handle: update),
            Route(.delete, "/tasks/{id}", needs: .tasksWrite, handle: delete),
            Route(.get, "/tasks/{id}/edit", needs: .tasksWrite, handle: edit),
            Route(.get, "/tasks/{id}/delete", needs: .tasksWrite, handle: confirmDelete),
            Route(.post, "/tasks/{id}/completion", needs: .tasksWrite, handle: complete),
            Route(.delete, "/tasks/{id}/completion", needs: .tasksWrite, handle: reopen),
            Route(.post, "/tasks/{id}/steps", needs: .tasksWrite, handle: addStep),
            Route(.patch, "/tasks/{id}/steps/{step}", needs: .tasksWrite, handle: updateStep),
            Route(.delete, "/tasks/{id}/steps/{step}", needs: .tasksWrite, handle: removeStep),
            Route(.post, "/tasks/{id}/steps/{step}/completion", needs: .tasksWrite, handle: completeStep),
            Route(.delete, "/tasks/{id}/steps/{step}/completion", needs: .tasksWrite, handle: reopenStep),
        ]
    }
}
