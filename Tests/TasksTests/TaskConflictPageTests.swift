import Calendar
import Domain
import TaskDomain
import Testing
import TestingElwosa
import Texts

@testable import Tasks

struct TaskConflictPageTests {
    private func page(_ typed: TaskFormPage.Values, _ stored: TaskItem, _ language: Language = .english) -> Markup {
        PageSamples.markup(
            TaskConflictPage(
                context: PageSamples.context(language), stored: stored, typed: typed,
                projects: PageSamples.projects()))
    }

    @Test("of each field that differs both versions can be chosen, one's own first", arguments: Language.allCases)
    func differing(language: Language) {
        let stored = PageSamples.detail().task
        var typed = TaskFormPage.Values(of: PageSamples.task(7, "Mine"), in: .utc)
        typed[.dueAt].text = "2026-11-30"
        typed[.dueAt].clock = "09:30"
        let page = page(typed, stored, language)
        #expect(page.brokenRules() == [])
        let radios = page.root.all("input").filter { $0["type"] == "radio" }
        #expect(
            Set(radios.compactMap { $0["name"] }) == [
                "title", "status", "priority", "projectId", "parentId", "labels", "assignees", "startAt", "dueAt",
                "waitUntil", "estimateMinutes", "location", "blockedBy",
            ])
        let due = radios.filter { $0["name"] == "dueAt" }
        #expect(due.map { $0["value"] } == ["2026-11-30T09:30:00Z", "2026-11-23T08:00:00Z"])
        #expect(due.map { $0["checked"] != nil } == [true, false])
        #expect(page.root.all("textarea").map { $0["name"] } == ["description", nil])
    }

    @Test("what is the same in both is shown once and not sent; line ends of a browser make no difference")
    func same() {
        let stored = PageSamples.task()
        var typed = TaskFormPage.Values(of: stored, in: .utc)
        typed.title = PageSamples.hostile
        typed.description = "Line one\r\n<b>line</b> two"
        let page = page(typed, stored)
        #expect(page.root.all("fieldset").count == 1)
        #expect(
            page.root.all("div").filter { $0["class"] == "same" }.map(\.text) == ["Status Open", "Priority Normal"])
        let form = page.root.all("form").last
        #expect(form?.all("input").first { $0["name"] == "version" }?["value"] == "3")
        #expect(form?.all("input").first { $0["name"] == "title" }?["value"] == PageSamples.hostile)
    }
}
