import Domain
import Markdown
import TaskDomain

/// `@name` in a text.
package struct Mentions {
    private let rows: any PeopleRows

    package init(_ rows: any PeopleRows) {
        self.rows = rows
    }

    /// Accounts that are named and may see what is said, wherever the page leads from the name to them.
    package func accounts(in text: String, of task: TaskItem) throws -> [Int64] {
        guard text.contains("@") else { return [] }
        let people = try rows.nameKeys(ofReadersOf: task)
        let names = MentionNames(people.map { (key: $0.key, person: $0.id) })
        let found = Set(Markdown.mentions(in: text, names.first))
        guard found.count <= TaskRules.mentionLimit else {
            throw Failure(.tooManyMentions(TaskRules.mentionLimit), field: "text")
        }
        return found.sorted()
    }
}
