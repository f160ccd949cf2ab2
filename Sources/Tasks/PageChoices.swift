import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts

/// The number of choices that a page offers, the first of them. Whoever means another types it.
enum PageChoices {
    static let limit = 200
}

/// Boxes for the people that a task can be given to, and where there are more than a page offers a field for their
/// names beside them. Whoever has the task has a box in any case.
struct PeopleChoice {
    let texts: Texts
    let prefix: String
    let people: [AccountName]
    let chosen: [String]

    /// Those with a box.
    var offered: [AccountName] {
        guard people.count > PageChoices.limit else { return people }
        let chosen = Set(chosen.map { $0.lowercased() })
        let first = Set(people.prefix(PageChoices.limit).map(\.id))
        return people.filter { first.contains($0.id) || chosen.contains($0.name.lowercased()) }
    }

    /// nil where everybody has a box.
    var field: HTML? {
        guard people.count > PageChoices.limit else { return nil }
        return """
            <label class="unseen" for="\(prefix)-others">\(texts[.assigneesOthers])</label>
            <input class="input" dir="auto" id="\(prefix)-others" name="assignees"\(NameField.people(isList: true)) \
            placeholder="\(texts[.assigneesOthers])">
            """
    }
}

/// The projects that a task can be put into.
enum ProjectChoice {
    /// - Shape: the inbox first, then those in which the caller makes tasks and that are not archived; the current one
    ///   always. `inbox` is whose inbox the task is in, where that is not the reader's.
    static func options(
        _ projects: [ProjectSummary], current: Int64?, inbox: String? = nil, _ texts: Texts
    ) -> [(value: String, name: String)] {
        let open = projects.filter { $0.id == current || $0.takesTasks }
        let offered = open.enumerated().filter { $0 < PageChoices.limit || $1.id == current }.map(\.element)
        return [("", inbox.map(texts.inboxOf) ?? texts[.inboxOwn])] + offered.map { (String($0.id), $0.project.name) }
    }
}
