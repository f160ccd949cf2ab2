import Domain
import HTML
import TaskDomain
import Testing
import TestingElwosa
import Texts

@testable import Tasks

struct DashboardPageTests {
    let full = PageSamples.overview
    let empty = TaskOverview(
        counts: [:], active: [], open: [], waiting: [], recentlyDone: [],
        donePerDay: Array(repeating: 0, count: 14), activity: [])

    private func page(_ overview: TaskOverview, _ language: Language = .english, mayWrite: Bool = true) -> Markup {
        let drawing = PageSamples.drawing(language, mayWrite: mayWrite, here: Link("/"))
        return PageSamples.markup(DashboardPage(drawing: drawing, overview: overview, callerName: "Ada"))
    }

    @Test(
        "the dashboard keeps every rule of a page, full and empty, for writers and readers",
        arguments: Language.allCases)
    func rules(language: Language) {
        #expect(page(full, language).brokenRules() == [])
        #expect(page(empty, language).brokenRules() == [])
        #expect(page(full, language, mayWrite: false).brokenRules() == [])
    }

    private func sections(_ page: Markup) -> [MarkupElement] {
        page.root.all("section").filter { $0["class"] == "group" }
    }

    @Test("each section has its tasks and their number, and its heading leads to all of them")
    func counted() {
        let sections = sections(page(full))
        #expect(
            sections.map { $0.all("h2").first?.text }
                == [
                    "Overdue 1", "Today 1", "In progress 5", "For you 5", "With others 5", "Recently done",
                ].map { Optional($0) })
        #expect(sections.map { $0.all("li").count } == [1, 1, 5, 5, 5, 5])
        #expect(sections[0].all("a").first?["href"] == "/tasks?q=is%3Aoverdue%20sort%3A-due")
    }

    @Test("a task that is late or due today stands there alone, whatever else it is")
    func once() {
        var overview = full
        overview.overdue = [full.active[0]]
        overview.today = [full.open[0]]
        let titles = sections(page(overview)).dropLast().flatMap { $0.all("a") }.filter { $0["class"] == "title" }
        #expect(Set(titles.map { $0["href"] }).count == titles.count && titles.count == 15)
    }

    @Test("a section shows ten, and says how many there are, or that there are more than it was told of")
    func long() {
        var overview = full
        overview.overdue = (1...50).map { PageSamples.task($0) }
        overview.today = (51...62).map { PageSamples.task($0) }
        let sections = sections(page(overview))
        #expect(sections.prefix(2).map { $0.all("li").count } == [10, 10])
        #expect(sections.prefix(2).map { $0.all("a").last?.text } == ["Show all 50+: Overdue", "Show all 12: Today"])
    }

    @Test("the queries of the sections are read, and are spelled as the list spells them")
    func queries() throws {
        for (_, query, _) in DashboardPage.sections(of: full) {
            #expect(try TaskFilter(parsing: query).text == query)
        }
    }

    @Test("the bars have one for each day, the highest for the most, and say their sum in words")
    func bars() {
        let chart = page(full).root.all("svg").first { $0["class"] == "chart" }
        let heights = chart?.all("rect").compactMap { $0["height"].flatMap { Int($0) } } ?? []
        #expect(heights.count == 14 && heights.max() == 56 && heights.first == 0)
        #expect(chart?["aria-label"] == "76 done, 134 still to do")
    }

    @Test("the line goes from the first day to today, between the least and the most, and says both in words")
    func line() {
        let chart = page(full).root.all("svg").first { $0["class"] == "chart line" }
        let path = chart?.all("path").first { $0["class"] == "edge" }?["d"]
        #expect(path?.hasPrefix("M1 48L21 48L") == true && path?.hasSuffix("L262 6") == true)
        #expect(path?.split(whereSeparator: { "ML".contains($0) }).count == 14)
        #expect(chart?["aria-label"] == "118 to do 13 days ago, 134 today")
        #expect(OpenChart(texts: Texts(.german), openPerDay: [0, 0], today: PageSamples.now.day).html == nil)
        let flat = OpenChart(texts: Texts(.german), openPerDay: [7, 7, 7], today: PageSamples.now.day).html?.text
        #expect(flat?.contains("d=\"M1 28L131 28L262 28\"") == true)
    }

    @Test("an empty house says what the page is for and offers the first step")
    func firstStep() {
        let main = page(empty, .german).root.all("main").first
        #expect(main?.all("h2").first?.text == "Hier steht, woran Du arbeitest.")
        #expect(main?.all("form").contains { $0["action"] == "/tasks" } == true)
    }

    @Test("where others have taken on what is open, the page says so")
    func others() {
        var overview = empty
        overview.counts = [.open: 3]
        #expect(page(overview).root.all("h2").contains { $0.text == "There is nothing for you to do." })
    }

    @Test("whoever only reads gets no form to write with")
    func reader() {
        let page = page(full, mayWrite: false)
        #expect(!page.root.all("form").contains { $0["action"] == "/tasks" })
        #expect(!page.root.all("button").contains { $0["formaction"] != nil })
    }

    @Test("the same done several times in a row is one line that counts")
    func runs() {
        let item = { (kind: TaskEventKind) in
            Activity(actor: "Ada", kind: kind, taskId: 7, title: "Router", at: PageSamples.now)
        }
        let list = ActivityList(
            texts: Texts(.english), activity: [item(.stepDone), item(.stepDone), item(.taskChanged), item(.stepDone)],
            now: PageSamples.now)
        let lines = Markup(list.html?.text ?? "").root.all("li")
        #expect(lines.map { $0.all("span").first?.all("span").count } == [2, 1, 1])
        #expect(lines.first?.text.contains("2 ×") == true)
    }

    @Test("what was done to a task that is gone is told without its name and without a link")
    func gone() {
        let item = Activity(actor: "Ada", kind: .stepDone, taskId: 7, title: "", at: PageSamples.now)
        let list = ActivityList(texts: Texts(.german), activity: [item], now: PageSamples.now)
        let line = Markup(list.html?.text ?? "").root.all("li").first
        #expect(line?.all("span").first?.text.contains("eine gelöschte Aufgabe") == true)
        #expect(line?.all("a").isEmpty == true)
    }
}
