import Domain

/// Names and sentences of projects and labels, and of a task's fields.
extension Texts {
    public subscript(_ role: ProjectRole) -> String {
        switch role {
        case .owner: isGerman ? "Leitung" : "Owner"
        case .editor: isGerman ? "Bearbeitet" : "Editor"
        case .commenter: isGerman ? "Kommentiert" : "Commenter"
        case .viewer: isGerman ? "Liest" : "Viewer"
        }
    }

    public subscript(_ colour: LabelColour) -> String {
        switch colour {
        case .grey: isGerman ? "Grau" : "Grey"
        case .green: isGerman ? "Grün" : "Green"
        case .teal: isGerman ? "Petrol" : "Teal"
        case .blue: isGerman ? "Blau" : "Blue"
        case .violet: isGerman ? "Violett" : "Violet"
        case .pink: isGerman ? "Rosa" : "Pink"
        case .red: isGerman ? "Rot" : "Red"
        case .orange: "Orange"
        case .yellow: isGerman ? "Gelb" : "Yellow"
        }
    }

    /// Whoever sees what is in an inbox: `Only you`, `You and Ben`.
    ///
    /// - Shape: `others` are those beside the reader.
    public func seenByYou(and others: [String]) -> String {
        let you = isGerman ? "Dich" : "You"
        guard let last = others.last else { return isGerman ? "Nur Dich" : "Only you" }
        let first = ([you] + others.dropLast()).joined(separator: ", ")
        return "\(first) \(isGerman ? "und" : "and") \(last)"
    }

    /// `Robot (agent of Ben)`
    public func agent(_ name: String, of owner: String) -> String {
        "\(name) (\(isGerman ? "Agent von" : "agent of") \(owner))"
    }

    /// `Members of Garden`
    public func membersOf(_ project: String) -> String {
        isGerman ? "Mitglieder von \(project)" : "Members of \(project)"
    }

    /// `Inbox of Ada`
    public func inboxOf(_ name: String) -> String { isGerman ? "Eingang von \(name)" : "Inbox of \(name)" }

    /// `12 zu tun`
    public func stillToDo(_ count: Int) -> String { isGerman ? "\(count) zu tun" : "\(count) to do" }

    public func taskCount(_ count: Int) -> String {
        switch (isGerman, count) {
        case (true, 1): "1 Aufgabe"
        case (true, _): "\(count) Aufgaben"
        case (false, 1): "1 task"
        case (false, _): "\(count) tasks"
        }
    }

    public func archivedSince(_ instant: Instant, now: Instant) -> String {
        let when = ago(instant, now: now)
        return isGerman
            ? "Das Projekt liegt im Archiv (\(when)). Seine Aufgaben stehen in keiner Liste, solange Du nicht danach fragst."
            : "The project is archived (\(when)). Its tasks are in no list unless you ask for them."
    }

    public func labelDeleteConsequence(_ count: Int) -> String {
        switch (isGerman, count) {
        case (true, 0): "Keine Aufgabe, die Du siehst, trägt es."
        case (true, 1): "1 Aufgabe, die Du siehst, verliert es; sie selbst bleibt."
        case (true, _): "\(count) Aufgaben, die Du siehst, verlieren es; sie selbst bleiben."
        case (false, 0): "No task that you see has it."
        case (false, 1): "1 task that you see loses it; the task itself stays."
        case (false, _): "\(count) tasks that you see lose it; the tasks themselves stay."
        }
    }

    /// The pencil beside a field.
    public func changeField(_ field: String) -> String {
        isGerman ? "\(field) ändern" : "Change: \(field)"
    }

    /// The time beside a day.
    public func clockOf(_ field: String) -> String { field + (isGerman ? ": Uhrzeit" : ": time") }

    public func isBlocked(by count: Int) -> String {
        switch (isGerman, count) {
        case (true, 1): "wartet auf 1 Aufgabe"
        case (true, _): "wartet auf \(count) Aufgaben"
        case (false, 1): "waits for 1 task"
        case (false, _): "waits for \(count) tasks"
        }
    }

    public func blockedQuestion(_ title: String) -> String {
        isGerman ? "\(quoted(title)) trotzdem erledigen?" : "Complete \(quoted(title)) anyway?"
    }

    /// What went wrong, beside a form: the rule, else the kind.
    public func sentence(_ failure: Failure) -> String {
        failure.rule.map { sentence($0) } ?? (failure.kind == .stale ? self[.conflictBeside] : self[failure.kind])
    }
}
