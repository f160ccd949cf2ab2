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

    public func deleteConsequence(steps: Int, subtasks: Int) -> String {
        let gone =
            [Self.counted(steps, isGerman ? "Schritt" : "step", isGerman ? "Schritte" : "steps")]
            + [Self.counted(subtasks, isGerman ? "Teilaufgabe" : "subtask", isGerman ? "Teilaufgaben" : "subtasks")]
        let parts = gone.compactMap { $0 }
        let kept =
            isGerman
            ? "Du kannst sie 30 Tage lang aus dem Papierkorb zurückholen."
            : "For 30 days you can get it back from the trash."
        guard !parts.isEmpty else { return kept }
        let list = parts.joined(separator: isGerman ? " und " : " and ")
        return (isGerman ? "Mit ihr gehen \(list). " : "With it go \(list). ") + kept
    }

    /// `3 Schritte`; nil for none.
    private static func counted(_ count: Int, _ one: String, _ many: String) -> String? {
        count == 0 ? nil : count == 1 ? "1 \(one)" : "\(count) \(many)"
    }

    var isGerman: Bool { language == .german }
}
