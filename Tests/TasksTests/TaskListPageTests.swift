import Domain
import TestingElwosa
import Testing
import Texts

@testable import Tasks

struct TaskListPageTests {
    private func page(
        _ query: TaskQuery = PageSamples.query(""), _ found: TaskPage = TaskPage(tasks: PageSamples.tasks, next: "12"),
        _ language: Language = .english
    ) -> Markup {
        let texts = Texts(language)
        let page = TaskListPage(
            texts: texts, formToken: PageSamples.token, query: query, page: found, now: PageSamples.now)
        return PageSamples.markup(page.main, texts)
    }

    @Test("the list keeps every rule of a page, full, searched and empty", arguments: Language.allCases)
    func rules(language: Language) {
        let none = TaskPage(tasks: [], next: nil)
        let query = PageSamples.query("<script> status:open,done", after: "40\"")
        #expect(
            page(PageSamples.query(""), TaskPage(tasks: PageSamples.tasks, next: "12"), language).brokenRules() == [])
        #expect(page(query, none, language).brokenRules() == [])
        #expect(page(PageSamples.query(""), none, language).brokenRules() == [])
    }

    @Test("a task is one line with a link, a tick, and its title as text")
    func row() {
        let row = page().root.all("li").first { $0["class"] == "task" }
        #expect(row?.all("a").first?["href"] == "/tasks/1")
        #expect(row?.all("a").first?.text == PageSamples.hostile)
        #expect(row?.all("button").first?["formaction"] == "/tasks/1/completion")
        #expect(row?.all("button").first?["aria-label"]?.hasPrefix("Complete: ") == true)
    }

    @Test("a done task is opened again by its tick")
    func reopen() {
        let row = page().root.all("li").first { $0["class"] == "task done" }
        #expect(row?.all("button").first?["name"] == "_method")
        #expect(row?.all("button").first?["value"] == "DELETE")
    }

    @Test("the next page asks for the same words and statuses after the last task")
    func next() {
        let query = PageSamples.query("offer & more status:waiting")
        let links = page(query).root.all("nav").first { $0["class"] == "pager" }?.all("a").compactMap { $0["href"] }
        #expect(links == ["/tasks?q=offer%20%26%20more%20status%3Awaiting&after=12"])
    }

    @Test("the chip of the status shown is marked, and only that one")
    func chips() {
        let chips = page(PageSamples.query("status:waiting")).root.all("a").filter { $0["class"] == "chip" }
        #expect(chips.count == 7)
        #expect(chips.filter { $0["aria-current"] != nil }.map(\.text) == ["Waiting"])
    }

    @Test("a search stays in its field when it finds nothing")
    func nothing() {
        let found = page(PageSamples.query("zebra"), TaskPage(tasks: [], next: nil))
        #expect(found.root.all("input").first { $0["id"] == "q" }?["value"] == "zebra")
        #expect(found.root.all("h3").first?.text == "Nothing found.")
    }
}
