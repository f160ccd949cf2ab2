import Domain

/// A word of the query language: its raw value is the canonical English one.
protocol QueryName: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// Other spellings and the German ones, in lower case.
    static var aliases: [String: Self] { get }
}

extension QueryName {
    /// - Errors: nil where no value has this name.
    init?(name: String) {
        let name = name.lowercased()
        guard let value = Self(rawValue: name) ?? Self.aliases[name] else { return nil }
        self = value
    }

    static var names: [String] { allCases.map(\.rawValue) }
}

/// The field before the sign in `label:bug`.
enum QueryField: String, QueryName {
    case `is`, has, status, priority, assignee, label, project, inbox, parent
    case due, start, wait, created, updated, completed
    case estimate, id, external, sort

    static let aliases: [String: QueryField] = [
        "ist": .is, "hat": .has, "prio": .priority, "priorität": .priority, "prioritaet": .priority,
        "zuständig": .assignee, "zustaendig": .assignee, "labels": .label, "etikett": .label, "projekt": .project,
        "eingang": .inbox, "teil": .parent, "fällig": .due, "faellig": .due, "beginn": .start, "warten": .wait,
        "erstellt": .created,
        "geändert": .updated, "geaendert": .updated, "erledigt": .completed, "aufwand": .estimate,
        "extern": .external, "ordnung": .sort,
    ]
}

/// The flags of `is:`.
package enum TaskFlag: String, QueryName {
    /// Neither done nor dropped; `status:open` is the one status.
    case open
    case active, waiting, done, dropped
    /// Live, and due before today or before now.
    case overdue
    /// By a live task.
    case blocked
    /// A live task.
    case blocking
    /// `waitUntil` lies ahead.
    case hidden
    /// The one who asks is among the assignees.
    case mine
    case unassigned
    /// Has a parent.
    case subtask
    /// Has subtasks.
    case parent

    static let aliases: [String: TaskFlag] = [
        "live": .open, "offen": .open, "aktiv": .active, "wartet": .waiting, "erledigt": .done,
        "verworfen": .dropped, "überfällig": .overdue, "ueberfaellig": .overdue, "blockiert": .blocked,
        "blockierend": .blocking, "verborgen": .hidden, "meins": .mine, "frei": .unassigned, "teil": .subtask,
        "ganzes": .parent,
    ]
}

/// The part of a task that `has:` asks for: at least one of it.
package enum TaskPart: String, QueryName {
    case steps, subtasks, description, comments, labels, assignees, project, parent, blockers
    case due, start, wait, estimate, external

    static let aliases: [String: TaskPart] = [
        "step": .steps, "subtask": .subtasks, "comment": .comments, "label": .labels, "assignee": .assignees,
        "blocker": .blockers, "schritte": .steps, "beschreibung": .description, "kommentare": .comments,
        "etiketten": .labels, "projekt": .project, "aufwand": .estimate,
    ]
}

/// A time of a task: `due` is `dueAt`, `wait` is `waitUntil`.
package enum TaskTimeField: String, CaseIterable, Sendable {
    case due, start, wait, created, updated, completed
}

extension TaskStatus: QueryName {
    static let aliases: [String: TaskStatus] = [
        "offen": .open, "aktiv": .active, "wartet": .waiting, "erledigt": .done, "verworfen": .dropped,
    ]
}

extension TaskPriority: QueryName {
    static let aliases: [String: TaskPriority] = [
        "dringend": .urgent, "hoch": .high, "niedrig": .low, "irgendwann": .someday,
    ]
}

/// One key of an order: `due`, or `-due` for the latest first.
package struct TaskSort: Hashable, Sendable {
    package let key: Key
    package let isDescending: Bool

    package enum Key: String, QueryName {
        case due, priority, created, updated, title, completed

        static let aliases: [String: Key] = [
            "prio": .priority, "fällig": .due, "faellig": .due, "priorität": .priority, "titel": .title,
        ]
    }

    package init(_ key: Key, descending: Bool = false) {
        self.key = key
        isDescending = descending
    }

    package var text: String { (isDescending ? "-" : "") + key.rawValue }
}
