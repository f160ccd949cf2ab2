import Domain
import TaskDomain

/// The projects of a file that calls them by their names alone.
struct ImportedProjects {
    /// So many of one file: a column that was meant otherwise does not fill the house with projects, which stay when an
    /// import is taken back.
    static let limit = 200

    private var numbers: [String: Int64] = [:]

    /// There is one by now.
    var isKnown: Bool { !numbers.isEmpty }

    /// Puts a task into the project of that name; one that is none stands in the description.
    ///
    /// - Shape: the project at its first mention.
    mutating func place(_ draft: inout ImportDraft, in name: String?) -> [ImportItem] {
        let found = find(name)
        draft.project = found?.number
        if found == nil, let name, !name.trimmed.isEmpty { draft.keep("project", name) }
        return found?.new ?? []
    }

    /// The number of the project of that name; at its first mention also the project.
    ///
    /// - Shape: nil for a name with nothing on it, and for another one beyond the limit.
    mutating func find(_ text: String?) -> (number: Int64, new: [ImportItem])? {
        let line = ImportText.shortened(ImportText.line(text ?? "").text, to: ProjectRules.nameLimit)
        guard LegibleText.isSeen(line), let draft = try? ProjectDraft(name: line) else { return nil }
        if let known = numbers[draft.name] { return (known, []) }
        guard numbers.count < Self.limit else { return nil }
        let number = Int64(numbers.count + 1)
        numbers[draft.name] = number
        var project = ImportedProject(
            number: number, draft: draft, members: [], createdAt: Instant(seconds: 0), archivedAt: nil)
        project.isUndated = true
        return (number, [.project(project)])
    }
}
