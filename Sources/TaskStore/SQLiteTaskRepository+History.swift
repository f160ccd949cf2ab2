import Domain
import JSON
import SQLite
import Store
import TaskChanges
import TaskDomain

extension SQLiteTaskRepository {
    package func history(
        of id: TaskItem.ID, before: Int64?, limit: Int, for caller: Caller
    ) throws(Failure) -> [HistoryEntry] {
        try store.read { tx in
            let access = Access(caller)
            let task = try Self.find(id, access, tx)
            // Projects, labels and views are numbered as tasks are.
            let rows = try tx.all(
                SQL(
                    composed: """
                        SELECT event.seq, at, actor, kind, content,
                        \(HistoryRow.formerPlace) IS NOT NULL
                            AND NOT \(Access.sight(of: HistoryRow.formerPlace, task: "subject"))
                        FROM event LEFT JOIN eventBody ON eventBody.seq = event.seq
                        LEFT JOIN task ON task.id = subject LEFT JOIN trash ON trash.taskId = subject
                        WHERE area = 'tasks' AND subject = ? AND event.seq < ? AND \(TaskEventKind.concerns(.task, in: "kind"))
                        AND \(Access.sight(of: HistoryRow.place, task: "subject"))
                        ORDER BY event.seq DESC LIMIT ?
                        """), values: access.who + [id, before ?? Int64.max] + access.who + [limit]
            ) { row in
                HistoryRow(
                    seq: try row[0], at: try row[1], actor: try row[2], kind: try row[3],
                    content: try (row[4] as String?).map { try EventBody.read($0) } ?? JSONObject(),
                    cameFromHidden: try row[5])
            }
            let words = try HistoryWords(rows, access, tx)
            let versions = try rows.last.map { try Self.versions(of: task, since: $0.seq, tx) } ?? [:]
            return rows.map { words.entry($0, version: versions[$0.seq], for: caller) }
        }
    }

    /// The version that each event of a task made, also those that the reader does not see.
    private static func versions(of task: TaskItem, since seq: Int64, _ tx: ReadTransaction) throws -> [Int64: Int64] {
        let events = try tx.all(
            SQL(
                composed: """
                    SELECT seq, kind FROM event
                    WHERE area = 'tasks' AND subject = ? AND seq >= ? AND \(TaskEventKind.concerns(.task, in: "kind")) ORDER BY seq DESC
                    """), task.id, seq
        ) { row in (seq: try row[0] as Int64, kind: try row[1] as TaskEventKind) }
        var (versions, version) = ([:] as [Int64: Int64], task.version)
        for event in events where event.kind.makesVersion {
            versions[event.seq] = version
            if event.kind.isBeginning { break }
            version -= 1
        }
        return versions
    }

    package func changes(after seq: Int64, limit: Int, for caller: Caller) throws(Failure) -> TaskChanges {
        try store.read { tx in
            let access = Access(caller)
            var rows = try tx.all(
                SQL(composed: ChangeRow.select), access.accountId, seq, limit + 1, row: ChangeRow.init)
            let newest = try EventLog.last(tx)?.seq ?? 0
            guard seq <= newest else { throw Failure.future("after", newest: newest) }
            let hasMore = rows.count > limit
            if hasMore { rows.removeLast() }
            let last = hasMore ? rows.last!.seq : newest
            let places = try access.places(tx)
            let shown = rows.filter { row in row.kind.subject == .task && (places.map(row.isSeen) ?? true) }
            let tasks = try Self.visible(Set(shown.map(\.subject)), access, tx)
            let entries = shown.map { row in
                TaskChanges.Entry(
                    seq: row.seq, at: row.at, kind: row.kind, taskId: row.subject, task: tasks[row.subject])
            }
            return TaskChanges(entries: entries, last: last, hasMore: hasMore)
        }
    }

    private static func visible(
        _ ids: Set<TaskItem.ID>, _ access: Access, _ tx: ReadTransaction
    ) throws -> [TaskItem.ID: TaskItem] {
        guard !ids.isEmpty else { return [:] }
        let found = try tx.all(
            SQL(
                composed: """
                    SELECT \(TaskColumn.selected) FROM task WHERE id IN (\(IDList.rows)) AND \(Access.sight)
                    """), values: [IDList(ids)] + access.who, row: TaskColumn.task)
        return Dictionary(uniqueKeysWithValues: try withParts(found, access, tx).map { ($0.id, $0) })
    }
}

private struct ChangeRow {
    let seq: Int64
    let at: Instant
    let kind: TaskEventKind
    let subject: TaskItem.ID
    /// Where it happened.
    private let place: Place?
    /// Where the task was before, as far as it says that: whoever saw it there learns that it has gone.
    private let formerPlace: Place?
    /// The inbox in which the task is assigned to the caller by now.
    private let guestOf: Place?
    private let isAssigned: Bool
    /// The event says that it was assigned to the caller: before it, or until it was deleted.
    private let wasAssigned: Bool

    /// `?1` is the caller, `?2` the event after which, `?3` how many.
    static let select = """
        SELECT event.seq, at, kind, subject, \(Access.place(ofEvent: "event", task: "task", trash: "trash")),
        (SELECT -inboxId FROM taskAssignee WHERE taskId = subject AND accountId = ?1),
        EXISTS (SELECT 1 FROM taskAssignee WHERE taskId = subject AND accountId = ?1),
        \(Access.formerPlace(in: "content")),
        EXISTS (SELECT 1 FROM json_each(content, '$.from.assignees') WHERE value = ?1)
            OR kind = 'task_deleted' AND coalesce(event.project, 0) < 0
                AND EXISTS (SELECT 1 FROM json_each(content, '$.assignees') WHERE value = ?1)
        FROM event LEFT JOIN eventBody ON eventBody.seq = event.seq
        LEFT JOIN task ON event.project IS NULL AND task.id = subject AND \(TaskEventKind.concerns(.task, in: "kind"))
        LEFT JOIN trash ON event.project IS NULL AND trash.taskId = subject AND \(TaskEventKind.concerns(.task, in: "kind"))
        WHERE event.seq > ?2 AND area = 'tasks' AND subject IS NOT NULL ORDER BY event.seq LIMIT ?3
        """

    init(_ row: borrowing Row) throws {
        (seq, at, kind, subject) = (try row[0], try row[1], try row[2], try row[3])
        place = try (row[4] as Int64?).map(Place.init(number:))
        guestOf = try (row[5] as Int64?).map(Place.init(number:))
        isAssigned = try row[6]
        formerPlace = try (row[7] as Int64?).map(Place.init(number:))
        wasAssigned = try row[8]
    }

    func isSeen(in places: Set<Place>) -> Bool {
        if let place, places.contains(place) || place == guestOf { return true }
        // Whoever has a copy is told that it is gone, wherever the task went meanwhile.
        if wasAssigned { return true }
        return formerPlace.map { places.contains($0) || $0.inbox != nil && isAssigned } ?? false
    }
}

private struct HistoryRow {
    let seq: Int64
    let at: Instant
    let actor: EventActor
    let kind: TaskEventKind
    let content: JSONObject
    /// The task came, by this event, from a place that the reader does not see.
    let cameFromHidden: Bool

    /// The task has but a new version, since a text was erased from it: nothing can be taken back.
    var isNothing: Bool { content["from"]?.object?.names == [] && content["to"]?.object?.names == [] }

    /// Where it happened. What happened where the reader is no member stays there, wherever the task went.
    static let place = Access.place(ofEvent: "event", task: "task", trash: "trash")
    /// Where the task was before.
    static let formerPlace = Access.formerPlace(in: "content")
}

/// Says what events say with the names that things have now.
private struct HistoryWords {
    private let accounts: [Int64: AccountName]
    private let labels: [Int64: String]
    private let projects: [Int64: String]
    /// Changes that others here took back.
    private let takenBack: Set<Int64>
    /// Tasks that the reader does not see.
    private let hidden: Set<TaskItem.ID>

    init(_ rows: [HistoryRow], _ access: Access, _ tx: ReadTransaction) throws {
        let sides = rows.flatMap { [$0.content["from"]?.object, $0.content["to"]?.object, $0.content] }
            .compactMap { $0 }
        let actors = rows.flatMap { row in
            [row.actor.account, row.content["tokenMadeBy"]?.integer].compactMap { $0 }
        }
        let people = sides.flatMap { ($0["assignees"]?.integers ?? []) + [$0["inboxId"]?.integer].compactMap { $0 } }
        accounts = try AccountNames.of(Set(people + actors), tx)
        labels = try Self.names(
            SQL(composed: "SELECT id, name FROM label WHERE id IN (\(IDList.rows))"),
            [IDList(sides.flatMap { $0["labels"]?.integers ?? [] })], tx)
        let named = "SELECT id, name FROM project WHERE id IN (\(IDList.rows))"
        projects = try Self.names(
            SQL(composed: "\(named) AND \(Access.reaches("id"))"),
            [IDList(sides.compactMap { $0["projectId"]?.integer })] + access.whoReaches, tx)
        let others = sides.flatMap { ($0["blockedBy"]?.integers ?? []) + [$0["parentId"]?.integer].compactMap { $0 } }
        hidden = try Self.hidden(others, access, tx)
        takenBack = Set(rows.compactMap { $0.content["undoes"]?.integer })
    }

    private static func names(
        _ sql: SQL, _ values: [(any Bindable)?], _ tx: ReadTransaction
    ) throws -> [Int64: String] {
        let found = try tx.all(sql, values: values) { row in (id: try row[0] as Int64, name: try row[1] as String) }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.name) })
    }

    /// Those of other tasks, in the trash too, that the reader does not see.
    private static func hidden(
        _ ids: [TaskItem.ID], _ access: Access, _ tx: ReadTransaction
    ) throws -> Set<TaskItem.ID> {
        guard !ids.isEmpty else { return [] }
        let place = "coalesce(\(Access.place(of: "task")), \(Access.place(of: "trash")))"
        return Set(
            try tx.all(
                SQL(
                    composed: """
                        SELECT named.id FROM (\(IDList.rows)) named
                        LEFT JOIN task ON task.id = named.id LEFT JOIN trash ON trash.taskId = named.id
                        WHERE NOT \(Access.sight(of: place, task: "named.id"))
                        """), values: [IDList(Set(ids))] + access.who
            ) { try $0[0] })
    }

    func entry(_ row: HistoryRow, version: Int64?, for caller: Caller) -> HistoryEntry {
        let change = row.content["with"]?.integer ?? row.seq
        return HistoryEntry(
            seq: change, event: row.seq, at: row.at, actor: row.actor.account.flatMap { accounts[$0]?.name },
            kind: row.kind,
            parts: parts(row), isUndoable: row.actor == caller.actor && !takenBack.contains(change) && !row.isNothing,
            isUndo: row.content["undoes"] != nil,
            tokenMaker: row.content["tokenMadeBy"]?.integer.map { accounts[$0]?.name ?? "#\($0)" },
            version: row.cameFromHidden ? nil : version)
    }

    /// The parts that are told: of a task that came from where the reader sees nothing, only that it came.
    private func parts(_ row: HistoryRow) -> [HistoryEntry.Part] {
        let parts = parts(row.content)
        return row.cameFromHidden ? parts.filter { ["projectId", "inbox"].contains($0.name) } : parts
    }

    private func parts(_ content: JSONObject) -> [HistoryEntry.Part] {
        if let comment = content["comment"]?.object {
            return [.init(name: "comment", from: nil, to: content["to"]?.string ?? comment["text"]?.string)]
        }
        guard let from = content["from"]?.object, let to = content["to"]?.object else { return [] }
        var parts: [HistoryEntry.Part] = []
        for part in LoggedPart.allCases where from[part.key] != nil || to[part.key] != nil {
            parts.append(
                .init(
                    name: part.name, from: text(part, from[part.key]), to: text(part, to[part.key])))
        }
        let (old, new) = (StepsPart.read(from["steps"]), StepsPart.read(to["steps"]))
        for step in old where !new.contains(where: { $0.id == step.id }) {
            parts.append(.init(name: "step", from: step.title, to: nil))
        }
        for step in new {
            let before = old.first { $0.id == step.id }
            parts.append(.init(name: "step", from: before?.title, to: step.title))
        }
        return parts
    }

    private func text(_ part: LoggedPart, _ value: JSON?) -> String? {
        switch part {
        case .field(.special(.labels)): list(value, labels)
        case .field(.special(.assignees)): list(value, accounts.mapValues(\.name))
        // What the reader does not see has no name and no number here.
        case .field(.special(.inbox)): value?.integer.map { accounts[$0]?.name ?? "?" }
        case .field(.special(.projectId)): value?.integer.map { projects[$0] ?? "?" }
        case .field(.special(.parentId)): value?.integer.flatMap { hidden.contains($0) ? nil : String($0) }
        case .field(.special(.blockedBy)):
            list(value.map { .integers($0.integers.filter { !hidden.contains($0) }) }, [:])
        case .field(.special(.title)), .field(.special(.description)), .field(.special(.status)),
            .field(.special(.priority)), .field(.special(.steps)), .field(.special(.externalId)), .field(.plain),
            .createdAt, .completedAt:
            value?.string ?? value?.integer.map { String($0) }
        }
    }

    private func list(_ value: JSON?, _ names: [Int64: String]) -> String? {
        guard let ids = value?.integers, !ids.isEmpty else { return nil }
        return ids.map { names[$0] ?? "#\($0)" }.joined(separator: ", ")
    }
}
