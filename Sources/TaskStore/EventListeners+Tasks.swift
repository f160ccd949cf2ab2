import Domain
import JSON
import SQLite
import Store
import TaskChanges

extension EventListeners {
    /// Those who see the place where something happened; of a task in an inbox also those it is assigned to now: who may
    /// read of it there may hear what became of it before.
    package static let ofTasks = EventListeners(
        joins: """
            LEFT JOIN task t ON t.id = e.subject AND \(TaskEventKind.concerns(.task, in: "e.kind"))
            LEFT JOIN trash l ON e.project IS NULL AND l.taskId = e.subject AND \(TaskEventKind.concerns(.task, in: "e.kind"))
            """,
        columns: [
            Access.place(ofEvent: "e", task: "t", trash: "l"), "t.id IS NOT NULL", "t.inboxId",
            """
            (SELECT json_group_array(accountId) FROM taskAssignee WHERE taskId = t.id AND
                (coalesce(e.project, -1) < 0 OR b.content -> 'from' -> 'inboxId' IS NOT NULL))
            """,
        ],
        audiences: audiences, addressed: LabelAudiences.addressed, name: { LoggedPart(key: $0)?.name ?? $0 })

    @Sendable
    private static func audiences(_ event: Told, _ row: borrowing Row, _ first: Int) throws -> Audiences {
        guard let kind = TaskEventKind(event.kind) else { return (.nobody, nil) }
        let place = try (row[first] as Int64?).map(Place.init(number:))
        switch kind {
        case .taskCreated, .taskChanged, .taskCompleted, .taskReopened, .taskDeleted, .taskImported, .taskRestored,
            .taskPurged, .trashMoved, .commentAdded, .commentChanged, .commentRemoved, .stepAdded, .stepDone,
            .stepReopened, .stepChanged, .stepMoved, .stepRemoved:
            return try ofTask(event.content, place, row, first)
        case .projectCreated, .projectChanged, .projectDeleted, .memberSet, .memberRemoved:
            return (.init(place, assignees: []), nil)
        // Without the tasks that have the label, which `LabelAudiences` adds.
        case .labelCreated, .labelChanged, .labelDeleted, .labelRestored:
            let accounts = [event.actor, event.content["createdBy"]?.integer].compactMap { $0 }
            return (.accounts(Set(accounts), places: []), nil)
        // They have no topic.
        case .viewSaved, .viewChanged, .viewRemoved, .importFinished: return (.nobody, nil)
        }
    }

    private static func ofTask(
        _ content: JSONObject, _ place: Place?, _ row: borrowing Row, _ first: Int
    ) throws -> Audiences {
        let (isThere, inbox): (Bool, Int64?) = (try row[first + 1], try row[first + 2])
        // Of a task that is gone, those it was assigned to when that was written.
        let now =
            try isThere
            ? (row[first + 3] as String?).map(TaskAudiences.numbers) ?? [] : content["assignees"]?.integers ?? []
        let assignees = !isThere || inbox == place?.inbox ? now : []
        return (.init(place, assignees: assignees), content["from"]?.object.flatMap { former($0, place, now) })
    }

    /// - Shape: nil where an event does not touch who sees its task.
    private static func former(
        _ before: JSONObject, _ place: Place?, _ assignees: [Int64]
    ) -> LiveEvent.Audience? {
        let isMoved = before["projectId"] != nil || before["inboxId"] != nil
        guard isMoved || before["assignees"] != nil else { return nil }
        let former = before["projectId"]?.integer.map(Place.project) ?? before["inboxId"]?.integer.map(Place.inbox)
        return .init(isMoved ? former : place, assignees: before["assignees"]?.integers ?? assignees)
    }
}
