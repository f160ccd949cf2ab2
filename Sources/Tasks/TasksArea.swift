import Domain
import Web

/// The addresses of the tasks area. `elwosa routes` prints this table.
public struct TasksArea: Area {
    public static let name = "tasks"

    let tasks: any TaskRepository

    public init(tasks: any TaskRepository) {
        self.tasks = tasks
    }

    public static let routes: [AreaRoute<TasksArea>] = [
        AreaRoute(.get, "/", needs: .tasksRead, handle: dashboard),
        AreaRoute(.get, "/tasks", needs: .tasksRead, handle: list),
        AreaRoute(.post, "/tasks", needs: .tasksWrite, handle: create),
        AreaRoute(.get, "/tasks/new", needs: .tasksWrite, handle: new),
        AreaRoute(.get, "/tasks/{id}", needs: .tasksRead, handle: show),
        AreaRoute(.patch, "/tasks/{id}", needs: .tasksWrite, handle: update),
        AreaRoute(.delete, "/tasks/{id}", needs: .tasksWrite, handle: delete),
        AreaRoute(.get, "/tasks/{id}/edit", needs: .tasksWrite, handle: edit),
        AreaRoute(.get, "/tasks/{id}/delete", needs: .tasksWrite, handle: confirmDelete),
        AreaRoute(.post, "/tasks/{id}/completion", needs: .tasksWrite, handle: complete),
        AreaRoute(.delete, "/tasks/{id}/completion", needs: .tasksWrite, handle: reopen),
        AreaRoute(.post, "/tasks/{id}/steps", needs: .tasksWrite, handle: addStep),
        AreaRoute(.patch, "/tasks/{id}/steps/{step}", needs: .tasksWrite, handle: updateStep),
        AreaRoute(.delete, "/tasks/{id}/steps/{step}", needs: .tasksWrite, handle: removeStep),
        AreaRoute(.post, "/tasks/{id}/steps/{step}/completion", needs: .tasksWrite, handle: completeStep),
        AreaRoute(.delete, "/tasks/{id}/steps/{step}/completion", needs: .tasksWrite, handle: reopenStep),
    ]
}
