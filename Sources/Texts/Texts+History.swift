import Domain

/// What became of a task, in words.
extension Texts {
    /// What somebody did to the task whose history it is: `hat einen Schritt erledigt`.
    public func deed(_ kind: EventKind, isUndo: Bool = false) -> String {
        if isUndo { return isGerman ? "hat eine Änderung zurückgenommen" : "took a change back" }
        return isGerman ? Self.germanDeed(kind) : Self.englishDeed(kind)
    }

    private static func germanDeed(_ kind: EventKind) -> String {
        switch kind {
        case .taskCreated: "hat die Aufgabe angelegt"
        case .taskCompleted: "hat die Aufgabe erledigt"
        case .taskReopened: "hat die Aufgabe wieder geöffnet"
        case .taskDeleted: "hat die Aufgabe gelöscht"
        case .taskImported: "hat die Aufgabe importiert"
        case .taskRestored: "hat die Aufgabe wiederhergestellt"
        case .commentAdded: "hat kommentiert"
        case .commentChanged: "hat einen Kommentar geändert"
        case .commentRemoved: "hat einen Kommentar gelöscht"
        case .stepAdded: "hat einen Schritt ergänzt"
        case .stepDone: "hat einen Schritt erledigt"
        case .stepReopened: "hat einen Schritt wieder geöffnet"
        case .stepChanged: "hat einen Schritt geändert"
        case .stepMoved: "hat einen Schritt verschoben"
        case .stepRemoved: "hat einen Schritt gelöscht"
        default: "hat die Aufgabe geändert"
        }
    }

    private static func englishDeed(_ kind: EventKind) -> String {
        switch kind {
        case .taskCreated: "added the task"
        case .taskCompleted: "completed the task"
        case .taskReopened: "reopened the task"
        case .taskDeleted: "deleted the task"
        case .taskImported: "imported the task"
        case .taskRestored: "restored the task"
        case .commentAdded: "commented"
        case .commentChanged: "changed a comment"
        case .commentRemoved: "deleted a comment"
        case .stepAdded: "added a step"
        case .stepDone: "ticked a step"
        case .stepReopened: "reopened a step"
        case .stepChanged: "changed a step"
        case .stepMoved: "moved a step"
        case .stepRemoved: "deleted a step"
        default: "changed the task"
        }
    }

    /// A part of a task as the log names it, as its field is called.
    public func partName(_ part: String) -> String {
        switch part {
        case "title": self[.title]
        case "description": self[.description]
        case "status": self[.statusLabel]
        case "priority": self[.priorityLabel]
        case "projectId": self[.project]
        case "inbox": self[.inbox]
        case "parentId": self[.parent]
        case "labels": self[.labels]
        case "assignees": self[.assignees]
        case "startAt": self[.start]
        case "dueAt": self[.due]
        case "waitUntil": self[.waitUntil]
        case "estimateMinutes": self[.estimate]
        case "blockedBy": self[.blockedBy]
        case "externalId": self[.externalId]
        case "step": self[.stepTitle]
        case "steps": self[.steps]
        case "comment": self[.comment]
        default: part
        }
    }

    /// Above a task that came back without these of its fields, or parts of them.
    public func notRestored(_ fields: [String]) -> String {
        let list = fields.joined(separator: ", ")
        return isGerman
            ? "Die Aufgabe ist wieder da. Nicht alles gibt es noch: \(list)."
            : "The task is back. Not everything is still there: \(list)."
    }

    public func trashLead(days: Int) -> String {
        isGerman
            ? "Was gelöscht wurde, liegt hier \(days) Tage. Danach verschwindet es endgültig."
            : "What was deleted stays here for \(days) days. Then it goes for good."
    }

    /// `Ada hat das vor 2 Tagen gelöscht`
    public func deletedBy(_ name: String, _ instant: Instant, now: Instant) -> String {
        let when = ago(instant, now: now)
        return isGerman ? "von \(name) gelöscht, \(when)" : "deleted by \(name), \(when)"
    }

    /// - Units: days begun, 0 on the last.
    public func goneIn(days: Int) -> String {
        switch (isGerman, days) {
        case (true, 0): "verschwindet in den nächsten Stunden"
        case (true, 1): "noch 1 Tag"
        case (true, _): "noch \(days) Tage"
        case (false, 0): "goes within hours"
        case (false, 1): "1 day left"
        case (false, _): "\(days) days left"
        }
    }
}
