import Calendar
import Domain
import Web

extension TaskFormPage {
    /// The values in the fields: a task's own, or what was typed, each as its field has it.
    struct Values: Equatable {
        /// A day and the time beside it; without one the whole day.
        struct Time: Equatable {
            var day = ""
            var clock = ""
            /// The whole of it, where the fields show less.
            var kept: TaskTime?

            init() {}

            init(_ time: TaskTime?, in zone: Zone) {
                guard let time else { return }
                (day, clock) = FormTime.fields(of: time, in: zone)
                kept = FormTime.unshown(of: time, in: zone)
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

        init(of task: TaskItem, in zone: Zone) {
            title = task.title
            description = task.description
            status = task.status.rawValue
            priority = task.priority.rawValue
            projectId = task.projectId.map { String($0) } ?? ""
            parentId = task.parentId.map { "#\($0)" } ?? ""
            labels = task.labels.map(\.name).joined(separator: ", ")
            assignees = task.assignees.map(\.name)
            startAt = Time(task.startAt, in: zone)
            dueAt = Time(task.dueAt, in: zone)
            waitUntil = Time(task.waitUntil, in: zone)
            estimateMinutes = task.estimateMinutes.map(Estimate.text) ?? ""
            blockedBy = task.blockedBy.map { "#\($0)" }.joined(separator: ", ")
        }

        /// The values that were typed, over what a task has in the fields that were not sent: a small form sends one.
        init(typed fields: Fields, over task: TaskItem?, in zone: Zone) {
            self = task.map { Values(of: $0, in: zone) } ?? Values()
            title = fields.typed("title") ?? title
            description = fields.typed("description") ?? description
            status = fields.typed("status") ?? status
            priority = fields.typed("priority") ?? priority
            projectId = fields.typed("projectId") ?? projectId
            parentId = fields.typed("parentId") ?? parentId
            var lists = fields
            if let edit = try? lists.edit(of: "labels") {
                labels = edit.applied(to: task?.labels.map(\.name) ?? []).joined(separator: ", ")
            } else {
                labels = fields.typed("labels") ?? labels
            }
            let people = (try? lists.edit(of: "assignees")).map { $0.applied(to: assignees) }
            assignees = people ?? (try? lists.names("assignees")) ?? assignees
            let removed = (try? lists.names("removeAssignees")) ?? []
            assignees.removeAll { removed.contains($0) }
            assignees += ((try? lists.names("addAssignees")) ?? []).filter { !assignees.contains($0) }
            startAt = time("startAt", fields, zone) ?? startAt
            dueAt = time("dueAt", fields, zone) ?? dueAt
            waitUntil = time("waitUntil", fields, zone) ?? waitUntil
            estimateMinutes = fields.typed("estimateMinutes") ?? estimateMinutes
            blockedBy = (try? lists.texts("blockedBy"))?.joined(separator: ", ") ?? blockedBy
            steps = fields.typed("steps") ?? steps
        }

        private func time(_ name: String, _ fields: Fields, _ zone: Zone) -> Time? {
            guard let day = fields.typed(name) else { return nil }
            var time = TaskTime(text: day).map { Time($0, in: zone) } ?? Time()
            if time.day.isEmpty { time.day = day }
            time.clock = fields.typed(name + "Time") ?? time.clock
            time.kept = fields.typed(name + "Kept").flatMap { TaskTime(text: $0) } ?? time.kept
            return time
        }
    }
}
