import Domain
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Tasks
import Testing
import TestingElwosa

@Suite("Files that cannot be taken")
struct ImportFaultTests {
    @Test("what cannot be read is named by line and column, in characters")
    func column() async throws {
        try await withSite { site in
            let failure = try #require(throws: Failure.self) {
                try site.importing(issue("bd-1") + #"{"id":"äöü","title":}"#, as: BeadsFormat.self)
            }
            #expect(failure.message.hasPrefix("Line 2, column 21: A JSON value was expected."))
        }
    }

    @Test(
        "a file of another kind is refused before any of it is taken, and named",
        arguments: [
            (#"{"format":"elwosa","version":1}"# + "\n" + #"{"end":{"tasks":0}}"#, Rule.otherFormat("ELWOSA")),
            (#"{"id":"x","name":"B","idOrganization":null,"cards":[]}"#, .otherFormat("Trello")),
            (#"[{"uuid":"u","entry":"20260101T000000Z"}]"#, .otherFormat("Taskwarrior")),
            (#"[{"title":"P","is_archived":false,"tasks":[]}]"#, .otherFormat("Vikunja")),
            ("TYPE,CONTENT,DESCRIPTION\ntask,A,\n", .otherFormat("Todoist")), ("Title;Due\nA;\n", .otherFormat("CSV")),
            ("(A) Dig\n", .otherFormat("todo.txt")),
            ("PK\u{3}\u{4}\u{14}", .packed(except: ["Todoist", "Vikunja"])),
            ("%PDF-1.7", .packed(except: ["Todoist", "Vikunja"])), ("i\0d\0", .notText),
            ("PK\u{3}\u{4}\u{14}[Content_Types].xml", .spreadsheet),
        ])
    func otherKind(file: String, rule: Rule) async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            var run = ImportRun(BeadsFormat.self, into: site.store.tasks) {
                Change(by: .commandLine, at: site.clock.now)
            }
            let failure = try #require(throws: Failure.self) {
                try run.take(Array(file.utf8))
                _ = try run.finish()
            }
            #expect(failure.kind == .malformed && run.stop?.failure.rule == rule)
            #expect(try site.events(after: mark) == [])
        }
    }

    /// Files as programs write them, each with what others have as well.
    private static let whole: [(format: any ImportFormat.Type, file: String)] = [
        (CSVFormat.self, "Title;Due;Tags\nDig;2026-12-24;a\n"),
        (TodoistFormat.self, "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT\ntask,Dig,,1,1\n"),
        (
            TrelloFormat.self,
            #"{"id":"5f0000000000000000000001","name":"B","desc":"","closed":false,"idOrganization":null,"limits":{"boards":{"totalMembersPerBoard":{"status":"ok"}}},"cards":[]}"#
        ),
        (
            VikunjaFormat.self,
            #"[{"id":1,"title":"P","is_archived":false,"tasks":[{"id":1,"title":"Dig","done":false}]}]"#
        ),
        (
            TaskwarriorFormat.self,
            #"[{"id":1,"uuid":"u1","entry":"20260101T000000Z","description":"Dig","status":"pending"}]"#
        ),
        (
            TaskwarriorFormat.self,
            #"{"id":1,"uuid":"u1","entry":"20260101T000000Z","description":"Dig","status":"pending"}"#
        ),
        (TodoTxtFormat.self, "(A) Dig, rake; and rest +Garden\n"),
        (TodoTxtFormat.self, "x 2026-01-02 2026-01-01 Dig\n"),
        (TodoTxtFormat.self, "2026-01-01 Dig, rake\n"),
        (BeadsFormat.self, issue("bd-1", #""labels":["elwosa"],"metadata":{"format":1}"#)),
    ]

    @Test(
        "a whole file of one format given as another is refused and named, for each two of them",
        arguments: ["", "\u{feff}"])
    func pairs(mark: String) async throws {
        try await withSite { site in
            try site.make(.task("Dig"), by: .ben)
            let own = (format: ElwosaFormat.self as any ImportFormat.Type, file: try site.store.exported())
            let event = try site.lastEvent()
            for (format, file) in Self.whole + [own] {
                for other in ImportFormats.all where other != format {
                    var run = ImportRun(other, into: site.store.tasks) { Change(by: .commandLine, at: site.clock.now) }
                    _ = try? run.take(Array((mark + file).utf8))
                    _ = try? run.finish()
                    let rule = run.stop?.failure.rule
                    #expect(rule == .otherFormat(format.title), "\(format.name) as \(other.name): \(file.prefix(40))")
                }
            }
            #expect(try site.events(after: event) == [])
        }
    }

    @Test("no format takes another's file for its own, but a table that of a program")
    func distinct() throws {
        let files = [
            CSVFormat.name: "Title;Due\nA;\n", TodoistFormat.name: "TYPE,CONTENT,DESCRIPTION\n",
            TrelloFormat.name: #"{"id":"x","idOrganization":null}"#,
            VikunjaFormat.name: #"[{"id":1,"title":"P","is_archived":false}]"#,
            TaskwarriorFormat.name: #"[{"id":1,"uuid":"u","entry":"x","status":"pending"}]"#,
            TodoTxtFormat.name: "x 2026-01-01 Dig\n", BeadsFormat.name: #"{"id":"bd-1","status":"open"}"#,
            ElwosaFormat.name: #"{"format":"elwosa","version":1}"#,
        ]
        for format in ImportFormats.all {
            let file = try #require(files[format.name])
            for other in ImportFormats.all where other.resembles(ImportHead(Array(file.utf8))) {
                let isTable = other == CSVFormat.self && format == TodoistFormat.self
                #expect(other == format || isTable, "\(other.name) takes a file of \(format.name)")
            }
        }
    }
}
