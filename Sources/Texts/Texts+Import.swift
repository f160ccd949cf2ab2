import Domain

/// Bringing tasks along.
extension Texts {
    public func importLimit(megabytes: Int) -> String {
        isGerman ? "Höchstens \(megabytes) MiB." : "At most \(megabytes) MiB."
    }

    public func importOf(_ file: String) -> String {
        isGerman ? "Import von \(quoted(file))" : "Import of \(quoted(file))"
    }

    public func importTaken(_ count: ImportCount) -> String {
        isGerman
            ? "Neu: \(count.created). Auf den neuen Stand gebracht: \(count.updated). Unverändert: \(count.unchanged). "
                + "Neue Projekte: \(count.projects). Verknüpfungen: \(count.ties)."
            : "New: \(count.created). Brought up to date: \(count.updated). Unchanged: \(count.unchanged). "
                + "New projects: \(count.projects). Ties: \(count.ties)."
    }

    /// Where an import stopped, and from where on nothing was taken.
    public func importStopped(line: Int, since: Int) -> String {
        isGerman
            ? "In Zeile \(line) ging es nicht weiter; ab Zeile \(since) ist nichts übernommen."
            : "It stopped at line \(line); nothing from line \(since) on was taken."
    }

    /// Why something was left out, and how often.
    public func importSkipped(_ reason: ImportSkip.Reason, _ count: Int) -> String {
        "\(isGerman ? german(reason) : english(reason)): \(count)"
    }

    private func german(_ reason: ImportSkip.Reason) -> String {
        switch reason {
        case .deletedThere: "Dort schon gelöscht"
        case .inTrash: "Hier gelöscht, von Dir oder jemand anderem"
        case .notYours: "Hier vorhanden, aber nicht von Dir zu ändern"
        case .projectMissing: "In einem Projekt, das nicht in der Datei steht oder nicht Deines ist"
        case .parentMissing: "Übergeordnete Aufgaben, die es hier nicht gibt"
        case .blockerMissing: "Aufgaben, auf die gewartet wird und die es hier nicht gibt"
        case .secondParent: "Zweite übergeordnete Aufgaben (eine Aufgabe hat nur eine)"
        case .circle: "Verknüpfungen, die im Kreis gingen"
        case .tooDeep: "Teilaufgaben, die tiefer als \(TaskRules.depthLimit) lägen"
        case .otherProject: "Übergeordnete Aufgaben in einem anderen Projekt"
        case .changedHere: "Hier geändert, die Verknüpfungen bleiben, wie sie sind"
        case .timeAhead: "Mit Zeiten in der Zukunft (jetzt frühere)"
        case .assigneeUnknown: "Zuständige, die hier niemand ist (jetzt Etikett „was:…“)"
        case .memberUnknown: "Mitglieder, die hier niemand ist"
        case .commentsTooMany: "Aufgaben, an denen nicht alle Kommentare Platz hatten"
        }
    }

    private func english(_ reason: ImportSkip.Reason) -> String {
        switch reason {
        case .deletedThere: "Deleted there already"
        case .inTrash: "Deleted here, by you or somebody else"
        case .notYours: "Here, but not for you to change"
        case .projectMissing: "In a project that is not in the file, or not yours"
        case .parentMissing: "Parents that are not here"
        case .blockerMissing: "Tasks that are waited for and are not here"
        case .secondParent: "Second parents (a task has one)"
        case .circle: "Ties that would go round in a circle"
        case .tooDeep: "Subtasks that would lie deeper than \(TaskRules.depthLimit)"
        case .otherProject: "Parents in another project"
        case .changedHere: "Changed here, the ties stay as they are"
        case .timeAhead: "With times in the future (now earlier ones)"
        case .assigneeUnknown: "Assignees who are nobody here (now labels “was:…”)"
        case .memberUnknown: "Members who are nobody here"
        case .commentsTooMany: "Tasks that had no room for all of their comments"
        }
    }
}
