import Domain
import TestingElwosa
import Testing
import Texts

@testable import Tasks

struct TaskDetailPageTests {
    private func page(
        _ task: TaskItem, stepTitle: String = "", failure: Failure? = nil, _ language: Language = .english
    ) -> Markup {
        let texts = Texts(language)
        let page = TaskDetailPage(
            texts: texts, formToken: PageSamples.token, task: task, stepTitle: stepTitle, failure: failure,
            now: PageSamples.now)
        return PageSamples.markup(page.main, texts, here: "/tasks/7")
    }

    @Test("a task keeps every rule of a page, in every status and with a refused step", arguments: Language.allCases)
    func rules(language: Language) {
        for task in PageSamples.tasks { #expect(page(task, language).brokenRules() == []) }
        let failure = Failure(.tooLong(500), field: "title")
        let task = PageSamples.task(steps: PageSamples.steps)
        #expect(page(task, stepTitle: PageSamples.hostile, failure: failure, language).brokenRules() == [])
    }

    @Test("steps stand in their order, each with a tick that does what its state asks for")
    func steps() {
        let rows = page(PageSamples.task(steps: PageSamples.steps)).root.all("ol").first?.children ?? []
        #expect(rows.map { $0.all("span").first?.text } == PageSamples.steps.map(\.title))
        let ticks = rows.compactMap { $0.all("button").first }
        #expect(ticks.map { $0["formaction"] } == [1, 2, 3].map { "/tasks/7/steps/\($0)/completion" })
        #expect(ticks.map { $0["value"] } == ["DELETE", nil, nil])
    }

    @Test("every step but the first moves up to the place before it")
    func moves() {
        let buttons = page(PageSamples.task(steps: PageSamples.steps)).root.all("button")
        let moves = buttons.filter { $0["name"] == "position" }
        #expect(moves.map { $0["formaction"] } == ["/tasks/7/steps/2", "/tasks/7/steps/3"])
        #expect(moves.map { $0["value"] } == ["0", "1"])
    }

    @Test("the description is text with its lines, whatever it looks like")
    func description() {
        let words = page(PageSamples.task()).root.all("div").first { $0["class"] == "words" }
        #expect(words?.text == "Line one <b>line</b> two")
        #expect(words?.children.isEmpty == true)
    }

    @Test("a refused step shows what was typed and why it was refused")
    func refused() {
        let shown = page(PageSamples.task(), stepTitle: "x\u{7}", failure: Failure(.controlCharacter, field: "title"))
        let field = shown.root.all("input").first { $0["id"] == "step-title" }
        #expect(field?["value"] == "x\u{7}")
        #expect(field?["aria-invalid"] == "true")
        #expect(shown.root.all("p").first { $0["id"] == "step-error" }?.text.hasPrefix("Control") == true)
    }

    @Test("a live task can be completed, another be opened again")
    func completion() {
        let live = page(PageSamples.task()).root.all("button").first { $0["class"] == "button main" }
        #expect(live?.text == "Complete" && live?["formaction"] == "/tasks/7/completion" && live?["value"] == nil)
        let done = page(PageSamples.task(status: .done)).root.all("button").first { $0.text == "Reopen" }
        #expect(done?["value"] == "DELETE")
    }
}
