import Domain
import SQLite
import Store

extension EventSight {
    /// The readers of what is said of tasks, projects, labels and views, all of whom may read tasks: of a task, those who
    /// see where it happened and, if it came from elsewhere, where that was; of a view or an import, whoever acted.
    package static let ofTasks = EventSight(
        joins: """
            LEFT JOIN task t ON e.project IS NULL AND t.id = e.subject AND \(TaskEventKind.concerns(.task, in: "e.kind"))
            LEFT JOIN trash l ON e.project IS NULL AND l.taskId = e.subject AND \(TaskEventKind.concerns(.task, in: "e.kind"))
            """,
        condition: """
            ? AND CASE WHEN \(TaskEventKind.concerns(.view, in: "e.kind")) OR e.kind = 'import_finished' THEN e.actor = ?
                WHEN \(TaskEventKind.concerns(.label, in: "e.kind")) THEN \(Access.sightOfLabelEvent("e"))
                ELSE \(Access.sightOfEvent("e", task: "t", trash: "l"))
                    AND (\(former) IS NULL OR \(Access.sight(of: former, task: "e.subject"))) END
            """
    ) { caller in
        let access = Access(caller)
        return [caller.may(.tasksRead), caller.actor] + access.whoOfLabelEvent + access.who + access.who
    }

    private static let former = Access.formerPlace(in: "b.content")
}
