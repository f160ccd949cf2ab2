import Domain
import JSON
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("What an event says")
struct EventContentTests {
    private func content(_ text: String) throws -> JSONObject? { try JSONParser.parse(Array(text.utf8)).object }

    @Test("of a task that was made, all of it", arguments: RowsKind.allCases)
    func made(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .editor])
        let blocker = try world.make { $0.projectId = project }.id
        let task = try world.make("Paint") {
            ($0.projectId, $0.parentId, $0.blockedBy, $0.externalId) = (project, blocker, [blocker], "x-1")
            ($0.labels, $0.assignees, $0.estimateMinutes) = (["bug"], ["Ben", "Ada"], 30)
            $0.dueAt = TaskTime(text: "2026-11-30")
            $0.steps = [StepDraft(title: "One", done: true, assignee: "Ben")]
        }
        let told = try #require(try world.told().last)
        #expect(told.kind == "task_created" && told.subject == task.id && told.place == .project(project))
        let expected = try content(
            """
            {"title": "Paint", "description": "", "status": "open", "priority": "normal", "projectId": \(project),
            "inboxId": null, "parentId": \(blocker), "labels": [\(task.labels[0].id)], "assignees": [1, 2],
            "startAt": null, "dueAt": "2026-11-30", "waitUntil": null, "estimateMinutes": 30, "location": null,
            "blockedBy": [\(blocker)], "externalId": "x-1", "createdAt": "\(world.now.rfc3339)", "completedAt": null,
            "steps": [{"id": \(task.steps[0].id), "title": "One", "done": true, "assignee": 2}],
            "with": \(told.seq - 1)}
            """)
        #expect(sorted(told.content) == expected.map(sorted))
    }

    /// By name: their order is the fields'.
    private func sorted(_ object: JSONObject) -> [String] {
        object.members.map { "\($0.name): \($0.value)" }.sorted()
    }

    @Test("of one that was changed, what differs, as it was and as it is", arguments: RowsKind.allCases)
    func changed(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make {
            $0.steps = ["One", "Two", "Three"].map { StepDraft(title: $0) }
        }
        let steps = task.steps.map(\.id)
        try world.update(task.id) { patch in
            (patch.title, patch.status) = ("Paint", .done)
            patch.steps = [
                StepDraft(id: steps[1], title: "Two", done: true), StepDraft(id: steps[0], title: "One"),
            ]
        }
        let told = try #require(try world.told().last)
        let expected = try content(
            """
            {"from": {"title": "Water the plants", "status": "open", "completedAt": null, "steps": [
            {"id": \(steps[1]), "title": "Two", "done": false}, {"id": \(steps[2]), "title": "Three", "done": false}],
            "stepOrder": [\(steps[0]), \(steps[1]), \(steps[2])]},
            "to": {"title": "Paint", "status": "done", "completedAt": "\(world.now.rfc3339)", "steps": [
            {"id": \(steps[1]), "title": "Two", "done": true}], "stepOrder": [\(steps[1]), \(steps[0])]}}
            """)
        #expect(told.kind == "task_changed" && told.content == expected)
    }

    @Test("of one that was deleted, its comments and what waited for it too", arguments: RowsKind.allCases)
    func deleted(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make().id
        let waiting = try world.make { $0.blockedBy = [task] }.id
        let comment = try world.comment("x @ada", on: task)
        try world.delete(task)
        let told = try #require(try world.told().last)
        let comments = try content(
            """
            {"comments": [{"id": \(comment.id), "authorId": 1, "authorName": null, "text": "x @ada", "mentions": [1],
            "createdAt": "\(world.now.rfc3339)", "editedAt": null, "version": 1}]}
            """)
        #expect(told.content["comments"] == comments?["comments"])
        #expect(told.content["blocks"] == .integers([waiting]) && told.content["title"] == .string("Water the plants"))
    }

    @Test("of comments, labels, projects and members, what the replay needs", arguments: RowsKind.allCases)
    func others(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .editor])
        #expect(
            try world.told().map(\.content) == [
                content(#"{"name": "Garden", "description": "", "owner": 1}"#),
                content(#"{"account": 2, "role": "editor", "roleBefore": null, "version": 2}"#),
            ])
        let mark = try world.mark()
        let label = try world.change { try LabelChanges($0).create("bug", .red).id }
        _ = try world.change { try LabelChanges($0).update(label, name: "fault", colour: nil) }
        _ = try world.change { try LabelChanges($0).delete(label) }
        let patch = try ProjectPatch(name: "Wall", isArchived: true)
        _ = try world.change { try ProjectChanges($0).update(project, patch, ifVersion: nil) }
        try world.removeMember(.ben, of: project)
        let now = world.now.rfc3339
        #expect(
            try world.told(after: mark).map(\.content) == [
                content(#"{"name": "bug", "colour": "red"}"#),
                content(#"{"name": "fault", "nameBefore": "bug", "colour": "red", "version": 2}"#),
                content(#"{"name": "fault", "colour": "red", "createdAt": "\#(now)", "createdBy": 1, "version": 2}"#),
                content(
                    #"{"from": {"name": "Garden", "archivedAt": null}, "to": {"name": "Wall", "archivedAt": "\#(now)"}, "version": 3}"#
                ),
                content(#"{"account": 2, "version": 4}"#),
            ])
    }
}
