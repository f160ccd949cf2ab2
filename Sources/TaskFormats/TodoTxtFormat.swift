import Calendar
import Domain
import TaskDomain

/// A list in the format todo.txt, a task a line.
///
/// - Source: github.com/todotxt/todo.txt, "The Format"; docs/api/import.md says what becomes of each part.
package struct TodoTxtFormat: ImportFormat {
    package static let name = "todotxt"
    package static let title = "todo.txt"
    package static let fileName = "todo.txt"

    private let settings: ImportSettings
    private var projects = ImportedProjects()
    private var naming = ImportNaming("todotxt")
    private var line = 0

    package init(_ settings: ImportSettings) { self.settings = settings }

    package static func resembles(_ head: ImportHead) -> Bool {
        let line = head.firstLine
        let isMarked = line.hasPrefix("x ") || line.hasPrefix("(") && line.dropFirst(2).hasPrefix(") ")
        return !head.isJSON && (isMarked || isDated(line))
    }

    /// A day and then words, not the time of a table's first cell.
    private static func isDated(_ line: Substring) -> Bool {
        let rest = line.dropFirst(10)
        guard CivilDate(text: String(line.prefix(10))) != nil, rest.first == " " else { return false }
        return rest.dropFirst().first?.isNumber == false || CivilDate(text: String(rest.dropFirst().prefix(10))) != nil
    }

    /// Any line is a task, but for those that name the columns of a table.
    package static func accepts(_ head: ImportHead) -> Bool {
        !head.isJSON && !TodoistFormat.resembles(head) && !CSVFormat.namesColumns(head)
    }

    package mutating func read(_ line: [UInt8]) throws(ImportFault) -> [ImportItem] {
        self.line += 1
        let text = CSVReader.decoded(line).trimmed
        guard !text.isEmpty else { return [] }
        do throws(Failure) {
            return try items(of: text)
        } catch {
            throw ImportFault(error)
        }
    }

    private mutating func items(of text: String) throws(Failure) -> [ImportItem] {
        // By scalars, here and below: with a mark behind it a sign is another character.
        var words = text.unicodeScalars.split(separator: " ").map { Substring($0) }[...]
        let isDone = words.first == "x"
        if isDone { words.removeFirst() }
        let priority = Self.takePriority(&words)
        var days: [CivilDate] = []
        // Only a task that is done has two; a second one of an open task is the beginning of its title.
        while days.count < (isDone ? 2 : 1), let day = words.first.flatMap({ ImportTimes.day(String($0)) }) {
            days.append(day)
            words.removeFirst()
        }
        let rest = words.filter { !Self.isPart($0) }.joined(separator: " ")
        var draft = ImportDraft(name: rest.isEmpty ? text : rest, externalId: naming.name(of: [text]))
        draft.place = settings.place(ofLine: line)
        draft.setTitle(rest)
        draft.status = isDone ? .done : .open
        draft.priority = priority ?? .normal
        var project: String?
        for word in words where Self.isPart(word) { take(word, &draft, &project) }
        let new = projects.place(&draft, in: project)
        let moments = days.map { settings.zone.start(of: $0) }
        // A task that is done has the day it was done first.
        let created = isDone ? (moments.count == 2 ? moments[1] : moments.first) : moments.first
        return try new
            + draft.items(createdAt: created, updatedAt: nil, completedAt: isDone ? moments.first : nil)
    }

    private static func takePriority(_ words: inout ArraySlice<Substring>) -> TaskPriority? {
        guard let word = words.first, word.count == 3, word.first == "(", word.last == ")",
            let priority = priority(word.dropFirst().dropLast())
        else { return nil }
        words.removeFirst()
        return priority
    }

    /// A to D are the first four, all others the last.
    static func priority(_ letter: Substring) -> TaskPriority? {
        guard letter.unicodeScalars.count == 1, let sign = letter.unicodeScalars.first, ("A"..."Z").contains(sign)
        else { return nil }
        let rank = Int(sign.value - 65)
        return TaskPriority(rank: min(rank, TaskPriority.allCases.count - 1))
    }

    /// Something else than a word of the title.
    private static func isPart(_ word: Substring) -> Bool {
        let scalars = word.unicodeScalars
        if scalars.count > 1, scalars.first == "+" || scalars.first == "@" { return true }
        return ["due:", "t:", "pri:", "rec:", "wait:"].contains { key in
            scalars.starts(with: key.unicodeScalars) && scalars.count > key.unicodeScalars.count
        }
    }

    private func take(_ word: Substring, _ draft: inout ImportDraft, _ project: inout String?) {
        let scalars = word.unicodeScalars
        let value = Substring(scalars.drop { $0 != ":" }.dropFirst())
        switch Substring(scalars.prefix { $0 != ":" }) {
        case "due": setTime(.dueAt, of: &draft, String(word), String(value))
        case "t": setTime(.startAt, of: &draft, String(word), String(value))
        case "wait": setTime(.waitUntil, of: &draft, String(word), String(value))
        case "pri": draft.priority = Self.priority(value) ?? draft.priority
        case "rec": draft.keep("rec", String(value), because: .recurring)
        default:
            let name = String(Substring(scalars.dropFirst()))
            if scalars.first == "+", project == nil {
                project = name
            } else {
                draft.add(label: name)
            }
        }
    }

    private func setTime(_ field: PlainField, of draft: inout ImportDraft, _ word: String, _ text: String) {
        guard let time = ImportTimes.time(text, in: settings.zone, dayFirst: nil) else {
            return draft.keep(field.name, word)
        }
        draft.set(field, .time(time))
    }
}
