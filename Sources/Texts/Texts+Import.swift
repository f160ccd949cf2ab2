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
            ? "\(count.created) neue Aufgaben, \(count.updated) auf den neuen Stand gebracht, "
                + "\(count.unchanged) unverändert; \(count.projects) neue Projekte, \(count.ties) Verknüpfungen."
            : "\(count.created) new tasks, \(count.updated) brought up to date, \(count.unchanged) unchanged; "
                + "\(count.projects) new projects, \(count.ties) ties."
    }

    /// Where an import stopped, and from where on nothing was taken.
    public func importStopped(line: Int, since: Int) -> String {
        isGerman
            ? "In Zeile \(line) ging es nicht weiter; ab Zeile \(since) ist nichts übernommen."
            : "It stopped at line \(line); nothing from line \(since) on was taken."
    }

    public func importSkipped(_ reason: ImportSkip.Reason, _ count: Int) -> String {
        isGerman ? german(reason, count) : english(reason, count)
    }

    private func german(_ reason: ImportSkip.Reason, _ count: Int) -> String {
        switch reason {
        case .deletedThere: "\(count) waren dort schon gelöscht"
        case .inTrash: "\(count) hast Du hier gelöscht, oder jemand anders"
        case .notYours: "\(count) gibt es hier, und Du darfst sie nicht ändern"
        case .projectMissing: "\(count) gehören zu einem Projekt, das nicht in der Datei steht oder nicht Deines ist"
        case .parentMissing: "\(count) übergeordnete Aufgaben gibt es hier nicht"
        case .blockerMissing: "\(count) Aufgaben, auf die gewartet wird, gibt es hier nicht"
        case .secondParent: "\(count) zweite übergeordnete Aufgaben: eine Aufgabe hat nur eine"
        case .circle: "\(count) Verknüpfungen gingen im Kreis"
        case .tooDeep: "\(count) Aufgaben lägen tiefer als \(TaskRules.depthLimit) untereinander"
        case .otherProject: "\(count) übergeordnete Aufgaben sind in einem anderen Projekt"
        case .changedHere: "\(count) wurden hier geändert; ihre Verknüpfungen bleiben, wie sie sind"
        case .assigneeUnknown: "\(count) Zuständige heißt hier niemand; sie stehen als Etikett „was:…“ da"
        case .memberUnknown: "\(count) Mitglieder heißt hier niemand"
        }
    }

    private func english(_ reason: ImportSkip.Reason, _ count: Int) -> String {
        switch reason {
        case .deletedThere: "\(count) had been deleted there already"
        case .inTrash: "\(count) were deleted here, by you or somebody else"
        case .notYours: "\(count) are here, and you may not change them"
        case .projectMissing: "\(count) belong to a project that is not in the file, or not yours"
        case .parentMissing: "\(count) parents are not here"
        case .blockerMissing: "\(count) tasks that are waited for are not here"
        case .secondParent: "\(count) second parents: a task has one"
        case .circle: "\(count) ties would have gone round in a circle"
        case .tooDeep: "\(count) tasks would lie more than \(TaskRules.depthLimit) deep"
        case .otherProject: "\(count) parents are in another project"
        case .changedHere: "\(count) were changed here; their ties stay as they are"
        case .assigneeUnknown: "\(count) assignees are nobody's name here; they are labels “was:…” now"
        case .memberUnknown: "\(count) members are nobody's name here"
        }
    }
}
