import Domain

/// A word of the query language: its raw value is the canonical English one.
protocol QueryName: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// In lower case.
    var german: String { get }
    /// Other spellings in any language, in lower case.
    static var aliases: [String: Self] { get }
}

extension QueryName {
    /// - Errors: nil where no value has this name.
    init?(name: String) {
        let name = name.lowercased()
        guard
            let value = Self(rawValue: name) ?? Self.allCases.first(where: { $0.german == name }) ?? Self.aliases[name]
        else { return nil }
        self = value
    }

    func spelled(in language: QueryLanguage) -> String {
        switch language {
        case .english: rawValue
        case .german: german
        }
    }

    static func names(in language: QueryLanguage) -> [String] { allCases.map { $0.spelled(in: language) } }
}

/// The field before the sign in `label:bug`.
package enum QueryField: String, QueryName {
    case `is`, has, status, priority, assignee, label, project, inbox, parent
    case due, start, wait, created, updated, completed
    case estimate, id, external, sort

    var german: String {
        switch self {
        case .is: "ist"
        case .has: "hat"
        case .status: "status"
        case .priority: "priorität"
        case .assignee: "zuständig"
        case .label: "etikett"
        case .project: "projekt"
        case .inbox: "eingang"
        case .parent: "teil"
        case .due: "fällig"
        case .start: "beginn"
        case .wait: "verborgen"
        case .created: "angelegt"
        case .updated: "geändert"
        case .completed: "erledigt"
        case .estimate: "aufwand"
        case .id: "nummer"
        case .external: "herkunft"
        case .sort: "sortierung"
        }
    }

    static let aliases: [String: QueryField] = [
        "prio": .priority, "prioritaet": .priority, "zustaendig": .assignee, "labels": .label, "faellig": .due,
        "hidden": .wait, "warten": .wait, "erstellt": .created, "geaendert": .updated, "extern": .external,
        "ordnung": .sort,
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

    var german: String {
        switch self {
        case .open: "offen"
        case .active: "aktiv"
        case .waiting: "wartet"
        case .done: "erledigt"
        case .dropped: "verworfen"
        case .overdue: "überfällig"
        case .blocked: "blockiert"
        case .blocking: "blockierend"
        case .hidden: "verborgen"
        case .mine: "meins"
        case .unassigned: "unzugewiesen"
        case .subtask: "teil"
        case .parent: "ganzes"
        }
    }

    static let aliases: [String: TaskFlag] = ["live": .open, "ueberfaellig": .overdue, "frei": .unassigned]
}

/// The part of a task that `has:` asks for: at least one of it.
package enum TaskPart: String, QueryName {
    case steps, subtasks, description, comments, labels, assignees, project, parent, blockers
    case due, start, wait, estimate, external

    var german: String {
        switch self {
        case .steps: "schritte"
        case .subtasks: "teilaufgaben"
        case .description: "beschreibung"
        case .comments: "kommentare"
        case .labels: "etiketten"
        case .assignees: "zuständige"
        case .project: "projekt"
        case .parent: "ganzes"
        case .blockers: "blockierende"
        case .due: "fälligkeit"
        case .start: "beginn"
        case .wait: "verborgen"
        case .estimate: "aufwand"
        case .external: "herkunft"
        }
    }

    static let aliases: [String: TaskPart] = [
        "step": .steps, "subtask": .subtasks, "comment": .comments, "label": .labels, "assignee": .assignees,
        "blocker": .blockers, "hidden": .wait, "zustaendige": .assignees, "faelligkeit": .due,
    ]
}

/// A time of a task: `due` is `dueAt`, `wait` is `waitUntil`.
package enum TaskTimeField: String, CaseIterable, Sendable {
    case due, start, wait, created, updated, completed
}

extension TaskStatus: QueryName {
    var german: String {
        switch self {
        case .open: "offen"
        case .active: "aktiv"
        case .waiting: "wartet"
        case .done: "erledigt"
        case .dropped: "verworfen"
        }
    }

    static let aliases: [String: TaskStatus] = [:]
}

extension TaskPriority: QueryName {
    var german: String {
        switch self {
        case .urgent: "dringend"
        case .high: "hoch"
        case .normal: "normal"
        case .low: "niedrig"
        case .someday: "irgendwann"
        }
    }

    static let aliases: [String: TaskPriority] = [:]
}

/// One key of an order: `due`, or `-due` for the latest first.
package struct TaskSort: Hashable, Sendable {
    package let key: Key
    package let isDescending: Bool

    package enum Key: String, QueryName {
        case due, priority, created, updated, title, completed

        var german: String {
            switch self {
            case .due: "fällig"
            case .priority: "priorität"
            case .created: "angelegt"
            case .updated: "geändert"
            case .title: "titel"
            case .completed: "erledigt"
            }
        }

        static let aliases: [String: Key] = [
            "prio": .priority, "prioritaet": .priority, "faellig": .due, "erstellt": .created, "geaendert": .updated,
        ]
    }

    package init(_ key: Key, descending: Bool = false) {
        self.key = key
        isDescending = descending
    }

    package func text(in language: QueryLanguage) -> String {
        (isDescending ? "-" : "") + key.spelled(in: language)
    }
}
