import Domain
import TestingElwosa
import Testing
import Texts

@testable import Tasks

struct TaskFormPageTests {
    private func form(
        _ values: TaskFormPage.Values, task: TaskItem? = nil, failure: Failure? = nil, _ language: Language = .english
    ) -> Markup {
        let texts = Texts(language)
        let page = TaskFormPage(
            texts: texts, formToken: PageSamples.token, values: values, task: task, failure: failure)
        return PageSamples.markup(page.main, texts, here: "/tasks/new")
    }

    @Test("the form keeps every rule of a page: new, changing, refused", arguments: Language.allCases)
    func rules(language: Language) {
        let task = PageSamples.task(7, PageSamples.hostile)
        #expect(form(.init(), language).brokenRules() == [])
        #expect(form(.init(of: task), task: task, language).brokenRules() == [])
        #expect(form(.init(), failure: Failure(.required, field: "title"), language).brokenRules() == [])
    }

    @Test("a change is sent as PATCH with the version it was made from, a new task as POST")
    func method() {
        let task = PageSamples.task()
        let change = form(.init(of: task), task: task).root.all("form").last
        #expect(change?["action"] == "/tasks/7")
        #expect(change?.all("input").first { $0["name"] == "_method" }?["value"] == "PATCH")
        #expect(change?.all("input").first { $0["name"] == "version" }?["value"] == "3")
        let new = form(.init()).root.all("form").last
        #expect(new?["action"] == "/tasks")
        #expect(new?.all("input").contains { $0["name"] == "_method" } == false)
    }

    @Test("the fields hold the task's values")
    func values() {
        let task = PageSamples.task(7, PageSamples.hostile, status: .waiting, priority: .someday)
        let page = form(.init(of: task), task: task)
        #expect(page.root.all("input").first { $0["name"] == "title" }?["value"] == PageSamples.hostile)
        #expect(page.root.all("textarea").first?.text == "Line one <b>line</b> two")
        #expect(
            page.root.all("option").filter { $0["selected"] != nil }.compactMap { $0["value"] } == [
                "waiting", "someday",
            ])
    }

    @Test("a broken rule stands beside its field")
    func refused() {
        let page = form(.init(), failure: Failure(.required, field: "title"), .german)
        let field = page.root.all("input").first { $0["name"] == "title" }
        #expect(field?["aria-invalid"] == "true")
        #expect(field?["aria-describedby"] == "title-error")
        #expect(page.root.all("p").first { $0["id"] == "title-error" }?.text == "Das darf nicht leer sein.")
    }

    @Test("deleting asks first, and says how many steps go with the task", arguments: Language.allCases)
    func delete(language: Language) {
        let texts = Texts(language)
        let task = PageSamples.task(7, PageSamples.hostile, steps: PageSamples.steps)
        let page = PageSamples.markup(
            TaskDeletePage(texts: texts, formToken: PageSamples.token, task: task).main, texts)
        #expect(page.brokenRules() == [])
        #expect(page.root.all("p").contains { $0.text.contains(language == .german ? "3 Schritten" : "3 steps") })
        #expect(page.root.all("form").last?.all("input").first { $0["name"] == "version" }?["value"] == "3")
    }

    @Test("a conflict shows both versions and marks what differs", arguments: Language.allCases)
    func conflict(language: Language) {
        let texts = Texts(language)
        let stored = PageSamples.task()
        var typed = TaskFormPage.Values(of: stored)
        typed.title = PageSamples.hostile
        typed.description = "Line one\r\n<b>line</b> two"
        let page = PageSamples.markup(
            TaskConflictPage(texts: texts, formToken: PageSamples.token, stored: stored, typed: typed).main, texts)
        #expect(page.brokenRules() == [])
        let marked = page.root.all("div").filter { $0["class"] == "differs" }
        #expect(marked.count == 1 && marked.first?.all("dd").first?.text == stored.title)
        let form = page.root.all("form").last
        #expect(form?.all("input").first { $0["name"] == "version" }?["value"] == "3")
        #expect(form?.all("input").first { $0["name"] == "title" }?["value"] == PageSamples.hostile)
    }
}
