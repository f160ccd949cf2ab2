import Domain
import TaskDomain
import TaskTexts
import Testing
import TestingElwosa
import Texts

@testable import Tasks

struct TaskListPageTests {
    private static let full = TaskPage(tasks: PageSamples.tasks + [PageSamples.rich], next: "12")

    private func page(
        _ query: TaskQuery = PageSamples.query(""), _ found: TaskPage = full, _ language: Language = .english,
        mayWrite: Bool = true, isAllPicked: Bool = false
    ) -> Markup {
        let page = TaskListPage(
            drawing: PageSamples.drawing(language, patterns: query.filter.patterns, mayWrite: mayWrite),
            query: query, page: found,
            views: [SavedView(id: 1, name: "Bugs <1>", query: "label:bug")], projects: [PageSamples.project],
            isAllPicked: isAllPicked)
        return PageSamples.markup(page)
    }

    @Test("the list keeps every rule of a page, full, searched and empty", arguments: Language.allCases)
    func rules(language: Language) {
        let none = TaskPage(tasks: [], next: nil)
        let query = PageSamples.query("<script> status:open,done -label:\"a \\\" b\" sort:-updated", after: "40\"")
        for query in [PageSamples.query(""), query, PageSamples.query("label:bug")] {
            #expect(page(query, Self.full, language).brokenRules() == [])
            #expect(page(query, none, language).brokenRules() == [])
        }
        #expect(page(PageSamples.query(""), Self.full, language, mayWrite: false).brokenRules() == [])
    }

    @Test("a page that found nothing so far leads on to the next, and does not say that there is none")
    func part() {
        let part = TaskPage(tasks: [], next: "WzFd")
        for language in Language.allCases {
            let page = page(PageSamples.query("milk"), part, language)
            #expect(page.brokenRules() == [])
            #expect(page.root.all("a").contains { $0["href"] == "/tasks?q=milk&after=WzFd" })
            #expect(!page.root.text.contains(Texts(language)[.listNoneTitle]))
        }
    }

    private func row(_ page: Markup, _ id: Int64) -> MarkupElement? {
        page.root.all("li").first { row in
            row["class"]?.hasPrefix("task") == true && row.all("a").first?["href"] == "/tasks/\(id)"
        }
    }

    @Test("a task is one line with a link, a tick, and its title as text")
    func line() {
        let row = row(page(), 1)
        #expect(row?.all("a").first?.text == PageSamples.hostile)
        #expect(row?.all("button").first?["formaction"] == "/tasks/1/completion")
        #expect(row?.all("button").first?["aria-label"]?.hasPrefix("Complete: ") == true)
    }

    @Test("a line shows labels in their colours, project, what blocks it, progress, when it was due, and three people")
    func notes() {
        let facts = row(page(), 90)?.all("span").first { $0["class"] == "facts" }
        let classes = facts?.all.compactMap { $0["class"] } ?? []
        #expect(LabelColour.allCases.allSatisfy { classes.contains("tag tag-\($0.rawValue)") })
        #expect(facts?.all("span").first { $0["class"] == "in" }?.text.hasPrefix("Garden & <script>") == true)
        #expect(facts?.all("span").first { $0["class"] == "blocked" }?["title"] == "Blocked by 2 open tasks")
        let due = facts?.all("time").first
        #expect(due?["class"] == "due late" && due?.text == "since Fri")
        #expect(due?["title"] == "Due on Friday 20 November 2026")
        let faces = facts?.all("span").filter { $0["class"]?.hasPrefix("face") == true } ?? []
        #expect(faces.map { $0["aria-label"] } == ["Ada", "Ben", "Cleo"])
        #expect(
            facts?.all("span").last?.text == "+2" && facts?.all("span").last?["title"] == "Dot, " + PageSamples.hostile)
    }

    @Test("a done task is opened again by its tick")
    func reopen() {
        let row = page().root.all("li").first { $0["class"] == "task done" }
        #expect(row?.all("button").first?["name"] == "_method")
        #expect(row?.all("button").first?["value"] == "DELETE")
    }

    @Test("what was searched for is marked in the title, and shown where it stands in the description")
    func marks() {
        let task = PageSamples.task(7, "Compare the offers")
        let row = row(page(PageSamples.query("compare line"), TaskPage(tasks: [task], next: nil)), 7)
        #expect(row?.all("a").first?.all("mark").map(\.text) == ["Compare"])
        let snippet = row?.all("p").first { $0["class"] == "snippet" }
        #expect(snippet?.all("mark").map(\.text) == ["Line", "line"])
        #expect(snippet?.all("b").isEmpty == true)
    }

    @Test("the next page asks for the same words and statuses after the last task")
    func next() {
        let query = PageSamples.query("offer & more status:waiting")
        let links = page(query).root.all("nav").first { $0["class"] == "pager" }?.all("a").compactMap { $0["href"] }
        #expect(links == ["/tasks?q=offer%20%26%20more%20status%3Awaiting&after=12"])
    }

    private func chips(_ page: Markup) -> [MarkupElement] { page.root.all("a").filter { $0["class"] == "chip" } }

    @Test("one status at a time: its chip is marked, and the others take its place")
    func statuses() {
        let chips = chips(page(PageSamples.query("status:waiting label:bug")))
        #expect(chips.filter { $0["aria-current"] != nil }.map(\.text) == ["Waiting", "label:bug"])
        #expect(chips.first { $0.text == "Done" }?["href"] == "/tasks?q=label%3Abug%20status%3Adone")
        #expect(chips.first { $0.text == "All" }?["href"] == "/tasks?q=label%3Abug")
        #expect(chips.first { $0.text == "To do" }?["href"] == "/tasks?q=label%3Abug%20is%3Aopen")
    }

    @Test("a chip adds what is asked for often, and takes it out again; so does every other term")
    func toggles() {
        let on = chips(page(PageSamples.query("is:overdue -milk sort:due")))
        #expect(on.first { $0.text == "Overdue" }?["href"] == "/tasks?q=-milk%20sort%3Adue")
        #expect(on.first { $0.text == "-milk" }?["href"] == "/tasks?q=is%3Aoverdue%20sort%3Adue")
        #expect(on.first { $0.text == "-milk" }?["aria-label"] == "Without -milk")
        #expect(on.first { $0.text == "Mine" }?["href"] == "/tasks?q=is%3Aoverdue%20-milk%20assignee%3Ame%20sort%3Adue")
    }

    @Test("the order is chosen from a menu that names the present one")
    func order() {
        let menu = page(PageSamples.query("milk sort:priority,due")).root.all("details").first { $0["class"] == "drop" }
        #expect(menu?.all("summary").first?.text == "Priority Sort by:")
        #expect(menu?.all("a").map { $0["href"] }.prefix(2) == ["/tasks?q=milk", "/tasks?q=milk%20sort%3Adue"])
        #expect(menu?.all("a").first?.text == "Best match")
    }

    @Test("a query can be saved under a name; one that is saved already shows that name")
    func save() {
        let form = page(PageSamples.query("is:open")).root.all("form").first { $0["action"] == "/views" }
        let sent = form?.all("input").map { [$0["name"], $0["value"]] } ?? []
        #expect(sent.contains(["query", "is:open"]) && sent.contains(["next", "/tasks?q=is%3Aopen"]))
        let known = page(PageSamples.query("label:bug"))
        #expect(known.root.all("h1").first?.text == "Bugs <1>")
        #expect(!known.root.all("form").contains { $0["action"] == "/views" })
    }

    @Test("every task has a box of the form that changes several, and one link chooses them all")
    func bulk() {
        let boxes = { (page: Markup) in page.root.all("input").filter { $0["name"] == "ids" } }
        let some = page()
        #expect(boxes(some).count == 26 && boxes(some).allSatisfy { $0["form"] == "bulk" && $0["checked"] == nil })
        #expect(some.root.all("a").contains { $0["href"] == "/tasks?pick=all" })
        #expect(boxes(page(isAllPicked: true)).allSatisfy { $0["checked"] != nil })
        let form = some.root.all("form").first { $0["id"] == "bulk" }
        #expect(form?["action"] == "/tasks/batch")
        let names = Set(form?.all.compactMap { $0["name"] } ?? [])
        #expect(
            names.isSuperset(of: [
                "status", "priority", "projectId", "addLabels", "removeLabels", "addAssignees", "removeAssignees",
                "dueAt",
                "delete",
            ]))
        #expect(boxes(page(mayWrite: false)).isEmpty)
    }

    @Test("a search stays in its field when it finds nothing")
    func nothing() {
        let found = page(PageSamples.query("zebra"), TaskPage(tasks: [], next: nil))
        #expect(found.root.all("input").first { $0["id"] == "q" }?["value"] == "zebra")
        #expect(found.root.all("h2").contains { $0.text == "Nothing found." })
    }

    @Test("where nothing is left to do, the list offers to write down what comes next")
    func clear() {
        let main = page(PageSamples.query("is:open"), TaskPage(tasks: [], next: nil)).root.all("main")[0]
        #expect(main.all("h2").contains { $0.text == "Nothing to do." })
        #expect(main.all("div").first { $0["class"] == "empty" }?.all("a").map { $0["href"] } == ["/tasks/new"])
    }

    @Test("the first view of 50 tasks stays below 60 KB, as it is")
    func size() {
        let tasks = (1...50).map {
            PageSamples.task($0, "A title of a length that titles often have \($0)", priority: .high)
        }
        let page = TaskListPage(
            drawing: PageSamples.drawing(.german), query: PageSamples.query("is:open"),
            page: TaskPage(tasks: tasks, next: "x"))
        #expect(PageSamples.page(page).utf8.count < 60_000)
    }
}
