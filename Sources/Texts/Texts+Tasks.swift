import Domain

/// Sentences of the tasks area that carry a name or a number.
extension Texts {
    public func greeting(_ name: String) -> String { isGerman ? "Hallo, \(name)" : "Hello, \(name)" }

    /// Names of tasks and texts of others, as the language quotes them.
    public func quoted(_ text: String) -> String { isGerman ? "„\(text)“" : "“\(text)”" }

    /// Under the chart of the last 14 days.
    public func doneSummary(done: Int, live: Int) -> String {
        isGerman ? "\(done) erledigt, \(live) noch zu tun" : "\(done) done, \(live) still to do"
    }

    /// Under the line of what was to be done: `118 → 124 in 14 Tagen` in words.
    public func openSummary(from first: Int, to last: Int, days: Int) -> String {
        isGerman
            ? "Vor \(days - 1) Tagen \(first), heute \(last)" : "\(first) \(days - 1) days ago, \(last) today"
    }

    /// One bar of the chart.
    public func doneOn(_ day: CivilDate, _ count: Int) -> String {
        isGerman ? "\(shortDate(day)): \(count) erledigt" : "\(shortDate(day)): \(count) done"
    }

    /// Below a section that shows only some: `Alle 124 zeigen: Offen`.
    public func showAll(_ count: String, _ section: String) -> String {
        isGerman ? "Alle \(count) zeigen: \(section)" : "Show all \(count): \(section)"
    }

    /// What the tick of a task does, for those who cannot see its ring.
    public func completeLabel(_ title: String, _ priority: TaskPriority) -> String {
        "\(self[.complete]): \(title) (\(self[.priorityLabel]): \(self[priority]))"
    }

    /// The box that chooses a task for a change of several.
    public func choose(_ title: String) -> String { isGerman ? "Auswählen: \(title)" : "Select: \(title)" }

    /// What holds a task up.
    public func blockedBy(_ count: Int) -> String {
        switch (isGerman, count) {
        case (true, 1): "Wartet auf eine offene Aufgabe"
        case (true, _): "Wartet auf \(count) offene Aufgaben"
        case (false, 1): "Blocked by an open task"
        case (false, _): "Blocked by \(count) open tasks"
        }
    }

    public func reopenLabel(_ title: String) -> String { "\(self[.reopen]): \(title)" }

    /// `3 von 5 Schritten erledigt`
    public func stepsDone(_ progress: Progress) -> String {
        isGerman
            ? "\(progress.done) von \(progress.total) Schritten erledigt"
            : "\(progress.done) of \(progress.total) steps done"
    }

    public func deleteQuestion(_ title: String) -> String {
        isGerman ? "\(quoted(title)) löschen?" : "Delete \(quoted(title))?"
    }

    public func deleteConsequence(steps: Int) -> String {
        switch (isGerman, steps) {
        case (true, 0): "Die Aufgabe verschwindet aus allen Listen. Zurückholen kannst Du sie hier nicht."
        case (true, 1):
            "Die Aufgabe verschwindet mit ihrem Schritt aus allen Listen. Zurückholen kannst Du sie hier nicht."
        case (true, _):
            "Die Aufgabe verschwindet mit ihren \(steps) Schritten aus allen Listen. Zurückholen kannst Du sie hier nicht."
        case (false, 0): "The task disappears from every list. You cannot get it back here."
        case (false, 1): "The task and its step disappear from every list. You cannot get them back here."
        case (false, _): "The task and its \(steps) steps disappear from every list. You cannot get them back here."
        }
    }

    var isGerman: Bool { language == .german }
}
