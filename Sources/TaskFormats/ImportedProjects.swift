import Domain
import TaskDomain

/// The projects of a file that calls them by their names alone.
struct ImportedProjects {
    private var numbers: [String: Int64] = [:]

    /// There is one by now.
    var isKnown: Bool { !numbers.isEmpty }

    /// The number of the project of that name; at its first mention also the project.
    ///
    /// - Shape: nil for a name with nothing on it.
    mutating func find(_ text: String?) -> (number: Int64, new: [ImportItem])? {
        let line = ImportText.shortened(ImportText.line(text ?? "").text, to: ProjectRules.nameLimit)
        guard LegibleText.isSeen(line), let draft = try? ProjectDraft(name: line) else { return nil }
        if let known = numbers[draft.name] { return (known, []) }
        let number = Int64(numbers.count + 1)
        numbers[draft.name] = number
        var project = ImportedProject(
            number: number, draft: draft, members: [], createdAt: Instant(seconds: 0), archivedAt: nil)
        project.isUndated = true
        return (number, [.project(project)])
    }
}
