import Domain
import HouseStore
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

/// A clock that is ten days ahead for a while and then right, seen through the site.
@Suite("A clock that steps back")
struct ClockStepsBackTests {
    private static let days: Int64 = 864_000

    @Test("what happened is told in the order in which it happened, whatever the clock said, and the chain holds")
    func order() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            #expect(try site.post("/tasks", json: #"{"title":"First"}"#, as: .ada).status == 201)
            site.clock.advance(seconds: Self.days)
            #expect(try site.patch("/tasks/1", json: #"{"priority":"high"}"#, as: .ada).status == 200)
            site.clock.advance(seconds: -Self.days)
            #expect(try site.post("/tasks/1/completion", json: "{}", as: .ada).status == 200)
            let told: [TaskEventKind] = [.taskCreated, .taskChanged, .taskCompleted]
            #expect(try site.events(after: mark) == told.map(\.rawValue))
            let times: [Int64] = try site.store.database.read { tx in
                try tx.all("SELECT at FROM event WHERE seq > ? ORDER BY seq", mark) { row in try row[0] }
            }
            // Otherwise the clock has not stepped back, and this shows nothing.
            #expect(times[1] - times[0] == Self.days && times[2] == times[0])
            let (tasks, ada) = (site.store.tasks, Person.ada.caller)
            let history = try tasks.history(of: 1, before: nil, limit: 9, for: ada)
            #expect(history.map(\.kind) == told.reversed())
            let frame = DayFrame(utc: site.clock.now)
            #expect(try tasks.overview(frame, for: ada).activity.map(\.kind) == told.reversed())
            var query = AuditQuery()
            query.area = "tasks"
            let audit = try site.store.accounts.audit(query, for: ada)
            #expect(audit.entries.map(\.kind) == told.reversed().map(\.rawValue))
            #expect(try tasks.changes(after: mark, limit: 9, for: ada).entries.map(\.kind) == told)
            #expect(try site.store.events.verify().fault == nil)
        }
    }

    @Test("a session that was begun before goes on, and so does a task that was changed meanwhile")
    func session() async throws {
        try await withSite { site in
            let task = try site.make(.task("Water the plants"), by: .ada)
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
