import Domain
import SQLite
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Tasks
import Testing
import TestingElwosa

@Suite("Importing from Taskwarrior")
struct TaskwarriorImportTests {
    static let lines = [
        #"{"id":1,"description":"Dig","due":"20261224T000000Z","entry":"20260101T080000Z","modified":"20260102T080000Z","#
            + #""priority":"H","project":"Home.Garden","status":"pending","tags":["hard"],"uuid":"u1","urgency":9.1,"#
            + #""annotations":[{"entry":"20260101T090000Z","description":"Deep"}],"depends":["u2"],"effort":3}"#,
        #"{"id":2,"description":"Buy","entry":"20260101T080000Z","status":"waiting","wait":"20270101T093000Z","uuid":"u2","#
            + #""project":"Home.Garden","start":"20260101T080000Z"}"#,
        #"{"id":0,"description":"Plan","entry":"20260101T080000Z","end":"20260103T080000Z","status":"completed","uuid":"u3","#
            + #""depends":"u1,u2"}"#,
        #"{"id":0,"description":"Gone","entry":"20260101T080000Z","status":"deleted","uuid":"u4"}"#,
        #"{"id":0,"description":"Water","entry":"20260101T080000Z","status":"recurring","recur":"weekly","uuid":"u5"}"#,
    ]

    @Test(
        "an array, lines of an array, and one object a line say the same",
        arguments: [
            "[\n" + lines.joined(separator: ",\n") + "\n]\n", "[" + lines.joined(separator: ",") + "]",
            lines.joined(separator: "\n"), lines.joined(separator: ",\n") + "\n",
        ])
    func all(file: String) async throws {
        try await withSite { site in
            let report = try site.importing(file, as: TaskwarriorFormat.self, by: Person.ben.caller)
            #expect(report.count == ImportCount(created: 3, projects: 1, ties: 3))
            #expect(report.skipped.map(\.names) == [["Gone"], ["recurring: Water"]])
            let (dig, buy) = (try site.task(titled: "Dig"), try site.store.tasks.find(3, for: Person.ben.caller))
            #expect(dig.dueAt?.text == "2026-12-24" && dig.priority == .high && dig.labels.map(\.name) == ["hard"])
            #expect(dig.description == "---\n- effort: 3" && dig.externalId == "taskwarrior:u1")
            #expect(
                [dig.createdAt.rfc3339, dig.updatedAt.rfc3339] == ["2026-01-01T08:00:00Z", "2026-01-02T08:00:00Z"])
            let plan = try site.task(titled: "Plan")
            #expect(plan.status == .done && plan.completedAt?.rfc3339 == "2026-01-03T08:00:00Z")
            #expect(plan.blockedBy.count == 2 && buy.id > 0)
            let mark = try site.lastEvent()
            let again = try site.importing(file, as: TaskwarriorFormat.self, by: Person.ben.caller)
            #expect(try again.count == ImportCount(unchanged: 3) && site.events(after: mark) == [])
        }
    }

    @Test("a project that somebody else has laid out under that name takes nothing in")
    func planted() async throws {
        try await withSite { site in
            let trap = try site.project("Home.Garden", members: [.ben: .owner])
            try site.importing(Self.lines[0], as: TaskwarriorFormat.self, by: Person.ben.caller)
            let task = try site.task(titled: "Dig")
            #expect(task.projectId != nil && task.projectId != trap)
            let made = task.projectId
            try site.importing(
                Self.lines[1], as: TaskwarriorFormat.self, by: Person.ben.caller)
            let buy = try site.store.database.read {
                try $0.value("SELECT projectId FROM task WHERE title = 'Buy'") as Int64?
            }
            #expect(buy == made)
        }
    }
}
