import Calendar
import Domain
import HTML
import TaskDomain
import Testing
import TestingElwosa
import Texts

@testable import Tasks

struct TaskFormPageTests {
    private func form(
        _ values: TaskFormPage.Values, task: TaskItem? = nil, failure: Failure? = nil, _ language: Language = .english
    ) -> Markup {
        let page = TaskFormPage(
            context: PageSamples.context(language, here: Link("/tasks/new")), values: values,
            choices: TaskFormPage.Choices(
                projects: PageSamples.projects(), people: PageSamples.people, labels: ["bug"]), task: task,
            failure: failure)
        return PageSamples.markup(page)
    }

    @Test("the form keeps every rule of a page: new, changing, refused", arguments: Language.allCases)
    func rules(language: Language) {
        let task = PageSamples.task(7, PageSamples.hostile)
        #expect(form(.init(), language).brokenRules() == [])
        #expect(form(.init(of: task, in: .utc), task: task, language).brokenRules() == [])
        #expect(form(.init(), failure: Failure(.required, field: "title"), language).brokenRules() == [])
    }

    @Test("a change is sent as PATCH with the version it was made from, a new task as POST")
    func method() {
        let task = PageSamples.task()
        let change = form(.init(of: task, in: .utc), task: task).root.all("form").last
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
        let page = form(.init(of: task, in: .utc), task: task)
        #expect(page.root.all("input").first { $0["name"] == "title" }?["value"] == PageSamples.hostile)
        #expect(page.root.all("textarea").first?.text == "Line one <b>line</b> two")
        #expect(
            page.root.all("option").filter { $0["selected"] != nil }.compactMap { $0["value"] } == [
                "waiting", "someday", "",
            ])
    }

    @Test("every field of a full task stands in the form as people type it")
    func everyField() {
        let task = PageSamples.detail().task
        let page = form(.init(of: task, in: .utc), task: task).root.all("form").last!
        func value(_ name: String) -> String? { page.all("input").first { $0["name"] == name }?["value"] }
        #expect(value("parentId") == "#6" && value("blockedBy") == "#8, #9" && value("estimateMinutes") == "1h 30m")
        #expect(value("startAt") == "2026-11-23" && value("startAtTime") == "")
        #expect(value("dueAt") == "2026-11-23" && value("dueAtTime") == "08:00")
        #expect(value("labels")?.hasSuffix("red, orange, yellow") == true)
        let people = page.all("input").filter { $0["name"] == "assignees" && $0["type"] == "checkbox" }
        #expect(people.filter { $0["checked"] != nil }.compactMap { $0["value"] } == ["Ben"])
        #expect(page.all("input").contains { $0["name"] == "assignees" && $0["type"] == "hidden" })
        #expect(!page.all("textarea").contains { $0["name"] == "steps" })
    }

    @Test("only projects in which the caller makes tasks are offered, and the task's own")
    func projects() {
        func offered(_ task: TaskItem?) -> [String] {
            let select = form(.init(), task: task).root.all("select").first { $0["name"] == "projectId" }
            return select?.all("option").compactMap { $0["value"] } ?? []
        }
        var away = PageSamples.task()
        away.projectId = 4
        #expect(offered(nil) == ["", "3"] && offered(away) == ["", "3", "4"])
    }

    @Test("what is wrong with one of a list stands beside the list, and what was ticked stays")
    func refusedInList() {
        var typed = TaskFormPage.Values()
        typed.assignees = ["Zoe"]
        let page = form(typed, failure: Failure(.noMember("Zoe", of: 7), field: "assignees[0]"))
        let way = page.root.all("a").first { $0["href"] == "/projects/7#members" }
        #expect(way?.text == "Add to the project")
        #expect(page.brokenRules() == [])
        #expect(page.root.all("p").first { $0["id"] == "assignees-error" } != nil)
        #expect(page.root.all("input").contains { $0["value"] == "Zoe" && $0["checked"] != nil })
    }

    @Test("what stands in the way of completing can be passed over")
    func blocked() {
        let task = PageSamples.task()
        let page = form(
            .init(of: task, in: .utc), task: task, failure: Failure(.blocked, field: "status", kind: .conflict))
        #expect(page.brokenRules() == [])
        #expect(page.root.all("input").contains { $0["name"] == "force" && $0["checked"] == nil })
    }

    @Test("a broken rule stands beside its field")
    func refused() {
        let page = form(.init(), failure: Failure(.required, field: "title"), .german)
        let field = page.root.all("input").first { $0["name"] == "title" }
        #expect(field?["aria-invalid"] == "true")
        #expect(field?["aria-describedby"] == "title-error")
        #expect(page.root.all("p").first { $0["id"] == "title-error" }?.text == "Das darf nicht leer sein.")
    }

    @Test("deleting asks first, and says what goes with the task", arguments: Language.allCases)
    func delete(language: Language) {
        let task = PageSamples.task(7, PageSamples.hostile, steps: PageSamples.steps)
        let page = PageSamples.markup(TaskDeletePage(context: PageSamples.context(language), task: task, below: 1))
        #expect(page.brokenRules() == [])
        let lost = language == .german ? "3 Schritte und 1 Teilaufgabe" : "3 steps and 1 subtask"
        #expect(page.root.all("p").contains { $0.text.contains(lost) })
        #expect(page.root.all("form").last?.all("input").first { $0["name"] == "version" }?["value"] == "3")
    }
}
