import Calendar
import Domain
import TaskDomain

/// One row of a table on its way to a task.
struct CSVRow {
    private let settings: ImportSettings
    private let isOwn: Bool
    private var draft = ImportDraft(name: "")
    private var project: String?
    private var title = ""
    private var name: String?
    /// The task's number in the installation that wrote the table; nil in any other.
    var number: Int64?
    private var times: [CSVColumn.Other: Instant] = [:]
    /// The values that no field takes, which are told once it is known what the task is called.
    private var kept: [(part: String, value: String)] = []

    /// - Shape: `fields` are those of the table, whether the row says something of them or not.
    init(_ settings: ImportSettings, isOwn: Bool, _ fields: Set<TaskField>, line: Int) {
        (self.settings, self.isOwn) = (settings, isOwn)
        draft.place = settings.place(ofLine: line)
        draft.fields = fields
    }

    mutating func add(_ text: String, as column: CSVColumn, called part: String) {
        let text = isOwn ? CSVExport.unguarded(text) : text
        switch column {
        case .field(let field): if !text.trimmed.isEmpty { set(field, text, part) }
        case .other(.comment): if !text.trimmed.isEmpty { draft.add(comment: text, by: nil, at: nil) }
        case .other(let other): setTime(other, text, part)
        }
    }

    private mutating func set(_ field: TaskField, _ text: String, _ part: String) {
        switch field {
        case .plain(let field): set(field, text, part)
        case .special(.title): title = text
        case .special(.description): draft.add(section: text)
        case .special(.status):
            setStatus(text)
        case .special(.priority):
            guard let priority = ForeignWords.priority(text) else { return draft.add(label: "priority:" + text) }
            draft.priority = priority
        case .special(.projectId): project = text
        case .special(.labels): Self.names(text).forEach { draft.add(label: $0) }
        case .special(.assignees): Self.names(text).forEach { draft.add(assignee: $0) }
        case .special(.parentId): draft.ties.parents = [reference(text)]
        case .special(.blockedBy):
            draft.ties.blockers = Self.parts(of: text, at: [" ", ",", ";"]).map(reference)
        case .special(.externalId): name = ImportText.line(text).text
        // No column is one of these.
        case .special(.inbox), .special(.steps): break
        }
    }

    /// A day in the column says that the task was done on it.
    private mutating func setStatus(_ text: String) {
        if let status = ForeignWords.status(text) {
            draft.status = status
        } else if time(text) != nil {
            draft.status = .done
            setTime(.completedAt, text, "")
        } else {
            draft.add(label: "status:" + text)
        }
    }

    /// A value of no column stands in the description.
    mutating func keep(_ text: String, of part: String) { kept.append((part, text)) }

    private mutating func set(_ field: PlainField, _ text: String, _ part: String) {
        var value: PlainValue?
        switch field.kind {
        case .time: value = time(text).map(PlainValue.time)
        case .minutes: value = Estimate.minutes(text).flatMap { try? field.minutes($0) }
        case .line: value = try? field.line(ImportText.line(text).text)
        }
        if value == nil { kept.append((part, text)) }
        draft.set(field, value)
    }

    private mutating func setTime(_ other: CSVColumn.Other, _ text: String, _ part: String) {
        guard !text.trimmed.isEmpty else { return }
        switch time(text) {
        case .instant(let instant): times[other] = instant
        case .date(let day): times[other] = settings.zone.start(of: day)
        case nil: kept.append((part, text))
        }
    }

    private func time(_ text: String) -> TaskTime? {
        ImportTimes.time(text, in: settings.zone, dayFirst: settings.isDayFirst)
    }

    /// Names with commas, semicolons or lines between.
    private static func names(_ text: String) -> [String] {
        parts(of: text, at: [",", ";", "\n"]).map(\.trimmed).filter { !$0.isEmpty }
    }

    /// By scalars: with a mark behind it a sign is another character.
    private static func parts(of text: String, at signs: Set<Unicode.Scalar>) -> [String] {
        text.unicodeScalars.split { signs.contains($0) }.map { String(Substring($0)) }
    }

    private func reference(_ text: String) -> TaskReference {
        let name = ImportText.line(text).text
        guard isOwn, let number = Int64(name) else { return .externalId(name) }
        return .number(0, inFile: number)
    }

    /// - Shape: `name` is for a row that says none of its own.
    func items(in projects: inout ImportedProjects, called name: String) throws(Failure) -> [ImportItem] {
        let own = self.name.flatMap { try? TaskRules.externalId($0) }
        var task = draft
        (task.name, task.externalId) = (title.trimmed.isEmpty ? own ?? name : title, own ?? name)
        let new = projects.place(&task, in: project)
        task.setTitle(title)
        for (part, value) in kept { task.keep(part, value) }
        // It is known by its number and time.
        if number != nil { task.externalId = own }
        return try new
            + task.items(
                createdAt: times[.createdAt], updatedAt: times[.updatedAt], completedAt: times[.completedAt],
                number: number)
    }
}
