import AuthDomain
import AuthStore
import Domain
import HouseStore
import SQLite
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Tasks
import Testing
import TestingElwosa

@Suite("ELWOSA's own format")
struct ElwosaExportTests {
    @Test("export, import into an empty database, export: the same bytes", arguments: 1...12)
    func roundTrip(seed: Int) throws {
        let (old, new) = (try TemporaryStore(), try TemporaryStore(people: false))
        try RandomWorld.make(in: old.store, seed: UInt64(seed))
        let file = try old.store.exported()
        // Ties, comments, members and steps are there, or the bytes would say nothing.
        for part in [#""parentId":1"#, #""author":"Ada""#, #""role":"owner""#, #""assignee":"#, #""blockedBy":[1"#] {
            try #require(seed > 1 || file.contains(part), "\(part)")
        }
        let report = try new.store.importing(file, as: ElwosaFormat.self)
        #expect(report.skipped.isEmpty)
        #expect(try new.store.exported() == file)
        let mark = try new.store.events.newest()
        let again = try new.store.importing(file, as: ElwosaFormat.self, piece: 77)
        #expect(again.count == ImportCount(unchanged: report.count.created))
        #expect(try new.store.events.newest() == mark && new.store.exported() == file)
        #expect(try new.store.events.verify().fault == nil)
    }

    @Test("an import into the installation that the file is of changes nothing")
    func home() throws {
        let home = try TemporaryStore()
        try RandomWorld.make(in: home.store, seed: 3)
        let (file, mark) = (try home.store.exported(), try home.store.events.newest())
        try home.store.importing(file, as: ElwosaFormat.self)
        #expect(try home.store.exported() == file && home.store.events.newest() == mark)
    }

    @Test("into an installation with tasks of its own they come under other numbers, tied alike, and once")
    func besideOthers() async throws {
        try await withSite { site in
            let old = try TemporaryStore()
            try RandomWorld.make(in: old.store, seed: 5)
            let file = try old.store.exported()
            for title in ["Mine", "Yours"] { try site.make(.task(title)) }
            let (ties, tasks) = (file.numberOfTies, file.split(separator: "\n").count { $0.hasPrefix(#"{"task""#) })
            let report = try site.importing(file, as: ElwosaFormat.self)
            #expect(report.count.created == tasks && report.count.ties == ties && ties > 10)
            #expect(try site.store.exported().numberOfTies == ties)
            let mark = try site.lastEvent()
            #expect(try site.importing(file, as: ElwosaFormat.self).count == ImportCount(unchanged: tasks))
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("when an installation is moved, people who are not there come as disabled accounts; nobody else can make any")
    func people() async throws {
        let old = try TemporaryStore()
        var draft = try TaskDraft(title: "Assigned")
        draft.assignees = ["Ben"]
        _ = try old.store.tasks.create(draft, by: Change(by: Person.ada.caller, at: TestClock.start))
        let file = try old.store.exported()
        let new = try TemporaryStore(people: false)
        try new.store.importing(file, as: ElwosaFormat.self)
        let ben = try #require(try new.store.accounts.user(named: "Ben"))
        #expect(ben.isDisabled && ben.account.role == "viewer")
        try await withSite { site in
            let file = file.replacing(#""assignees":["Ben"]"#, with: #""assignees":["Emma"]"#)
            let report = try site.importing(file, as: ElwosaFormat.self, by: Person.ben.caller)
            #expect(report.skipped.map(\.names) == [["#1: Emma"]])
            #expect(try site.store.accounts.user(named: "Emma") == nil)
        }
    }

    @Test("somebody's import puts no words into another's mouth, and owns the projects that it makes")
    func others() async throws {
        let old = try TemporaryStore()
        let change = Change(by: Person.ada.caller, at: TestClock.start)
        let project = try old.store.projects.createProject(ProjectDraft(name: "Garden"), by: change).project.id
        var draft = try TaskDraft(title: "Weed")
        draft.projectId = project
        let task = try old.store.tasks.create(draft, by: change).task
        _ = try old.store.tasks.addComment("I resign.", to: task.id, by: change)
        try await withSite { site in
            let mark = try site.lastEvent()
            try site.importing(old.store.exported(), as: ElwosaFormat.self, by: Person.ben.caller)
            let detail = try site.store.projects.project(1, for: Person.ben.caller)
            #expect(detail.members.map { "\($0.account.name) \($0.role)" } == ["Ada owner", "Ben owner"])
            let comment = try site.store.tasks.comments(of: 1, for: Person.ben.caller)[0]
            #expect(comment.author == nil && comment.importedAuthor == "Ada")
            #expect(
                try site.events(after: mark) == [
                    "project_created", "member_set", "member_set", "task_imported", "import_finished",
                ])
        }
    }

    @Test(
        "a file that is not whole, or not of this format, is refused with its line",
        arguments: brokenFiles)
    func broken(file: String, words: String) async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let failure = try #require(throws: Failure.self) { try site.importing(file, as: ElwosaFormat.self) }
            #expect("\(failure.message) \(failure.field ?? "")".contains(words))
            #expect(try site.events(after: mark) == [])
        }
    }

    private static let head = #"{"format":"elwosa","version":1}"# + "\n"

    private static let brokenFiles: [(String, String)] = [
        ("", "cut off"), (#"{"task":{}}"#, "Line 1: This is no export"),
        (#"{"format":"elwosa","version":2}"#, "version 2"), (head, "cut off"),
        (head + #"{"end":{"tasks":1}}"#, "another number of tasks"),
        ("\(head){\"end\":{\"tasks\":0}}\n{\"end\":{\"tasks\":0}}", "Line 3: The file goes on"),
        (head + #"{"task":7}"#, "task: must be an object"), (head + #"{"thing":{}}"#, "one of label"),
        (head + #"{"label":{"name":"a","colour":"pinkish"}}"#, "label.colour"),
        (head + #"{"label":{"name":"a","colour":"red","size":1}}"#, "label.size"),
        (head + #"{"project":{"id":0}}"#, "project.id"), (head + #"{"task":{"id":1,"titel":"x"}}"#, "task.titel"),
    ]

    @Test("a task whose project is not in the file is left out, not shown to the whole house")
    func projectMissing() async throws {
        let old = try TemporaryStore()
        try RandomWorld.make(in: old.store, seed: 2)
        let lines = try old.store.exported().split(separator: "\n").filter { !$0.hasPrefix(#"{"project""#) }
        try await withSite { site in
            let report = try site.importing(lines.joined(separator: "\n"), as: ElwosaFormat.self)
            let left = try #require(report.skipped.first { $0.reason == .projectMissing })
            #expect(left.count == lines.count { $0.contains(#""projectId":"#) && !$0.contains(#""projectId":null"#) })
        }
    }

    @Test("one's own export has what one may see, and a query what it asks for")
    func mine() async throws {
        try await withSite { site in
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            let secret = try site.store.projects.createProject(ProjectDraft(name: "Secret"), by: change).project.id
            var draft = try TaskDraft(title: "Hidden plan")
            draft.projectId = secret
            let hidden = try site.make(draft, by: .ada)
            var open = try TaskDraft(title: "Open plan")
            open.blockedBy = [hidden.id]
            try site.make(open, in: site.common())
            try site.make(.task("Done plan", status: .done), by: .ada)
            let bens = try site.store.exported(for: Person.ben.caller)
            #expect(!bens.contains("Hidden") && !bens.contains("Secret") && bens.contains(#""blockedBy":[]"#))
            #expect(try site.store.exported(ElwosaExport.self, "is:open plan").contains("Hidden plan"))
            #expect(try !site.store.exported(ElwosaExport.self, "is:open plan").contains("Done plan"))
        }
    }
}

extension String {
    /// Parents and blockers in an export.
    fileprivate var numberOfTies: Int {
        split(separator: "\n").reduce(0) { sum, line in
            let blockers = line.split(separator: #""blockedBy":["#).dropFirst().first?.prefix { $0 != "]" } ?? ""
            let parent = line.contains(#""parentId":"#) && !line.contains(#""parentId":null"#) ? 1 : 0
            return sum + parent + blockers.split(separator: ",").count
        }
    }
}
