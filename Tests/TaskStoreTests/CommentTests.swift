import AuthDomain
import AuthStore
import Domain
import HouseStore
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Comments")
struct CommentTests {
    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    @Test(
        "mention whom they name, the longest name that fits, and nobody by a part of a word",
        arguments: [
            ("@ben", ["Ben"]), ("ask @Ben, then @ADA.", ["Ada", "Ben"]), ("@Ben Adam comes", ["Ben Adam"]),
            ("@Ben Adamson", ["Ben"]), ("@benjamin", []), ("@@ben", []), ("@ben@", []), ("ben @ ada", []),
            ("@nobody", []),
            (String(repeating: "@", count: 16_000) + "cleo", []),
            (String(repeating: "@ ", count: 8_000) + "@cleo", ["Cleo"]),
        ])
    func mentions(text: String, names: [String]) async throws {
        try await withSite { site in
            _ = try site.store.accounts.createUser(
                try NewUser(name: "Ben Adam", role: "viewer", standing: .person(passwordHash: "$x")), by: by(.ada, site)
            )
            let common = try site.common()
            _ = try site.store.projects.setMember("Ben Adam", .viewer, of: common, by: by(.ada, site))
            let task = try site.make(.task(), in: common)
            let mark = try site.lastEvent()
            let comment = try site.store.tasks.addComment(text, to: task.id, by: by(.ada, site)).comment
            #expect(Set(comment.mentions.map(\.name)) == Set(names))
            #expect(try site.events(after: mark) == ["comment_added"])
        }
    }

    @Test("of a project mention nobody who cannot see it")
    func outsiders() async throws {
        try await withSite { site in
            let project = try site.store.projects.createProject(ProjectDraft(name: "x"), by: by(.ada, site)).project.id
            var draft = try TaskDraft(title: "x")
            draft.projectId = project
            let task = try site.store.tasks.create(draft, by: by(.ada, site)).task
            #expect(
                try site.store.tasks.addComment("@Ben @Ada", to: task.id, by: by(.ada, site)).comment.mentions.map(
                    \.name) == [
                        "Ada"
                    ])
        }
    }

    @Test("in an inbox mention whom it is of and whom the task is assigned to")
    func inbox() async throws {
        try await withSite { site in
            var draft = try TaskDraft(title: "x")
            draft.assignees = ["Ben"]
            let task = try site.make(draft)
            let comment = try site.store.tasks.addComment("@Ada @Ben @Cleo", to: task.id, by: by(.ben, site)).comment
            #expect(Set(comment.mentions.map(\.name)) == ["Ada", "Ben"])
        }
    }

    @Test("are changed by their author alone, and tell of it by one event each")
    func changes() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let task = try site.make(.task(), in: site.common())
            let mark = try site.lastEvent()
            let comment = try tasks.addComment("One", to: task.id, by: by(.ben, site)).comment
            #expect(throws: Failure.self) { try tasks.updateComment(comment.id, of: task.id, "x", by: by(.ada, site)) }
            _ = try tasks.updateComment(comment.id, of: task.id, "Two", by: by(.ben, site))
            _ = try tasks.updateComment(comment.id, of: task.id, "Two", by: by(.ben, site))
            #expect(throws: Failure.self) { try tasks.removeComment(comment.id, of: task.id, by: by(.cleo, site)) }
            try tasks.removeComment(comment.id, of: task.id, by: by(.ada, site))
            #expect(try site.events(after: mark) == ["comment_added", "comment_changed", "comment_removed"])
        }
    }
}
