import Domain
import HTML
import TestingElwosa
import Testing
import Texts

@testable import Tasks

struct DashboardPageTests {
    let full = PageSamples.overview
    let empty = TaskOverview(
        counts: [:], active: [], open: [], waiting: [], recentlyDone: [],
        donePerDay: Array(repeating: 0, count: 14), activity: [])

    private func page(_ overview: TaskOverview, _ language: Language) -> Markup {
        let texts = Texts(language)
        let page = DashboardPage(
            texts: texts, formToken: PageSamples.token, overview: overview, callerName: "Ada", now: PageSamples.now)
        return PageSamples.markup(page.main, texts, here: "/")
    }

    @Test("the dashboard keeps every rule of a page, full and empty", arguments: Language.allCases)
    func rules(language: Language) {
        #expect(page(full, language).brokenRules() == [])
        #expect(page(empty, language).brokenRules() == [])
    }

    @Test("each task stands once, in the section of its status")
    func sections() {
        let sections = page(full, .english).root.all("section").filter { $0["class"] == "group" }
        #expect(sections.map { $0.all("li").count } == [5, 5, 5, 5])
        #expect(sections.compactMap { $0.all("a").first?.text } == ["In progress", "Open", "Waiting", "Done lately"])
        #expect(sections[1].all("a").last?.text == "Show all 124: Open")
    }

    @Test("the chart has a bar for each day, the highest for the most, and says its sum in words")
    func chart() {
        let chart = page(full, .english).root.all("svg").first { $0["class"] == "chart" }
        let heights = chart?.all("rect").compactMap { $0["height"].flatMap { Int($0) } } ?? []
        #expect(heights.count == 14 && heights.max() == 56 && heights.first == 0)
        #expect(chart?["aria-label"] == "76 done, 134 still to do")
    }

    @Test("an empty house says what the page is for and offers the first step")
    func firstStep() {
        let main = page(empty, .german).root.all("main").first
        #expect(main?.all("h3").first?.text == "Hier steht, woran Du arbeitest.")
        #expect(main?.all("form").contains { $0["action"] == "/tasks" } == true)
    }

    @Test("the same done several times in a row is one line that counts")
    func runs() {
        let item = { (kind: EventKind) in
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
