import Calendar
import Domain
import SQLite
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Tasks
import Testing
import TestingElwosa

@Suite("Importing tables")
struct CSVImportTests {
    @Test("columns are known by their names in German and English, and every value as people write it")
    func named() async throws {
        try await withSite { site in
            let file =
                "sep=;\r\nTitel;Notizen;Status;Priorität;Fällig am;Dauer;Projekt;Etiketten;Zuständig;Ort;Farbe;Kommentar\r\n"
                + "Dig;\"Two\nlines\";In Arbeit;hoch;24.12.2026 9:30;1h 30m;Garden;a, b;Ben;Yard;blue;Hm\r\n"
                + "Rest;;erledigt;sehr;bald;x;;;;;;\r\n"
            let report = try site.importing(file, as: CSVFormat.self, by: Person.ben.caller, piece: 9)
            #expect(report.count == ImportCount(created: 2, projects: 1))
            #expect(
                report.skipped.map { "\($0.reason) \($0.names.joined(separator: ", "))" } == [
                    "partUnknown Farbe", "valueKept Rest: Fällig am: bald (:5), Rest: Dauer: x (:5)",
                ])
            let (dig, rest) = (try site.task(titled: "Dig"), try site.task(titled: "Rest"))
            #expect(dig.description == "Two\nlines" && dig.status == .active && dig.priority == .high)
            #expect(
                dig.dueAt?.text == "2026-12-24T09:30:00Z" && dig.estimateMinutes == 90 && dig.plan.location == "Yard")
            #expect(dig.labels.map(\.name) == ["a", "b"] && dig.assignees.map(\.name) == ["Ben"])
            #expect(try site.store.tasks.comments(of: dig.id, for: Person.ben.caller).map(\.text) == ["Hm"])
            #expect(rest.status == .done && rest.labels.map(\.name) == ["priority:sehr"])
            #expect(rest.description == "---\n- Fällig am: bald\n- Dauer: x" && rest.inbox?.name == "Ben")
            let mark = try site.lastEvent()
            site.clock.advance(seconds: 60)
            let again = try site.importing(file, as: CSVFormat.self, by: Person.ben.caller)
            #expect(try again.count == ImportCount(unchanged: 2) && site.events(after: mark) == [])
        }
    }

    @Test(
        "days are read as they are written, and where only the order could tell, as is said",
        arguments: [
            ("2026-11-25", nil, "2026-11-25"), ("25.11.2026", nil, "2026-11-25"), ("11/25/2026", nil, "2026-11-25"),
            ("25/11/2026", nil, "2026-11-25"), ("3/4/2026", nil, nil), ("3/4/2026", true, "2026-04-03"),
            ("3/4/2026", false, "2026-03-04"), ("4/4/2026", nil, "2026-04-04"), ("25/11/2026", false, nil),
            ("2026-11-25 17:05", nil, "2026-11-25T17:05:00Z"), ("11/25/2026, 5:05 PM", nil, "2026-11-25T17:05:00Z"),
            ("25.11.2026 12:00 am", nil, "2026-11-25T00:00:00Z"), ("31.02.2026", nil, nil), ("tomorrow", nil, nil),
            ("20261125T170500Z", nil, "2026-11-25T17:05:00Z"), ("25.11.26", nil, nil), ("2026-11-25 25:00", nil, nil),
        ] as [(String, Bool?, String?)])
    func days(text: String, isDayFirst: Bool?, day: String?) async throws {
        try await withSite { site in
            var settings = ImportSettings()
            settings.isDayFirst = isDayFirst
            try site.importing("Title,Due\nA,\"\(text)\"\n", as: CSVFormat.self, settings)
            let task = try site.task(titled: "A")
            #expect(task.dueAt?.text == day && task.description == (day == nil ? "---\n- Due: \(text)" : ""))
        }
    }

    @Test("columns that are chosen count, and without a title among them nothing is taken")
    func chosen() async throws {
        try await withSite { site in
            var settings = ImportSettings()
            settings.columns = [.field(.special(.labels)), nil, .field(.special(.title))]
            try site.importing("Title,Due,What\nx,2026-01-01,Dig\n", as: CSVFormat.self, settings)
            let task = try site.task(titled: "Dig")
            #expect(task.labels.map(\.name) == ["x"] && task.dueAt == nil)
            settings.columns = [.field(.special(.labels))]
            let failure = try #require(throws: Failure.self) {
                try site.importing("Title\nx\n", as: CSVFormat.self, settings)
            }
            #expect(failure.field == "columns" && failure.kind == .invalid)
        }
    }

    @Test("a list without names for its columns has its titles in the first, in Windows-1252 as well")
    func bare() async throws {
        try await withSite { site in
            var run = ImportRun(CSVFormat.self, into: site.store.tasks) {
                Change(by: .commandLine, at: site.clock.now)
            }
            try run.take(
                Array("Dinge\tx\n".utf8) + [0xc4] + Array("rger \"mit\" ".utf8) + [0x80] + Array("\t\n\n".utf8))
            #expect(try run.finish().count.created == 1)
            #expect(try site.task(titled: "Ärger \"mit\" €").labels == [])
        }
    }

    @Test("cells beyond the names of the columns, and columns without one, are kept or told")
    func beyond() async throws {
        try await withSite { site in
            let report = try site.importing(
                "Name,,Completed\nDig,x,2026-01-02,more\nRest,,no,\n", as: CSVFormat.self)
            let dig = try site.task(titled: "Dig")
            #expect(dig.description == "---\n- #4: more" && dig.status == .done)
            #expect(dig.completedAt?.rfc3339 == "2026-01-02T00:00:00Z")
            #expect(report.skipped.map(\.names) == [["#2"], ["Dig: #4: more (:2)"]])
        }
    }

    @Test("a column of many names makes no more projects than a file may, and the rest are kept")
    func manyProjects() async throws {
        try await withSite { site in
            let rows = (1...203).map { "T\($0),P\($0)\n" }.joined() + "T204,P1\n"
            let report = try site.importing("Title,Project\n" + rows, as: CSVFormat.self, by: Person.ben.caller)
            #expect(report.count == ImportCount(created: 204, projects: 200))
            #expect(report.skipped.map(\.names) == [(201...203).map { "T\($0): project: P\($0) (:\($0 + 1))" }])
            let last = try site.store.tasks.find(203, for: Person.ben.caller)
            #expect(last.description == "---\n- project: P203" && last.inbox?.name == "Ben")
        }
    }

    @Test("quotes are read as RFC 4180 has them, and as people leave them")
    func quotes() async throws {
        try await withSite { site in
            try site.importing(
                "Title,Notes\n\"a\"\"b\",\"1\n\n\"\"2\"\"\n\" \n5\" pipe,x\n,only notes\n", as: CSVFormat.self, piece: 3
            )
            #expect(try site.task(titled: "a\"b").description == "1\n\n\"2\"\n")
            #expect(try site.task(titled: "5\" pipe").description == "x")
            let untitled = try site.store.tasks.find(3, for: .commandLine)
            #expect(untitled.title.hasPrefix("csv:") && untitled.description == "only notes")
        }
    }

    @Test("a table of more columns than may be is refused, and named by the limit")
    func manyColumns() async throws {
        try await withSite { site in
            let header = "Title" + String(repeating: ",Tags", count: 999)
            let failure = try #require(throws: Failure.self) {
                try site.importing(header + ",Tags\nx\n", as: CSVFormat.self)
            }
            #expect(failure.kind == .malformed && failure.message.contains("Line 1: A table may have 1000 columns."))
            try site.importing(header + "\nDig,a,b\n", as: CSVFormat.self)
            #expect(try site.task(titled: "Dig").labels.map(\.name) == ["a", "b"])
        }
    }

    @Test("the names of rows that say none of their own are those of the columns and cells that count")
    func names() async throws {
        try await withSite { site in
            try site.importing("Title,Due\nDig,2026-01-01\nDig,2026-01-01\n", as: CSVFormat.self)
            #expect(try site.importing("Title,Due\nDig,2026-01-01\n", as: CSVFormat.self).count.unchanged == 1)
            #expect(try site.importing("Due,Title\nDig,2026-01-01\n", as: CSVFormat.self).count.created == 1)
        }
    }

    @Test(
        "times near the ends of the calendar are kept as texts, and those that say none",
        arguments: [
            ("9999-12-31 23:59:59", "America/New_York"), ("0001-01-01 00:00:00", "Europe/Berlin"),
            ("0001-01-01", "UTC"), ("0001-01-01T00:00:00Z", "UTC"), ("0002-01-01 00:00", "Asia/Tokyo"),
            ("31.12.9999 23:00", "Pacific/Honolulu"), ("0000-01-01", "UTC"),
        ])
    func ends(text: String, zone: String) async throws {
        try await withSite { site in
            var settings = ImportSettings()
            settings.zone = try Zones().zone(named: zone)
            let report = try site.importing(
                "Title,Due,Completed at\nA,\"\(text)\",\"\(text)\"\n", as: CSVFormat.self, settings)
            let task = try site.task(titled: "A")
            #expect(task.dueAt == nil && task.completedAt == nil)
            #expect(task.description == "---\n- Due: \(text)\n- Completed at: \(text)")
            #expect(report.skipped.map(\.reason) == [.valueKept])
        }
    }

    @Test("rows are tied to those they name")
    func ties() async throws {
        try await withSite { site in
            let report = try site.importing(
                "ID,Name,Parent,Blocked by\nT1,Dig,,T2\nT2,Buy,,\nT3,Hole,T1,\nT4,Odd,T9,\n", as: CSVFormat.self)
            #expect(report.count.ties == 2 && report.skipped.map(\.names) == [["Odd → T9"]])
            let (dig, hole) = (try site.task(titled: "Dig"), try site.task(titled: "Hole"))
            #expect(try hole.parentId == dig.id && dig.blockedBy == [site.task(titled: "Buy").id])
        }
    }

    @Test("ELWOSA's own table, with commas or for Excel, is known again row by row", arguments: [false, true])
    func own(isExcel: Bool) async throws {
        try await withSite { site in
            let change = Change(by: Person.ben.caller, at: site.clock.now)
            var draft = try TaskDraft.task("=1+1", description: "a;b,\"c\"")
            draft.projectId = try site.store.projects.createProject(ProjectDraft(name: "Garden"), by: change).project.id
            try site.make(draft, by: .ben)
            // In another second: the number alone does not tell two tasks of one.
            site.clock.advance(seconds: 60)
            var child = try TaskDraft(title: "Child", externalId: "gh-7")
            child.parentId = 1
            try site.make(child, by: .ben)
            let table = try site.store.exported(isExcel ? ExcelExport.self : CSVExport.self, for: Person.ben.caller)
            #expect(table.hasPrefix("\u{feff}id;title") == isExcel)
            let mark = try site.lastEvent()
            let here = try site.importing(table, as: CSVFormat.self, by: Person.ben.caller)
            #expect(
                try here.count.unchanged == 2 && here.count.created == 0
                    && site.events(after: mark).filter { $0 != "project_created" } == [])
            try await withSite { other in
                other.clock.advance(seconds: 60)
                try other.importing(table, as: CSVFormat.self, by: Person.ben.caller)
                let task = try other.task(titled: "=1+1")
                #expect(try task.description == "a;b,\"c\"" && other.task(named: "gh-7").parentId == task.id)
                #expect(task.externalId?.hasPrefix("elwosa:1:") == true)
            }
        }
    }
}
