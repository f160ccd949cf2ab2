import Domain
import Web

extension TaskFormPage {
    /// What stands in the fields: a task's own values, or what was typed, each as its field has it.
    struct Values: Equatable {
        /// A day and the time beside it; without one the whole day.
        struct Time: Equatable {
            var day = ""
            var clock = ""

            init() {}

            init(_ time: TaskTime?) {
                guard let time else { return }
                (day, clock) = LocalTime.fields(of: time)
            }
        }

        var title = ""
        var description = ""
        var status = TaskStatus.open.rawValue
        var priority = TaskPriority.normal.rawValue
        var projectId = ""
        var parentId = ""
        /// With commas between.
        var labels = ""
        var assignees: [String] = []
        var startAt = Time()
        var dueAt = Time()
        var waitUntil = Time()
        var estimateMinutes = ""
        /// With commas between.
        var blockedBy = ""
        /// A line each; only for a new task.
        var steps = ""

        init() {}

        init(of task: TaskItem) {
            title = task.title
            description = task.description
            status = task.status.rawValue
            priority = task.priority.rawValue
            projectId = task.projectId.map { String($0) } ?? ""
            parentId = task.parentId.map { "#\($0)" } ?? ""
            labels = task.labels.map(\.name).joined(separator: ", ")
            assignees = task.assignees.map(\.name)
            startAt = Time(task.startAt)
            dueAt = Time(task.dueAt)
            waitUntil = Time(task.waitUntil)
            estimateMinutes = task.estimateMinutes.map(Estimate.text) ?? ""
            blockedBy = task.blockedBy.map { "#\($0)" }.joined(separator: ", ")
        }

        /// What was typed, over what a task has in the fields that were not sent: a small form sends one.
        init(typed fields: Fields, over task: TaskItem?) {
            self = task.map(Values.init(of:)) ?? Values()
            title = fields.typed("title") ?? title
            description = fields.typed("description") ?? description
            status = fields.typed("status") ?? status
            priority = fields.typed("priority") ?? priority
            projectId = fields.typed("projectId") ?? projectId
            parentId = fields.typed("parentId") ?? parentId
            labels = fields.typed("labels") ?? labels
            var lists = fields
            assignees = (try? lists.names("assignees")) ?? assignees
            startAt = time("startAt", fields) ?? startAt
            dueAt = time("dueAt", fields) ?? dueAt
            waitUntil = time("waitUntil", fields) ?? waitUntil
            estimateMinutes = fields.typed("estimateMinutes") ?? estimateMinutes
            blockedBy = (try? lists.texts("blockedBy"))?.joined(separator: ", ") ?? blockedBy
            steps = fields.typed("steps") ?? steps
        }

        private func time(_ name: String, _ fields: Fields) -> Time? {
            guard let day = fields.typed(name) else { return nil }
            var time = TaskTime(text: day).map { Time($0) } ?? Time()
            if time.day.isEmpty { time.day = day }
            time.clock = fields.typed(name + "Time") ?? time.clock
            return time
        }
    }
}
