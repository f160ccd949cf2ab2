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
