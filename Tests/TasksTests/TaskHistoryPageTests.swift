import Domain
import Store
import TaskDomain
import Testing
import TestingElwosa
import Texts

@testable import Tasks

struct TaskHistoryPageTests {
    private func page(_ entries: [HistoryEntry], mayUndo: Bool = true, _ language: Language = .english) -> Markup {
        PageSamples.markup(
            TaskHistoryPage(
                context: PageSamples.context(language), task: PageSamples.task(7, PageSamples.hostile),
                entries: entries, mayUndo: mayUndo, isLater: true, limit: 2))
    }

    @Test("the history keeps every rule of a page, full and empty", arguments: Language.allCases)
    func rules(language: Language) {
        #expect(page(PageSamples.history, language).brokenRules() == [])
        #expect(page([], language).brokenRules() == [])
    }

    @Test("each part is said with what it was and what it is, in the reader's words")
    func parts() {
        let parts = page(PageSamples.history, .german).root.all("ul").first { $0["class"] == "parts" }?.children
        #expect(parts?[0].all("del").first?.text == "Offen" && parts?[0].all("ins").first?.text == "In Arbeit")
        #expect(parts?[1].all("ins").first?.text == "nichts")
        #expect(parts?[2].all("ins").first?.text == "Mittwoch, 25. November 2026")
        #expect(parts?[3].text == "Schritt: a")
        #expect(parts?[4].all("q").first?.text == PageSamples.hostile + " …")
        #expect(parts?[5].all("ins").first?.text == "1 Std. 30 Min.")
    }

    @Test("only what is young enough can be taken back, and a change of several events once")
    func undo() {
        func offered(_ mayUndo: Bool) -> [String] {
            page(PageSamples.history, mayUndo: mayUndo).root.all("button").compactMap { $0["formaction"] }
                .filter { $0.hasSuffix("/undo") }
        }
        #expect(offered(true) == [1_000, 997, 996].map { "/tasks/changes/\($0)/undo" })
        #expect(offered(false) == [])
    }

    @Test("entries stand below their day")
    func days() {
        let entries = [0, 86_400, 86_400 * 9].map { ago in
            HistoryEntry(
                seq: 100_000 - ago, at: PageSamples.now.adding(seconds: -ago), actor: nil, kind: .taskChanged,
                parts: [],
                isUndoable: false)
        }
        let heads = page(entries).root.all("main")[0].all("h2").map(\.text)
        #expect(heads == ["Today", "Yesterday", "Saturday 14 November"])
    }

    @Test("an undo from the page takes the change back, and is offered no second time")
    func undoes() async throws {
        try await withSite { site in
            try site.make(.task("Router"), in: site.common())
            _ = try site.patch("/tasks/1", json: #"{"title":"Switch"}"#, as: .ben)
            func undoes() throws -> [String] {
                try site.get("/tasks/1/history", as: .ben, wants: .page).markup.root.all("button")
                    .compactMap { $0["formaction"] }.filter { $0.hasSuffix("/undo") }
            }
            let before = try undoes()
            #expect(before.count == 1)
            let reply = try site.submit(before[0], [("next", "/tasks/1/history")], as: .ben)
            #expect(reply.status == 303 && reply.destination == "/tasks/1/history")
            #expect(try site.get("/tasks/1", as: .ben)["title"] == "Router")
            let after = try undoes()
            #expect(after.count == 1 && after != before)
            site.clock.advance(seconds: 601)
            #expect(try undoes().isEmpty)
        }
    }

    @Test("the name of a project that one is no member of is not told by the history")
    func hiddenProject() async throws {
        try await withSite { site in
            let project = try site.project("Secret place", members: [:])
            var draft = try TaskDraft.task("Router")
            draft.projectId = project
            try site.make(draft, by: .ada)
            _ = try site.patch("/tasks/1", json: #"{"projectId":\#(site.common())}"#, as: .ada)
            #expect(try site.get("/tasks/1/history", as: .ada, wants: .page).text.contains("Secret place"))
            let told = try site.get("/tasks/1/history", as: .ben, wants: .page)
            #expect(told.status == 200 && !told.text.contains("Secret place"))
        }
    }
}
