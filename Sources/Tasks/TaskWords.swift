import Domain
import HTML
import Markdown
import TaskDomain
import Web

/// Descriptions and comments as Markdown, in which `@name` leads to what somebody has to do and `#7` to that task;
/// bare paths of tasks and entries are links, too.
struct TaskWords {
    private let people: MentionNames<AccountName>
    private let tasks: Set<TaskItem.ID>
    /// All texts of the page share it.
    private let allowance = Markdown.Allowance()

    /// - Shape: only these people and tasks are linked; whatever else is named stays text.
    init(people: [AccountName], tasks: Set<TaskItem.ID>) {
        self.people = MentionNames(people.map { (key: AccountRules.key(of: $0.name), person: $0) })
        self.tasks = tasks
    }

    /// - Shape: `name` sets the text apart from the page's other texts. `box` draws a box that can be ticked.
    func html(
        _ text: String, name: String, back: String, box: @escaping (Markdown.TickBox) -> HTML = \.sign
    ) -> HTML {
        let references = Markdown.References(
            mention: { rest in
                people.first(in: rest).map { .init(length: $0.length, link: Self.work(of: $0.person.name)) }
            },
            task: { tasks.contains($0) ? .to("tasks", $0) : nil },
            path: { rest in
                CitedAddress.path(beginning: rest).map { .init(length: $0.length, link: Link(cited: $0.address.thing)) }
            })
        let html = Markdown.html(
            text, firstHeading: 3, references: references, footnotes: .init(prefix: name, back: back), box: box,
            allowance: allowance)
        return "<div class=\"markdown\" dir=\"auto\">\(html)</div>"
    }

    /// The open tasks of somebody.
    static func work(of name: String) -> Link {
        let filter = TaskFilter([.term(.flag([.open])), .term(.assignee([.value(.name(name))]))])
        return .to("tasks", query: [("q", filter.text)])
    }

    /// The tasks that texts may name, before it is known which of them are there; those in code too, as the texts are
    /// only looked through.
    ///
    /// - Shape: ascending, at most 200.
    static func numbers(in texts: [String]) -> [TaskItem.ID] {
        var found: Set<TaskItem.ID> = []
        for text in texts where text.utf8.contains(UInt8(ascii: "#")) {
            for piece in text.utf8.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false).dropFirst() {
                let digits = piece.prefix(20).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
                if let id = TaskItem.ID(Substring(digits)), id > 0 { found.insert(id) }
            }
        }
        return Array(found.sorted().prefix(200))
    }
}
