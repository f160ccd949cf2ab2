import Domain
import SQLite
import Store
import Testing
import TestingElwosa

/// A clock that is ten days ahead for a while and then right, seen through the site.
@Suite("A clock that steps back")
struct ClockStepsBackTests {
    private static let days: Int64 = 864_000

    @Test("what happened is told in the order in which it happened, whatever the clock said, and the chain holds")
    func order() async throws {
        try await withSite(.direct) { site in
            let mark = try site.lastEvent()
            for (title, step) in [("First", Self.days), ("Second", -Self.days), ("Third", 1)] {
                #expect(try site.post("/tasks", json: #"{"title":"\#(title)"}"#, as: .ada).status == 201)
                site.clock.advance(seconds: step)
            }
            #expect(try site.events(after: mark) == ["task_created", "task_created", "task_created"])
            let times: [Int64] = try site.store.database.read { tx in
                try tx.all("SELECT at FROM event WHERE seq > ? ORDER BY seq", mark) { row in try row[0] }
            }
            // Otherwise the clock has not stepped back, and this shows nothing.
            #expect(times[1] - times[0] == Self.days && times[2] == times[0])
            let titles = try site.store.tasks.list(
                TaskQuery(try TaskFilter(parsing: "sort:created"), frame: DayFrame(utc: site.clock.now)),
                for: .commandLine
            ).tasks.map(\.title)
            #expect(Set(titles) == ["First", "Second", "Third"])
            #expect(try site.store.events.verify().fault == nil)
        }
    }

    @Test("a session that was begun before goes on, and so does a task that was changed meanwhile")
    func session() async throws {
        try await withSite(.direct) { site in
            let task = try site.make(.task("Water the plants"))
            site.clock.advance(seconds: 600)
            #expect(try site.post("/tasks/\(task.id)/completion", json: "{}", as: .ada).status == 200)
            site.clock.advance(seconds: -600)
            #expect(try site.get("/tasks/\(task.id)", as: .ada).status == 200)
            #expect(try site.delete("/tasks/\(task.id)/completion", as: .ada).status == 200)
            let entries = try site.store.tasks.history(of: task.id, before: nil, limit: 9, for: .commandLine)
            #expect(entries.map(\.kind) == [.taskReopened, .taskCompleted, .taskCreated])
        }
    }
}
