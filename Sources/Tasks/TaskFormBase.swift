import Domain
import TaskDomain
import TaskFormats

/// The fields as they were when somebody opened a form, as far as they have changed since: read back from the history.
struct TaskFormBase: Equatable {
    /// As the history has it, by the names of the fields; empty for what was not set.
    private let values: [String: String]
    /// Each change since is known.
    private let isWhole: Bool

    /// - Shape: `history` is the latest first. Changes that it does not tell, such as those in a place that the reader
    ///   does not see, leave a gap in the versions that its entries made.
    init(_ history: [HistoryEntry], from version: Int64, to stored: Int64) {
        let since = history.filter { entry in entry.version.map { version < $0 && $0 <= stored } ?? false }
        var values: [String: String] = [:]
        for part in since.flatMap(\.parts) { values[part.name] = part.from ?? "" }
        self.values = values
        isWhole = (0...stored).contains(version) && Int64(since.count) == stored - version
    }

    static let unknown = TaskFormBase([], from: 0, to: 0)

    /// Tells whether nobody has changed any of these fields since.
    func isUntouched(_ fields: Set<String>) -> Bool { isWhole && fields.isDisjoint(with: values.keys) }

    /// Tells whether somebody else has changed the field while whoever typed `mine` left it as it was.
    func isOnlyTheirs(_ field: TaskField, _ mine: String, projects: [ProjectSummary]) -> Bool {
        guard let base = values[field.name] else { return false }
        switch field {
        case .special(.labels), .special(.assignees): return Self.names(base) == Self.names(mine)
        case .special(.parentId): return (base.isEmpty ? "" : "#\(base)") == mine
        case .special(.projectId): return base == projects.first { String($0.id) == mine }?.project.name ?? ""
        case .plain(let field):
            guard case .minutes = field.kind else { return base == mine }
            return (Int(base).map(Estimate.text) ?? "") == mine
        case .special: return base == mine
        }
    }

    /// In whatever order, and in any case of the letters.
    private static func names(_ list: String) -> Set<String> {
        Set(list.lowercased().split(separator: ",").map { String($0.drop { $0 == " " }) })
    }
}
