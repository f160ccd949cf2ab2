import Domain
import TaskDomain
import TaskTexts
import Texts

/// Tasks as people read them in a terminal.
enum TaskTable {
    /// - Shape: a line of names, then one line a task, in columns.
    static func lines(_ tasks: [TaskItem]) -> [String] {
        let head = ["ID", "STATUS", "PRIORITY", "DUE", "INBOX", "TITLE"]
        let rows = tasks.map { task in
            [
                String(task.id), task.status.rawValue, task.priority.rawValue, task.dueAt?.text ?? "",
                cell(task.inbox?.name ?? ""), cell(task.title + marks(of: task)),
            ]
        }
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        return ([head] + rows).map { row in
            // The last column has nothing to line up with.
            zip(row, widths).dropLast().map { $0 + String(repeating: " ", count: $1 - $0.count + 2) }.joined() + row
                .last!
        }
    }

    private static func marks(of task: TaskItem) -> String {
        (task.labels.map { " [\($0.name)]" } + task.assignees.map { " @\($0.name)" }).joined()
    }

    /// One task, a line each for what it has, then its description, steps and comments.
    static func lines(of task: TaskItem, project: String?, comments: [Comment]) -> [String] {
        let facts: [(String, String?)] = [
            ("Status", task.status.rawValue), ("Priority", task.priority.rawValue), ("Project", project),
            ("Inbox of", task.inbox?.name),
            ("Part of", task.parentId.map { "#\($0)" }), ("Labels", joined(task.labels.map(\.name))),
            ("Assigned to", joined(task.assignees.map(\.name))),
        ]
        let plan = PlainField.allCases.map { (texts[$0.label], task.plan[$0].map(text)) }
        let more: [(String, String?)] = [
            ("Blocked by", joined(task.blockedBy.map { "#\($0)" })), ("Blocks", joined(task.blocks.map { "#\($0)" })),
            ("External", task.externalId), ("Created", task.createdAt.rfc3339), ("Changed", task.updatedAt.rfc3339),
            ("Completed", task.completedAt?.rfc3339),
        ]
        return [TerminalTask.name(task)]
            + (facts + plan + more).compactMap { name, value in
                value.map { name + ":" + String(repeating: " ", count: 14 - name.count) + cell($0) }
            }
            + (task.description.isEmpty ? [] : ["", task.description])
            + (task.steps.isEmpty ? [] : [""] + task.steps.map { ($0.done ? "[x] " : "[ ] ") + cell($0.title) })
            + comments.flatMap { comment in
                [
                    "",
                    "\(cell(comment.authorName ?? "?"))\(comment.isImported ? " (imported)" : ""), "
                        + "\(comment.createdAt.rfc3339):",
                    comment.text,
                ]
            }
    }

    private static let texts = Texts(.english)

    private static func text(_ value: PlainValue) -> String {
        if case .minutes(let minutes) = value { "\(minutes) min" } else { value.text }
    }

    private static func joined(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: ", ") }
}
