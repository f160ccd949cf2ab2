import Domain
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Tasks
import Testing
import TestingElwosa

@Suite("Importing from Todoist")
struct TodoistImportTests {
    private static let head =
        "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DURATION,DURATION_UNIT\r\n"
    private static let file =
        "\u{feff}" + head + "meta,view_style=list,,,,,,,,,,\r\n"
        + "task,Dig @hard,\"Deep,\nwide\",1,1,Ben (12),Ben (12),2026-12-24,en,Europe/Berlin,90,minute\r\n"
        + "note,\"Ask \"\"Emma\"\"\",,,,Emma (13),,,,,,\r\n,,,,,,,,,,,\r\n"
        + "task,Buy seeds,,3,2,Ben (12),,every monday,en,Europe/Berlin,,\r\nsection,Later,,,,,,,,,,\r\n"
        + "task,Rest,,4,1,,,,,,1,day\r\ntask,Rest,,4,1,,,,,,,\r\n"

    private func settings(_ name: String) -> ImportSettings {
        var settings = ImportSettings()
        settings.fileName = name
        return settings
    }

    @Test("tasks, notes, sections, indents and days come along, into a project of the file's name")
    func template() async throws {
        try await withSite { site in
            let report = try site.importing(
                Self.file, as: TodoistFormat.self, by: Person.ben.caller, piece: 11, settings("Garden [123].csv"))
            #expect(report.count == ImportCount(created: 4, projects: 1, ties: 1))
            #expect(
                report.skipped.map { "\($0.reason) \($0.names.joined())" } == [
                    "recurring Buy seeds: DATE: every monday (Garden [123].csv:7)",
                    "valueKept Rest: DURATION: 1 days (Garden [123].csv:9)",
                ])
            let (dig, buy) = (try site.task(titled: "Dig"), try site.task(titled: "Buy seeds"))
            #expect(dig.description == "Deep,\nwide" && dig.priority == .urgent && dig.estimateMinutes == 90)
            #expect(dig.labels.map(\.name) == ["hard"] && dig.assignees.map(\.name) == ["Ben"])
            #expect(dig.dueAt?.text == "2026-12-24" && dig.createdAt == site.clock.now)
            #expect(
                buy.parentId == dig.id && buy.labels.map(\.name) == ["p3"] && buy.description.hasSuffix("every monday"))
            let comment = try site.store.tasks.comments(of: dig.id, for: Person.ben.caller)[0]
            #expect(comment.text == "Ask \"Emma\"" && comment.importedAuthor == "Emma")
            #expect(try site.task(titled: "Rest").labels.map(\.name) == ["section:Later"])
            let projects = try site.store.projects.projects(archived: false, for: Person.ben.caller)
            #expect(projects.map(\.project.name).contains("Garden"))
        }
    }

    @Test("a second run changes nothing, though the file has no names and no times")
    func again() async throws {
        try await withSite { site in
            try site.importing(Self.file, as: TodoistFormat.self, by: Person.ben.caller, settings("Inbox.csv"))
            let mark = try site.lastEvent()
            site.clock.advance(seconds: 60)
            let change = Change(by: Person.ben.caller, at: site.clock.now)
            _ = try site.store.tasks.update(
                site.task(titled: "Dig").id, try TaskPatch(title: "Dig well"), ifVersion: nil, by: change)
            site.clock.advance(seconds: 60)
            let report = try site.importing(
                Self.file, as: TodoistFormat.self, by: Person.ben.caller, settings("Inbox.csv"))
            #expect(report.count == ImportCount(unchanged: 4))
            #expect(
                try site.events(after: mark) == ["task_changed"] && site.task(titled: "Dig well").inbox?.name == "Ben")
        }
    }

    @Test(
        "what is no such table is named with line and column",
        arguments: [
            ("A\r\n", "Line 1: This is no CSV of Todoist"), ("A,B\r\n", "Line 1: file: looks like a file of CSV"),
            (head + "task,\"Dig\"x,,\r\n", "Line 2, column 11: A quoted cell is followed by more"),
            (head + "task,Dig\r\ntask,\"Buy\r\n\r\n", "Line 3: A cell in quotes begins in this row and does not end."),
        ])
    func broken(text: String, message: String) async throws {
        try await withSite { site in
            let failure = try #require(throws: Failure.self) { try site.importing(text, as: TodoistFormat.self) }
            #expect(failure.message.hasPrefix(message), "\(failure.message)")
        }
    }

    @Test("what comes again is told with its line, in German and English; a day that it begins on is kept")
    func recurring() async throws {
        try await withSite { site in
            let head = "TYPE,CONTENT,DATE,DATE_LANG\n"
            let texts = [
                "every! 3 days", "jeden Montag", "täglich um 9", "Every 2 weeks starting 2026-12-01", "ev monday",
                "alle 3 Tage",
            ]
            let rows = texts.enumerated().map { "task,Task \($0),\($1),de\n" }.joined()
            let file = head + rows + "task,Other,tomorrow,en\ntask,Once,2026-12-24,en\n"
            let report = try site.importing(file, as: TodoistFormat.self, by: Person.ben.caller, settings("Home.csv"))
            let names = texts.enumerated().map { "Task \($0): DATE: \($1) (Home.csv:\($0 + 2))" }
            #expect(report.skipped.map(\.reason) == [.recurring, .valueKept] && report.skipped[0].names == names)
            #expect(report.skipped[1].names == ["Other: DATE: tomorrow (Home.csv:8)"])
            let begun = try site.task(titled: "Task 3")
            #expect(begun.dueAt?.text == "2026-12-01" && begun.description.hasSuffix("- DATE: \(texts[3])"))
            #expect(try site.task(titled: "Task 1").dueAt == nil)
        }
    }
}
