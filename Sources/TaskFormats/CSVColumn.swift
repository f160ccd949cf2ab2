import Domain
import TaskDomain

/// The meaning that a column of a table can have for a task.
package enum CSVColumn: Hashable, Sendable {
    case field(TaskField)
    case other(Other)

    /// The parts of a task that are no fields of it.
    package enum Other: String, CaseIterable, Sendable {
        case createdAt, updatedAt, completedAt, comment
    }

    /// In the order in which they are offered.
    package static let all = TaskField.allCases.filter(isOffered).map(Self.field) + Other.allCases.map(Self.other)

    /// A table has no steps, and says of no task in whose inbox it is.
    private static func isOffered(_ field: TaskField) -> Bool {
        field != .special(.inbox) && field != .special(.steps)
    }

    /// In forms and on the command line.
    package var name: String {
        switch self {
        case .field(let field): field.name
        case .other(let other): other.rawValue
        }
    }

    package init?(named name: String) {
        guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    var field: TaskField? {
        guard case .field(let field) = self else { return nil }
        return field
    }

    /// A task has one value of it; of the others a table may have several columns.
    var isSingle: Bool {
        ![.field(.special(.description)), .field(.special(.labels)), .field(.special(.assignees)), .other(.comment)]
            .contains(self)
    }

    /// The columns of a table by what they are called: the names of ELWOSA's own, and those of others in German and
    /// English.
    ///
    /// - Shape: nil for each that says nothing known, and for a second one of what a task has once.
    static func guess(_ header: [String]) -> [CSVColumn?] {
        var taken: Set<CSVColumn> = []
        return header.map { name in
            guard let column = guess(name), !column.isSingle || taken.insert(column).inserted else { return nil }
            return column
        }
    }

    /// The columns of a table that ELWOSA wrote by the names it gave them; what somebody added, by the others.
    static func ownGuess(_ header: [String]) -> [CSVColumn?] {
        let own = Dictionary(CSVExport.columns.map { ($0.name, $0.meaning) }) { first, _ in first }
        var taken = Set(own.values.compactMap { $0 }.filter(\.isSingle))
        var seen: Set<String> = []
        return header.map { name in
            if let meaning = own[name] { return seen.insert(name).inserted ? meaning : nil }
            guard let column = guess(name), !column.isSingle || taken.insert(column).inserted else { return nil }
            return column
        }
    }

    private static func guess(_ name: String) -> CSVColumn? {
        let name = ForeignWords.plain(name)
        if let known = all.first(where: { $0.name.lowercased() == name }) { return known }
        switch name {
        case "task", "task name", "name", "summary", "subject", "content", "titel", "aufgabe", "betreff", "bezeichnung",
            "todo", "to-do", "was":
            return .field(.special(.title))
        case "notes", "note", "details", "body", "beschreibung", "notiz", "notizen", "task description":
            return .field(.special(.description))
        case "state", "progress", "done", "completed", "complete", "zustand", "erledigt", "fertig", "fortschritt",
            "stand":
            return .field(.special(.status))
        case "prio", "priorität", "importance", "wichtigkeit": return .field(.special(.priority))
        case "project", "list", "board", "projekt", "liste", "folder", "ordner", "list name":
            return .field(.special(.projectId))
        case "parent", "parent id", "parent task", "übergeordnet", "übergeordnete aufgabe":
            return .field(.special(.parentId))
        case "label", "tags", "tag", "etikett", "etiketten", "category", "categories", "kategorie", "kategorien",
            "section",
            "section/column":
            return .field(.special(.labels))
        case "assignee", "assigned to", "owner", "responsible", "zuständig", "zugewiesen an", "verantwortlich", "wer":
            return .field(.special(.assignees))
        case "blocked by", "blocked by (dependencies)", "dependencies", "wartet auf", "abhängig von":
            return .field(.special(.blockedBy))
        case "id", "key", "task id", "issue key", "nummer", "nr", "nr.", "external id":
            return .field(.special(.externalId))
        case "start", "start date", "starts", "beginn", "anfang", "startdatum", "ab": return .field(.plain(.startAt))
        case "due", "due date", "due at", "deadline", "date", "fällig", "fällig am", "fälligkeit", "fälligkeitsdatum",
            "datum", "bis", "termin", "frist", "end date":
            return .field(.plain(.dueAt))
        case "wait", "wait until", "defer", "defer date", "defer until", "warten bis", "wiedervorlage":
            return .field(.plain(.waitUntil))
        case "estimate", "duration", "time estimate", "estimated minutes", "aufwand", "dauer", "schätzung":
            return .field(.plain(.estimateMinutes))
        case "place", "ort": return .field(.plain(.location))
        case "created", "created at", "creation date", "date created", "erstellt", "erstellt am", "angelegt":
            return .other(.createdAt)
        case "updated", "updated at", "last modified", "modified", "geändert", "geändert am", "aktualisiert":
            return .other(.updatedAt)
        case "completed at", "completed date", "date completed", "completion date", "resolved", "erledigt am",
            "abgeschlossen am":
            return .other(.completedAt)
        case "comment", "comments", "kommentar", "kommentare": return .other(.comment)
        default: return nil
        }
    }
}
