import Domain
import TaskDomain
import Testing
import TestingElwosa

@testable import Store
@testable import TaskStore

@Suite("A name in a filter")
struct FilterNamesTests {
    private func titles(_ text: String, _ site: TestSite, for caller: Caller = Person.ada.caller) throws -> [String] {
        let query = TaskQuery(try TaskFilter(parsing: text), frame: DayFrame(utc: site.clock.now))
        return try site.store.tasks.list(query, for: caller).tasks.map(\.title).sorted()
    }

    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    @Test("of a label is found as words are, until there is one of the very name")
    func label() async throws {
        try await withSite { site in
            var draft = try TaskDraft.task("a")
            draft.labels = ["Café", "C++", "Наука"]
            try site.make(draft)
            try site.make(.task("b"))
            for query in ["label:cafe", "label:CAFE\u{301}", "label:caf\u{e9}", "label:науKA,cafe", "label:c++"] {
                #expect(try titles(query, site) == ["a"], "\(query)")
            }
            #expect(try titles("label:c", site) == [] && titles("-label:c", site) == ["a", "b"])
            #expect(try titles("-label:cafe", site) == ["b"])
            var other = try TaskDraft.task("c")
            other.labels = ["cafe"]
            try site.make(other)
            #expect(try titles("label:cafe", site) == ["c"] && titles("label:café", site) == ["a"])
            #expect(try titles("label:cafè", site) == ["a", "c"])
        }
    }

    @Test("of a label that somebody else alone sees takes nothing away from one's own")
    func hiddenLabel() async throws {
        try await withSite { site in
            var draft = try TaskDraft.task("a")
            draft.labels = ["Café"]
            try site.make(draft, by: .ben)
            draft.labels = ["cafe"]
            try site.make(draft, by: .ada)
            #expect(try titles("label:cafe", site, for: Person.ben.caller) == ["a"])
            #expect(try titles("label:cafe", site, for: Person.ada.caller) == ["a"])
            #expect(try titles("label:cafè", site, for: Person.cleo.caller) == [])
        }
    }

    @Test("of a project is found so among the caller's own, and those of others count for nothing")
    func project() async throws {
        try await withSite { site in
            let mine = try site.store.projects.createProject(ProjectDraft(name: "Müller"), by: by(.ada, site)).project
                .id
            var draft = try TaskDraft.task("a")
            draft.projectId = mine
            try site.make(draft)
            for query in ["project:mueller", "project:MULLER", "project:müller"] {
                #expect(try titles(query, site) == ["a"], "\(query)")
                #expect(try titles(query, site, for: Person.ben.caller) == [], "\(query)")
            }
            // Ben's is called so exactly, and Ada knows nothing of it.
            let his = try site.store.projects.createProject(ProjectDraft(name: "muller"), by: by(.ben, site)).project.id
            var other = try TaskDraft.task("b")
            other.projectId = his
            _ = try site.store.tasks.create(other, by: by(.ben, site))
            #expect(try titles("project:muller", site) == ["a"])
            #expect(try titles("project:müller", site, for: Person.ben.caller) == ["b"])
            #expect(try titles("project:muller", site, for: .commandLine) == ["b"])
        }
    }

    @Test("of a person is found so as an assignee and as whose inbox it is")
    func person() async throws {
        try await withSite { site in
            var draft = try TaskDraft.task("a")
            draft.assignees = ["Ben"]
            try site.make(draft)
            for name in ["ben", "BÉN", "Bèn"] {
                #expect(try titles("assignee:\(name)", site) == ["a"])
            }
            #expect(try titles("inbox:ädä", site) == ["a"] && titles("inbox:bén", site) == [])
            #expect(try titles("assignee:be", site) == [])
        }
    }
}
