import Domain

/// A task as a change left it, and the number of that change.
package struct TaskOutcome: Sendable, Equatable {
    package let task: TaskItem
    /// The `seq` of the change's first event, by which it can be undone; nil when nothing changed.
    package let change: Int64?

    package init(task: TaskItem, change: Int64?) {
        self.task = task
        self.change = change
    }
}

/// One of several changes that are carried out together.
package enum BatchCommand: Sendable {
    case create(TaskDraft)
    case update(TaskItem.ID, TaskPatch, ifVersion: Int64?)
    case delete(TaskItem.ID, ifVersion: Int64?)
}

package struct BatchOutcome: Sendable, Equatable {
    package let tasks: [ChangedTask?]
    /// As `TaskOutcome.change`, of all of them together.
    package let change: Int64?

    package init(tasks: [ChangedTask?], change: Int64?) {
        self.tasks = tasks
        self.change = change
    }
}

/// One of several tasks as a change left it.
///
/// - Shape: whole where there are few, as many as a page of a list has; of more only the version, since thousands of
///   tasks with their descriptions are hundreds of megabytes.
package struct ChangedTask: Identifiable, Sendable, Equatable {
    package let id: TaskItem.ID
    package let version: Int64
    package let whole: TaskItem?

    package static let wholeLimit = TaskQuery.limitRange.upperBound

    package init(_ task: TaskItem) {
        (id, version, whole) = (task.id, task.version, task)
    }

    package init(id: TaskItem.ID, version: Int64) {
        (self.id, self.version, whole) = (id, version, nil)
    }
}
