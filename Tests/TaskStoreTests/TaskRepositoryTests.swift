import Domain
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Tasks in SQLite")
struct TaskRepositoryTests {
    @Test("counts by status stay right through every kind of change")
    func counts() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            let first = try site.make(.task("One"))
            let second = try site.make(.task("Two", status: .done))
            let third = try site.make(.task("Three", status: .waiting))
            _ = try tasks.complete(first.id, force: false, ifVersion: nil, by: change)
            _ = try tasks.reopen(second.id, ifVersion: nil, by: change)
            _ = try tasks.update(third.id, TaskPatch(status: .dropped), ifVersion: nil, by: change)
            try tasks.delete(second.id, ifVersion: nil, by: change)
            let kept = try tasks.overview(DayFrame(utc: site.clock.now), for: change.caller).counts.filter {
                $0.value > 0
            }
            let counted = try site.store.database.read { tx in
                try tx.all("SELECT status, count(*) FROM task GROUP BY status") { row in
                    (TaskStatus(rawValue: try row[0])!, try row[1] as Int)
                }
            }
            #expect(kept == Dictionary(uniqueKeysWithValues: counted))
            #expect(kept == [.done: 1, .dropped: 1])
        }
    }

    @Test(
        "search follows the titles: prefix, all words, marks folded, forgotten with the task",
        arguments: [
            ("plant", ["Water the plants", "Überplanted beds"]), ("uber", ["Überplanted beds"]),
            ("ueber", ["Überplanted beds"]),
            ("ÜBER beds", ["Überplanted beds"]), ("water plants", ["Water the plants"]), ("plants dry", []),
            ("", ["Call Bob", "Water the plants", "Überplanted beds"]), ("AND NEAR", []), ("\"title:water\"", []),
        ])
    func search(words: String, titles: [String]) async throws {
        try await withSite { site in
            for title in ["Überplanted beds", "Water the plants", "Call Bob"] { try site.make(.task(title)) }
            let gone = try site.make(.task("Planted by mistake"))
            let renamed = try site.make(.task("Planting season"))
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            try site.store.tasks.delete(gone.id, ifVersion: nil, by: change)
            _ = try site.store.tasks.update(renamed.id, TaskPatch(title: "Call Eve"), ifVersion: nil, by: change)
            try site.store.tasks.delete(renamed.id, ifVersion: nil, by: change)
            let found = try site.store.tasks.list(query(words, site), for: change.caller)
            #expect(found.tasks.map(\.title) == titles)
        }
    }

    private func query(_ text: String, _ site: TestSite) throws -> TaskQuery {
        TaskQuery(try TaskFilter(parsing: text), frame: DayFrame(utc: site.clock.now))
    }

    @Test("pages of a list meet without a gap or a double, though tasks come and go between them")
    func paging() async throws {
        try await withSite { site in
            for number in 1...25 { try site.make(.task("Task \(number)")) }
            var seen: [Int64] = []
            var query = TaskQuery(TaskFilter(), frame: DayFrame(utc: site.clock.now), limit: 10)
            repeat {
                let page = try site.store.tasks.list(query, for: Person.ada.caller)
                seen += page.tasks.map(\.id)
                query.after = page.next
                try site.make(.task("A newer one"))
            } while query.after != nil
            #expect(seen == (1...25).reversed().map(Int64.init))
        }
    }

    @Test("an id is never used twice")
    func neverReused() async throws {
        try await withSite { site in
            let first = try site.make(.task())
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            try site.store.tasks.delete(first.id, ifVersion: nil, by: change)
            #expect(try site.make(.task()).id > first.id)
        }
    }

    @Test("the dashboard has 14 days, today last, and each section by priority and age")
    func overview() async throws {
        try await withSite { site in
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            let low = try site.make(.task("Low", priority: .low))
            let old = try site.make(.task("Old", priority: .urgent))
            let new = try site.make(.task("New", priority: .urgent))
            for day in [0, 0, 13, 14] {
                let instant = site.clock.now.adding(seconds: Int64(-day) * 86_400)
                let done = try site.make(.task("Done \(day)"))
                _ = try site.store.tasks.complete(
                    done.id, force: false, ifVersion: nil, by: Change(by: Person.ada.caller, at: instant))
            }
            let overview = try site.store.tasks.overview(DayFrame(utc: site.clock.now), for: change.caller)
            #expect(overview.open.map(\.id) == [new.id, old.id, low.id])
            #expect(overview.donePerDay == [1] + [Int](repeating: 0, count: 12) + [2])
            #expect(overview.activity.first?.actor == "Ada")
        }
    }

    @Test("the bar of a day loses a task that is opened again or deleted, and gains one that is made done")
    func bars() async throws {
        try await withSite { site in
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            func today() throws -> Int? {
                try site.store.tasks.overview(DayFrame(utc: site.clock.now), for: change.caller).donePerDay.last
            }
            let reopened = try site.make(.task("Reopened", status: .done))
            let deleted = try site.make(.task("Deleted", status: .done))
            try site.make(.task("Kept", status: .done))
            #expect(try today() == 3)
            _ = try site.store.tasks.reopen(reopened.id, ifVersion: nil, by: change)
            try site.store.tasks.delete(deleted.id, ifVersion: nil, by: change)
            #expect(try today() == 1)
        }
    }

    @Test("an import takes a task once, refreshes it when its source is newer, and keeps what was changed here")
    func imports() async throws {
        try await withSite { site in
            let early = Instant(rfc3339: "2026-01-01T00:00:00Z")!
            func item(_ title: String, _ updated: Instant) throws -> ImportedTask {
                let draft = try TaskDraft(title: title, status: .done, externalId: "bd-1")
                return ImportedTask(draft: draft, createdAt: early, updatedAt: updated, completedAt: updated)
            }
            let change = Change(by: .commandLine, at: site.clock.now)
            let tasks = site.store.tasks
            let mark = try site.lastEvent()
            #expect(try tasks.importTasks([item("First", early)], by: change).count == ImportCount(created: 1))
            #expect(try tasks.importTasks([item("First", early)], by: change).count == ImportCount(unchanged: 1))
            let later = early.adding(seconds: 60)
            #expect(try tasks.importTasks([item("Second", later)], by: change).count == ImportCount(updated: 1))
            #expect(try site.events(after: mark) == ["task_imported", "task_changed"])
            _ = try tasks.update(1, TaskPatch(title: "Mine"), ifVersion: nil, by: change)
            #expect(
                try tasks.importTasks([item("Third", later.adding(seconds: 60))], by: change).count
                    == ImportCount(unchanged: 1))
            #expect(try tasks.find(1, for: change.caller).title == "Mine")
        }
    }

    @Test("an import takes all of a batch or nothing of it")
    func importAllOrNothing() async throws {
        try await withSite { site in
            let now = site.clock.now
            let good = ImportedTask(
                draft: try TaskDraft(title: "Good", externalId: "bd-1"), createdAt: now, updatedAt: now,
                completedAt: nil)
            // A draft is within every rule, so the rule that the second one breaks is made for this test.
            let twin = ImportedTask(
                draft: try TaskDraft(title: "Good", externalId: "bd-2"), createdAt: now, updatedAt: now,
                completedAt: nil)
            try site.store.database.write { tx in
                try tx.runScript("CREATE UNIQUE INDEX onlyForThisTest ON task (title)")
            }
            let mark = try site.lastEvent()
            #expect(throws: Failure.self) {
                try site.store.tasks.importTasks([good, twin], by: Change(by: .commandLine, at: now))
            }
            #expect(
                try site.store.tasks.list(TaskQuery(TaskFilter(), frame: DayFrame(utc: now)), for: .commandLine).tasks
                    .isEmpty)
            #expect(try site.events(after: mark) == [])
        }
    }
}
