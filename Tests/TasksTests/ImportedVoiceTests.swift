import AuthStore
import Domain
import HouseStore
import JSON
import SQLite
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Tasks
import Testing
import TestingElwosa

@Suite("The voice and the times of what an import brings along")
struct ImportedVoiceTests {
    private static let resigned =
        #""comments":[{"author":"Ada","text":"I resign, @Cleo.","created_at":"2026-01-01T00:00:00Z"}]"#

    /// A file of ELWOSA's own with one task, which has one comment.
    private static func whole(_ comment: String, times: String = times) -> String {
        #"{"format":"elwosa","version":1}"# + "\n"
            + #"{"task":{"id":7,"title":"Weed","status":"open","priority":"normal",\#(times),"comments":[\#(comment)]}}"#
            + "\n" + #"{"end":{"tasks":1}}"# + "\n"
    }

    private static let times = #""createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-02T00:00:00Z""#
    private static let said = #"{"author":"Ada","text":"I resign, @Cleo.","createdAt":"2026-01-01T00:00:00Z"}"#

    @Test(
        "a comment that a member brings along says that it is imported, in JSON and on the page, and calls nobody",
        arguments: [false, true])
    func marked(isWhole: Bool) async throws {
        try await withSite { site in
            let format: any ImportFormat.Type = isWhole ? ElwosaFormat.self : BeadsFormat.self
            let file = isWhole ? Self.whole(Self.said) : issue("bd-1", Self.resigned)
            for importer in [Person.ben, .ada] {
                try site.importing(
                    file.replacing("bd-1", with: importer.name).replacing(
                        #""id":7"#, with: #""id":\#(importer.id + 6)"#),
                    as: format, by: importer.caller)
                let task = importer == .ben ? 1 : 2
                let json = try site.get("/tasks/\(task)/comments", as: importer)
                #expect(json["comments", 0, "author"] == "Ada" && json["comments", 0, "imported"] == true)
                #expect(json["comments", 0, "mentions"] == .array([]))
                let page = try site.get("/tasks/\(task)", as: importer, wants: .page)
                #expect(page.text.contains("· imported ·"))
                // Not even Ada's own: she cannot change what she did not say here.
                let change = try site.patch("/tasks/\(task)/comments/\(task)", json: #"{"text":"x"}"#, as: importer)
                #expect(change.status == 403)
            }
        }
    }

    @Test("one that was written here says that it is not imported, also once its author is gone")
    func own() async throws {
        try await withSite { site in
            let task = try site.make(.task(), in: site.common(), by: .ben)
            _ = try site.post("/tasks/\(task.id)/comments", json: #"{"text":"Well"}"#, as: .ben)
            #expect(try site.get("/tasks/1/comments", as: .ada)["comments", 0, "imported"] == false)
            try site.store.accounts.deleteUser(2, heir: nil, by: Change(by: .commandLine, at: site.clock.now))
            let json = try site.get("/tasks/1/comments", as: .ada)
            #expect(json["comments", 0, "imported"] == false && json["comments", 0, "author"] == .null)
        }
    }

    @Test("one whose author nobody said is imported, and nobody's")
    func unsaid() async throws {
        try await withSite { site in
            let file = Self.whole(#"{"text":"Well","createdAt":"2026-01-01T00:00:00Z"}"#)
            try site.importing(file, as: ElwosaFormat.self, by: Person.ben.caller)
            let json = try site.get("/tasks/1/comments", as: .ben)
            #expect(json["comments", 0, "imported"] == true && json["comments", 0, "author"] == .null)
            #expect(try site.store.exported().contains(#""author":null,"imported":true"#))
        }
    }

    @Test("what was imported stays nobody's when the operator moves the installation, and the file is the same again")
    func moved() async throws {
        try await withSite { site in
            try site.importing(Self.whole(Self.said), as: ElwosaFormat.self, by: Person.ben.caller)
            _ = try site.post("/tasks/1/comments", json: #"{"text":"Well"}"#, as: .cleo)
            _ = try site.post("/tasks/1/comments", json: #"{"text":"Well"}"#, as: .ben)
            let file = try site.store.exported()
            let new = try TemporaryStore()
            try new.store.importing(file, as: ElwosaFormat.self)
            let comments = try new.store.tasks.comments(of: 1, for: .commandLine)
            #expect(comments.map { $0.author?.name } == [nil, "Ben"])
            #expect(comments.map(\.importedAuthor) == ["Ada", nil])
            #expect(try new.store.exported() == file)
        }
    }

    @Test("no time in the future is stored, of whatever, and the report says so")
    func ahead() async throws {
        try await withSite { site in
            let far = "9999-12-31T23:59:59Z"
            let comment = #""comments":[{"author":"x","text":"y","created_at":"\#(far)"}],"closed_at":"\#(far)""#
            let report = try site.importing(
                issue("bd-1", comment, updated: far).replacing("open", with: "closed"), as: BeadsFormat.self,
                by: Person.ben.caller)
            #expect(report.skipped.map(\.reason) == [.timeAhead] && report.skipped.map(\.names) == [["bd-1"]])
            let task = try site.task(named: "bd-1")
            let first = try #require(Instant(rfc3339: "2026-01-01T00:00:00Z"))
            #expect([task.createdAt, task.updatedAt, task.completedAt] == [first, first, first])
            #expect(try site.store.tasks.comments(of: task.id, for: .commandLine).map(\.createdAt) == [first])
        }
    }

    @Test("nor where all of it lies ahead, by the operator or not; read again it is the same task, not a second one")
    func allAhead() async throws {
        for importer in [Caller.commandLine, Person.ben.caller] {
            try await withSite { site in
                let far = "2999-01-01T00:00:00Z"
                let file = Self.whole(Self.said, times: Self.times).replacing("2026-01-0", with: "2999-01-0")
                    .replacing(
                        "{\"task\"",
                        with: #"{"project":{"id":3,"name":"Garden","createdAt":"\#(far)","archivedAt":"\#(far)"}}"#
                            + "\n{\"task\""
                    ).replacing(#""status""#, with: #""projectId":3,"status""#)
                let report = try site.importing(file, as: ElwosaFormat.self, by: importer)
                #expect(report.skipped.map(\.reason) == [.timeAhead] && report.skipped[0].count == 2)
                let ahead: Int64? = try site.store.database.read { tx in
                    try tx.value(
                        """
                        SELECT (SELECT count(*) FROM task WHERE max(createdAt, updatedAt) > ?1)
                            + (SELECT count(*) FROM comment WHERE createdAt > ?1)
                            + (SELECT count(*) FROM project WHERE max(createdAt, ifnull(archivedAt, 0)) > ?1)
                        """, site.clock.now)
                }
                #expect(ahead == 0)
                site.clock.advance(seconds: 60)
                let again = try site.importing(file, as: ElwosaFormat.self, by: importer)
                #expect(again.count.created == 0 && again.count.projects == 0)
                let counts: Int64? = try site.store.database.read { tx in
                    try tx.value("SELECT (SELECT count(*) FROM task) * 100 + (SELECT count(*) FROM comment)")
                }
                #expect(counts == 101)
            }
        }
    }

    @Test("a task that claims to have been changed in 9999 is brought up to date by the next file, ties included")
    func thawed() async throws {
        try await withSite { site in
            let far = "9999-12-31T23:59:59Z"
            try site.importing(issue("bd-1", updated: far) + issue("bd-2"), as: BeadsFormat.self)
            let newer = issue("bd-1", waits("bd-1", for: "bd-2"), updated: "2026-01-03T00:00:00Z")
            let report = try site.importing(newer.replacing("Issue", with: "Better"), as: BeadsFormat.self)
            #expect(report.count.updated == 1 && report.count.ties == 1)
            #expect(try site.task(named: "bd-1").title == "Better bd-1")
        }
    }

    @Test("one that was stored so before is brought up to date as well, and what was changed here since stays")
    func storedAhead() async throws {
        try await withSite { site in
            try site.importing(issue("bd-1"), as: BeadsFormat.self)
            try site.store.database.write { tx in try tx.run("UPDATE task SET updatedAt = 253402300799") }
            let newer = issue("bd-1", updated: "2026-01-03T00:00:00Z").replacing("Issue", with: "Better")
            #expect(try site.importing(newer, as: BeadsFormat.self).count.updated == 1)
            _ = try site.patch("/tasks/1", json: #"{"title":"Mine"}"#, as: .ada)
            let far = issue("bd-1", updated: "9999-12-31T23:59:59Z").replacing("Issue", with: "Far")
            try site.importing(far, as: BeadsFormat.self)
            #expect(try site.task(named: "bd-1").title == "Mine")
        }
    }
}
