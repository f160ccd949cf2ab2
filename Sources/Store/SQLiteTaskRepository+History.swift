import Domain
import JSON
import SQLite

extension SQLiteTaskRepository {
    public func history(
        of id: TaskItem.ID, before: Int64?, limit: Int, for caller: Caller
    ) throws(Failure) -> [HistoryEntry] {
        try store.read { tx in
            let access = Access(caller)
            _ = try Self.find(id, access, tx)
            let rows = try tx.all(
                """
                SELECT event.seq, at, actor, kind, content FROM event
                LEFT JOIN eventBody ON eventBody.seq = event.seq
                WHERE area = 'tasks' AND subject = ? AND event.seq < ? ORDER BY event.seq DESC LIMIT ?
                """, id, before ?? Int64.max, limit * 2
            ) { row in
                HistoryRow(
                    seq: try row[0], at: try row[1], actor: try row[2], kind: try row[3],
                    content: try (row[4] as String?).map { try EventBody.read($0) } ?? JSONObject())
            }.filter(\.kind.isOfTask).prefix(limit)
            let words = try HistoryWords(Array(rows), access, tx)
            return rows.map { words.entry($0, for: caller) }
        }
    }

    public func changes(after seq: Int64, limit: Int, for caller: Caller) throws(Failure) -> TaskChanges {
        try store.read { tx in
            let access = Access(caller)
            var rows = try tx.all(
                """
                SELECT seq, at, kind, subject, project FROM event
                WHERE seq > ? AND area = 'tasks' AND subject IS NOT NULL ORDER BY seq LIMIT ?
                """, seq, limit + 1
            ) { row in
                ChangeRow(
                    seq: try row[0], at: try row[1], kind: try row[2], subject: try row[3], project: try row[4])
            }
            let hasMore = rows.count > limit
            if hasMore { rows.removeLast() }
            let last = try hasMore ? rows.last!.seq : max(seq, EventLog.last(tx)?.seq ?? 0)
            let projects = try access.projects(tx)
            let shown = rows.filter { row in
                row.kind.isOfTask && (row.project == nil || projects == nil || projects!.contains(row.project!))
            }
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
                    SELECT \(columns) FROM task WHERE id IN (SELECT value FROM json_each(?)) AND \(Access.sight)
                    """), "[" + ids.map { String($0) }.joined(separator: ",") + "]", access.accountId, row: item)
        return Dictionary(uniqueKeysWithValues: try complete(found, access, tx).map { ($0.id, $0) })
    }
}

private struct ChangeRow {
    let seq: Int64
    let at: Instant
    let kind: EventKind
    let subject: TaskItem.ID
    let project: Int64?
}

private struct HistoryRow {
    let seq: Int64
    let at: Instant
    let actor: String
    let kind: EventKind
    let content: JSONObject
}

/// Says what events say with the names that things have now.
private struct HistoryWords {
    private let accounts: [Int64: AccountName]
    private let labels: [Int64: String]
    private let projects: [Int64: String]
    /// Changes that others here took back.
    private let takenBack: Set<Int64>

    init(_ rows: [HistoryRow], _ access: Access, _ tx: ReadTransaction) throws {
        let sides = rows.flatMap { [$0.content["from"]?.object, $0.content["to"]?.object, $0.content] }
            .compactMap { $0 }
        let actors = rows.compactMap { Int64($0.actor.dropFirst(8)) }
        accounts = try AccountNames.of(Set(sides.flatMap { $0["assignees"]?.integers ?? [] } + actors), tx)
        labels = try Self.names("label", sides.flatMap { $0["labels"]?.integers ?? [] }, tx)
        let visible = try access.projects(tx)
        projects = try Self.names("project", sides.compactMap { $0["projectId"]?.integer }, tx)
            .filter { visible?.contains($0.key) ?? true }
        takenBack = Set(rows.compactMap { $0.content["undoes"]?.integer })
    }

    private static func names(_ table: String, _ ids: [Int64], _ tx: ReadTransaction) throws -> [Int64: String] {
        guard !ids.isEmpty else { return [:] }
        let found = try tx.all(
            SQL(composed: "SELECT id, name FROM \(table) WHERE id IN (SELECT value FROM json_each(?))"),
            "[" + Set(ids).map { String($0) }.joined(separator: ",") + "]"
        ) { row in (id: try row[0] as Int64, name: try row[1] as String) }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.name) })
    }

    func entry(_ row: HistoryRow, for caller: Caller) -> HistoryEntry {
        let actor = row.actor.hasPrefix("account:") ? Int64(row.actor.dropFirst(8)) : nil
        let change = row.content["with"]?.integer ?? row.seq
        return HistoryEntry(
            seq: change, at: row.at, actor: actor.flatMap { accounts[$0]?.name }, kind: row.kind,
            parts: parts(row.content), isUndoable: row.actor == caller.actor && !takenBack.contains(change),
            isUndo: row.content["undoes"] != nil)
    }

    private func parts(_ content: JSONObject) -> [HistoryEntry.Part] {
        if let comment = content["comment"]?.object {
            return [.init(name: "comment", from: nil, to: content["to"]?.string ?? comment["text"]?.string)]
        }
        guard let from = content["from"]?.object, let to = content["to"]?.object else { return [] }
        var parts: [HistoryEntry.Part] = []
        for part in LoggedPart.allCases where from[part.rawValue] != nil || to[part.rawValue] != nil {
            parts.append(
                .init(
                    name: part.rawValue, from: text(part, from[part.rawValue]), to: text(part, to[part.rawValue])))
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
        case .labels: list(value, labels)
        case .assignees: list(value, accounts.mapValues(\.name))
        case .projectId: value?.integer.map { projects[$0] ?? "#\($0)" }
        case .blockedBy: list(value, [:])
        default: value?.string ?? value?.integer.map { String($0) }
        }
    }

    private func list(_ value: JSON?, _ names: [Int64: String]) -> String? {
        guard let ids = value?.integers, !ids.isEmpty else { return nil }
        return ids.map { names[$0] ?? "#\($0)" }.joined(separator: ", ")
    }
}
