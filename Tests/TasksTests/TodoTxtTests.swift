import Calendar
import Domain
import Store
import TaskDomain
import TaskStore
import Tasks
import Testing
import TestingElwosa

@testable import TaskFormats

@Suite("todo.txt")
struct TodoTxtTests {
    private static let list = """
        (A) 2026-01-01 Dig the +Garden @hard due:2026-12-24 t:2026-12-01
        x 2026-01-03 2026-01-02 Buy seeds pri:B
        Rest http://example.org/a:b rec:1w
        (z) no priority
        x mas tree
        """

    @Test("priorities, days, projects and contexts come along")
    func read() async throws {
        try await withSite { site in
            let report = try site.importing(Self.list, as: TodoTxtFormat.self, by: Person.ben.caller)
            #expect(
                report.count == ImportCount(created: 5, projects: 1) && report.skipped.map(\.reason) == [.recurring])
            let dig = try site.task(titled: "Dig the")
            #expect(dig.priority == .urgent && dig.labels.map(\.name) == ["hard"] && dig.projectId != nil)
            #expect([dig.dueAt?.text, dig.startAt?.text] == ["2026-12-24", "2026-12-01"])
            let buy = try site.task(titled: "Buy seeds")
            #expect(buy.status == .done && buy.priority == .high && buy.createdAt.rfc3339 == "2026-01-02T00:00:00Z")
            #expect(buy.completedAt?.rfc3339 == "2026-01-03T00:00:00Z")
            #expect(try site.task(titled: "Rest http://example.org/a:b").description == "---\n- rec: 1w")
            #expect(
                try site.task(titled: "(z) no priority").status == .open
                    && site.task(titled: "mas tree").status == .done)
        }
    }

    @Test("days are the person's own")
    func zone() async throws {
        try await withSite { site in
            let berlin = try Zones().zone(named: "Europe/Berlin")
            var settings = ImportSettings()
            settings.zone = berlin
            try site.importing("x 2026-01-03 2026-01-02 Dig\n", as: TodoTxtFormat.self, settings)
            let task = try site.task(titled: "Dig")
            #expect(task.createdAt.rfc3339 == "2026-01-01T23:00:00Z")
            let frame = DayFrame(now: site.clock.now, today: berlin.localDate(at: site.clock.now), days: berlin)
            #expect(TodoTxtExport.line(task, nil, frame) == "x 2026-01-03 2026-01-02 Dig")
        }
    }

    @Test("an open task has one day before its title, and days that no time can be are words of it")
    func days() async throws {
        try await withSite { site in
            try site.importing(
                "2026-01-01 2026-01-05 Meeting\n(A) 0001-01-01 Old\nx 2026-01-02 2026-01-01 2026-01-05 Met\n",
                as: TodoTxtFormat.self)
            #expect(try site.task(titled: "2026-01-05 Meeting").createdAt.rfc3339 == "2026-01-01T00:00:00Z")
            #expect(try site.task(titled: "0001-01-01 Old").priority == .urgent)
            let met = try site.task(titled: "2026-01-05 Met")
            #expect(met.status == .done && met.createdAt.rfc3339 == "2026-01-01T00:00:00Z")
        }
    }

    @Test("a mark behind a sign hides neither a project nor a label, and is not lost")
    func marks() async throws {
        try await withSite { site in
            try site.importing(
                "Dig +\u{301}Garden @\u{301}hard x\n(A\u{301}) Rest\n", as: TodoTxtFormat.self,
                by: Person.ben.caller)
            let task = try site.task(titled: "Dig x")
            #expect(task.labels.map(\.name) == ["\u{301}hard"] && task.projectId != nil)
            #expect(
                TodoTxtExport.line(task, "\u{301}G a\u{301} \u{301}b", DayFrame(utc: site.clock.now))
                    .contains(" +\u{301}G_a\u{301}_\u{301}b @\u{301}hard"))
            #expect(try site.store.tasks.find(2, for: Person.ben.caller).title.hasPrefix("("))
        }
    }

    @Test("what is exported is read again as it was, and exported as the same list")
    func roundTrip() async throws {
        try await withSite { site in
            try site.importing(Self.list, as: TodoTxtFormat.self, by: Person.ben.caller)
            let list = try site.store.exported(TodoTxtExport.self, "sort:title", for: Person.ben.caller)
            #expect(list.contains("(A) 2026-01-01 Dig the +Garden @hard due:2026-12-24 t:2026-12-01\n"))
            #expect(list.contains("x 2026-01-03 2026-01-02 Buy seeds pri:B\n"))
            try await withSite { other in
                try other.importing(list, as: TodoTxtFormat.self, by: Person.ben.caller)
                let again = try other.store.exported(TodoTxtExport.self, "sort:title", for: Person.ben.caller)
                #expect(again == list)
            }
        }
    }
}
