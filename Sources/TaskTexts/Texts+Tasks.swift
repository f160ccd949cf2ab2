import Domain
import TaskDomain
import Texts

/// Names and sentences of the tasks area.
extension Texts {
    /// The one place that knows who speaks for a language in this area.
    package var tasks: any TaskCatalogue {
        // Whoever stands in for a language has the words of every area whose pages it is asked for.
        if let standIn { return standIn as! any TaskCatalogue }
        return switch language {
        case .german: GermanTasks()
        case .english: EnglishTasks()
        }
    }

    package subscript(_ text: TaskText) -> String { tasks[text] }

    package subscript(_ status: TaskStatus) -> String { self[status.text] }

    package subscript(_ priority: TaskPriority) -> String { self[priority.text] }

    package func greeting(_ name: String) -> String { tasks.greeting(name.isolated) }

    /// Under the chart of the last 14 days.
    package func doneSummary(done: Int, live: Int) -> String { tasks.doneSummary(done: done, live: live) }

    /// Under the line of what was to be done: `118 → 124 in 14 Tagen` in words.
    package func openSummary(from first: Int, to last: Int, days: Int) -> String {
        tasks.openSummary(from: first, to: last, days: days - 1)
    }

    /// One bar of the chart.
    package func doneOn(_ day: CivilDate, _ count: Int) -> String { tasks.doneOn(shortDate(day), count) }

    /// Below a section that shows only some: `Alle 124 zeigen: Offen`.
    package func showAll(_ count: String, _ section: String) -> String { tasks.showAll(count, section) }

    /// The action of a task's tick, for those who cannot see its ring.
    package func completeLabel(_ title: String, _ priority: TaskPriority) -> String {
        "\(label(self[.complete], title)) (\(label(self[.priorityLabel], self[priority])))"
    }

    package func reopenLabel(_ title: String) -> String { label(self[.reopen], title) }

    /// The box that chooses a task for a change of several.
    package func choose(_ title: String) -> String { tasks.choose(title.isolated) }

    /// The number of open tasks that hold one up, in words.
    package func blockedBy(_ count: Int) -> String { tasks.blockedBy(count) }

    package func isBlocked(by count: Int) -> String { tasks.isBlocked(by: count) }

    package func blockedQuestion(_ title: String) -> String { tasks.blockedQuestion(title.isolated) }

    /// `3 von 5 Schritten erledigt`
    package func stepsDone(_ progress: Progress) -> String { tasks.stepsDone(progress) }

    package func deleteQuestion(_ title: String) -> String { tasks.deleteQuestion(title.isolated) }

    package func deleteConsequence(steps: Int, subtasks: Int) -> String {
        tasks.deleteConsequence(steps: steps, subtasks: subtasks)
    }

    /// The pencil beside a field.
    package func changeField(_ field: String) -> String { tasks.changeField(field) }

    /// The readers of what is in an inbox: `Only you`, `You and Ben`.
    ///
    /// - Shape: `others` are those beside the reader.
    package func seenByYou(and others: [String]) -> String { tasks.seenByYou(and: others.map(\.isolated)) }

    /// `Robot (agent of Ben)`
    package func agent(_ name: String, of owner: String) -> String { tasks.agent(name.isolated, of: owner.isolated) }

    /// `Inbox of Ada`
    package func inboxOf(_ name: String) -> String { tasks.inboxOf(name.isolated) }
}

extension TaskStatus {
    fileprivate var text: TaskText {
        switch self {
        case .open: .statusOpen
        case .active: .statusActive
        case .waiting: .statusWaiting
        case .done: .statusDone
        case .dropped: .statusDropped
        }
    }
}

extension TaskPriority {
    fileprivate var text: TaskText {
        switch self {
        case .urgent: .priorityUrgent
        case .high: .priorityHigh
        case .normal: .priorityNormal
        case .low: .priorityLow
        case .someday: .prioritySomeday
        }
    }
}
