import Calendar
import Domain
import Input
import TaskDomain
import TaskFormats
import Web

extension TaskFormPage {
    /// The values in the fields: a task's own, or what was typed, each as its field has it.
    struct Values: Equatable {
        /// A plain field as it is filled in.
        struct Plain: Equatable {
            /// The text of the field; of a time, its day.
            var text = ""
            /// The time beside a day; without one the whole day.
            var clock = ""
            /// The whole of a time, where the fields show less.
            var kept: TaskTime?

            init() {}

            init(_ value: PlainValue?, in zone: Zone) {
                switch value {
                case .time(let time):
                    (text, clock) = FormTime.fields(of: time, in: zone)
                    kept = FormTime.unshown(of: time, in: zone)
                case .minutes(let minutes): text = Estimate.text(minutes)
                case .line(let line): text = line
                case nil: break
                }
            }

            /// The value as it was typed; nil where the field was not sent.
            init?(typed fields: Fields, _ field: PlainField, in zone: Zone) {
                guard let typed = fields.typed(field.name) else { return nil }
                self.init()
                guard case .time = field.kind else {
                    text = typed
                    return
                }
                self = Plain(TaskTime(text: typed).map(PlainValue.time), in: zone)
                if text.isEmpty { text = typed }
                clock = fields.typed(field.name + "Time") ?? clock
                kept = fields.typed(field.name + "Kept").flatMap { TaskTime(text: $0) } ?? kept
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
        private var plain: [PlainField: Plain] = [:]
        /// With commas between.
        var blockedBy = ""
        /// A line each; only for a new task.
        var steps = ""

        init() {}

        subscript(field: PlainField) -> Plain {
            get { plain[field] ?? Plain() }
            set { plain[field] = newValue }
        }

        init(of task: TaskItem, in zone: Zone) {
            title = task.title
            description = task.description
            status = task.status.rawValue
            priority = task.priority.rawValue
            projectId = task.projectId.map { String($0) } ?? ""
            parentId = task.parentId.map { "#\($0)" } ?? ""
            labels = task.labels.map(\.name).joined(separator: ", ")
            assignees = task.assignees.map(\.name)
            for field in PlainField.allCases { plain[field] = Plain(task.plan[field], in: zone) }
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
            for field in PlainField.allCases { plain[field] = Plain(typed: fields, field, in: zone) ?? plain[field] }
            blockedBy = (try? lists.texts("blockedBy"))?.joined(separator: ", ") ?? blockedBy
            steps = fields.typed("steps") ?? steps
        }
    }
}
