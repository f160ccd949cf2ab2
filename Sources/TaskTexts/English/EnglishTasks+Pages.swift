import Domain
import TaskDomain
import Texts

/// Permissions; dashboard, lists and boards; a task and its times.
extension EnglishTasks {
    package func permission(_ permission: TaskPermission) -> String {
        switch permission {
        case .read: "read tasks"
        case .write: "add and change tasks"
        }
    }

    package func greeting(_ name: String) -> String { "Hello, \(name)" }

    package func doneSummary(done: Int, live: Int) -> String { "\(done) done, \(live) still to do" }

    package func openSummary(from first: Int, to last: Int, days: Int) -> String {
        "\(first) to do \(days) days ago, \(last) today"
    }

    package func doneOn(_ day: String, _ count: Int) -> String { "\(day): \(count) done" }

    package func showAll(_ count: String, _ section: String) -> String { "Show all \(count): \(section)" }

    package func moreIn(_ lane: String) -> String { "More in the list: \(lane)" }

    package func choose(_ title: String) -> String { "Select: \(title)" }

    package func stepsDone(_ progress: Progress) -> String {
        "\(progress.done) of \(progress.total) steps done"
    }

    package func blockedBy(_ count: Int) -> String {
        count == 1 ? "Blocked by an open task" : "Blocked by \(count) open tasks"
    }

    package func isBlocked(by count: Int) -> String { "blocked by " + taskCount(count) }

    package func blockedQuestion(_ title: String) -> String { "Complete \(English.quoted(title)) anyway?" }

    package func deleteQuestion(_ title: String) -> String { "Delete \(English.quoted(title))?" }

    package func deleteConsequence(steps: Int, subtasks: Int) -> String {
        let gone = [
            steps == 0 ? nil : English.counted(steps, "step", "steps"),
            subtasks == 0 ? nil : English.counted(subtasks, "subtask", "subtasks"),
        ].compactMap { $0 }
        return (gone.isEmpty ? "" : "Deleted with it: \(English.list(gone)). ")
            + "You can get it back from the trash for 30 days."
    }

    package func changeField(_ field: String) -> String { "Change: \(field)" }

    package func seenByYou(and others: [String]) -> String {
        others.isEmpty ? "Only you" : English.list(["You"] + others)
    }

    package func agent(_ name: String, of owner: String) -> String { "\(name) (agent of \(owner))" }

    package func inboxOf(_ name: String) -> String { "Inbox of \(name)" }

    package func since(_ time: String) -> String { "since \(time)" }

    package func dueOn(_ time: String) -> String { "Due on \(time)" }

    package func nearDayAndHour(_ day: String, _ hour: String) -> String { "\(day) \(hour)" }

    package func hours(_ count: Int) -> String { "\(count) h" }

    package func minutes(_ count: Int) -> String { "\(count) min" }
}
