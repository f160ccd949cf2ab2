import Calendar
import Domain
import TaskDomain

/// A project of Todoist as its CSV template, which is also what a backup has of each project.
///
/// - Source: Todoist's help, "Import or export a project as a CSV file"; docs/api/import.md says what becomes of each
///   column.
package struct TodoistFormat: ImportFormat {
    package static let name = "todoist"
    package static let title = "Todoist"
    package static let fileName = "Project.csv"

    private let settings: ImportSettings
    private var reader = CSVReader()
    private var columns: [String: Int] = [:]
    private var projects = ImportedProjects()
    private var naming = ImportNaming("todoist")
    private var section = ""
    /// The task that is being read, whose notes follow it.
    private var draft: ImportDraft?
    /// The names of the tasks that stand above, by their indent.
    private var above: [String] = []

    package static var archived: (@Sendable (String) -> Bool)? { { $0.lowercased().hasSuffix(".csv") } }

    package init(_ settings: ImportSettings) { self.settings = settings }

    package static func resembles(_ head: ImportHead) -> Bool {
        let line = head.firstLine.lowercased().replacing("\"", with: "")
        return line.hasPrefix("type,content,") || line.hasPrefix("type;content;")
    }

    package mutating func read(_ line: [UInt8]) throws(ImportFault) -> [ImportItem] {
        guard let cells = try reader.add(line) else { return [] }
        do throws(Failure) {
            return try items(of: cells)
        } catch {
            throw ImportFault(error, line: reader.firstLine)
        }
    }

    package mutating func finish() throws(ImportFault) -> [ImportItem] {
        try reader.finish()
        guard !columns.isEmpty else {
            throw ImportFault(Failure(.malformed, "This is no CSV of Todoist: its first line would be TYPE,CONTENT,…"))
        }
        return try ImportDocument.located { () throws(Failure) in try end() }
    }

    private mutating func items(of cells: [String]) throws(Failure) -> [ImportItem] {
        guard !columns.isEmpty else {
            for (place, cell) in cells.enumerated() { columns[cell.trimmed.uppercased()] = place }
            guard columns["TYPE"] != nil, columns["CONTENT"] != nil else {
                columns = [:]
                throw Failure(.malformed, "This is no CSV of Todoist: its first line would be TYPE,CONTENT,…")
            }
            return begin()
        }
        let cell = { [columns] (name: String) in
            columns[name].flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? ""
        }
        switch cell("TYPE").trimmed.lowercased() {
        case "task":
            let done = try end()
            take(cell)
            return done
        case "section":
            let done = try end()
            (section, above) = (cell("CONTENT"), [])
            return done
        case "note":
            draft?.add(comment: cell("CONTENT"), by: Self.person(cell("AUTHOR")), at: nil)
            return draft == nil && !cell("CONTENT").isEmpty
                ? [.skipped(ImportSkip(.notATask, "note: \(cell("CONTENT").prefix(100))"))] : []
        case "", "meta": return []
        case let other: return [.skipped(ImportSkip(.notATask, other))]
        }
    }

    /// The project, which the file is called by; what comes from the inbox goes into the inbox.
    private mutating func begin() -> [ImportItem] {
        let name = settings.fileName.split(separator: "/").last.map(String.init) ?? ""
        var title = name.lowercased().hasSuffix(".csv") ? String(name.dropLast(4)) : name
        if title.hasSuffix("]"), let start = title.lastIndex(of: "[") { title = String(title[..<start]).trimmed }
        guard !["inbox", "eingang"].contains(title.lowercased()) else { return [] }
        return projects.find(title)?.new ?? []
    }

    private mutating func take(_ cell: (String) -> String) {
        // By scalars: with a mark behind it a sign is another character.
        let words = cell("CONTENT").unicodeScalars.split(separator: " ", omittingEmptySubsequences: false)
            .map { Substring($0) }
        let isLabel = { (word: Substring) in word.unicodeScalars.first == "@" && word.unicodeScalars.count > 1 }
        let title = words.filter { !isLabel($0) }.joined(separator: " ").trimmed
        let name = naming.name(of: [settings.fileName, section, cell("CONTENT"), cell("INDENT")])
        var task = ImportDraft(name: title.isEmpty ? name : title, externalId: name)
        task.place = settings.place(ofLine: reader.firstLine)
        task.setTitle(title)
        task.add(section: cell("DESCRIPTION"))
        words.filter(isLabel).forEach { task.add(label: String(Substring($0.unicodeScalars.dropFirst()))) }
        if !section.isEmpty { task.add(label: "section:" + section) }
        task.project = hasProject ? 1 : nil
        task.add(assignee: Self.person(cell("RESPONSIBLE")))
        setPriority(of: &task, cell("PRIORITY"))
        // With a deadline, its date says when it is to be begun.
        let hasDeadline = !cell("DEADLINE").trimmed.isEmpty
        setTime(hasDeadline ? .startAt : .dueAt, of: &task, "DATE", cell("DATE"))
        setTime(.dueAt, of: &task, "DEADLINE", cell("DEADLINE"))
        setDuration(of: &task, cell("DURATION"), cell("DURATION_UNIT"))
        let indent = max(1, Int(cell("INDENT").trimmed) ?? 1)
        above = Array(above.prefix(indent - 1))
        if let parent = above.last { task.ties.parents = [.externalId(parent)] }
        above.append(name)
        draft = task
    }

    private var hasProject: Bool { projects.isKnown }

    private mutating func end() throws(Failure) -> [ImportItem] {
        defer { draft = nil }
        return try draft?.items(createdAt: nil, updatedAt: nil, completedAt: nil) ?? []
    }

    /// 1 is the highest; 4 says none, and so does an empty cell.
    private func setPriority(of task: inout ImportDraft, _ text: String) {
        switch text.trimmed {
        case "1": task.priority = .urgent
        case "2": task.priority = .high
        case "3":
            task.priority = .normal
            task.add(label: "p3")
        default: task.priority = .normal
        }
    }

    /// A day, as far as it is one. *every monday* is kept in the description, and of *every 3 days starting 2026-11-25*
    /// the day is one all the same.
    private func setTime(_ field: PlainField, of task: inout ImportDraft, _ name: String, _ text: String) {
        guard !text.trimmed.isEmpty else { return }
        let times = [text] + text.split(separator: " ").map(String.init)
        let time = times.lazy.compactMap { ImportTimes.time($0, in: settings.zone, dayFirst: nil) }.first
        if let time { task.set(field, .time(time)) }
        guard ImportTimes.time(text, in: settings.zone, dayFirst: nil) == nil else { return }
        task.keep(name, text, because: ForeignWords.isRecurrence(text) ? .recurring : .valueKept)
    }

    private func setDuration(of task: inout ImportDraft, _ text: String, _ unit: String) {
        guard let number = Int64(text.trimmed), number > 0 else { return }
        guard unit.trimmed.lowercased() != "day" else { return task.keep("DURATION", "\(number) days") }
        task.setEstimate(number, as: "DURATION")
    }

    /// `Emma (14781400)` without the number.
    private static func person(_ text: String) -> String {
        guard text.last == ")", let start = text.lastIndex(of: "(") else { return text }
        return String(text[..<start]).trimmed
    }
}
