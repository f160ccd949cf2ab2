import AuthStore
import Domain
import JSON
import SQLite
import Store
import TaskChanges
import TaskStore

/// The event log as listeners hear it; the contract in `Domain` says what each function does.
package struct SQLiteLiveRepository: LiveRepository {
    let store: Store

    package var life: Life { store.life }

    package func sharingSnapshot<Value>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        try store.sharingSnapshot(body)
    }

    package func newestEvent() throws(Failure) -> Int64 { try store.events.newest() }

    package func events(after seq: Int64, limit: Int) throws(Failure) -> [LiveEvent] {
        try store.read { tx in
            let events = try tx.all(Self.eventsAfter, seq, limit, row: Self.event)
            return try LabelAudiences.addressed(events, tx)
        }
    }

    /// With whom the task is assigned to now, and whose inbox it is in: who may read of it there may hear what became of
    /// it before.
    private static let eventsAfter = SQL(
        kept: """
            SELECT e.seq, e.at, e.kind, a.id, a.name, e.subject, \(Access.place(ofEvent: "e", task: "t", trash: "l")),
            b.content, t.id IS NOT NULL, t.inboxId,
            (SELECT json_group_array(accountId) FROM taskAssignee WHERE taskId = t.id AND
                (coalesce(e.project, -1) < 0 OR b.content -> 'from' -> 'inboxId' IS NOT NULL))
            FROM event e LEFT JOIN eventBody b ON b.seq = e.seq
            LEFT JOIN account a ON \(EventActor.isAccount("a.id", in: "e.actor"))
            LEFT JOIN task t ON t.id = e.subject AND \(TaskEventKind.concerns(.task, in: "e.kind"))
            LEFT JOIN trash l ON e.project IS NULL AND l.taskId = e.subject AND \(TaskEventKind.concerns(.task, in: "e.kind"))
            WHERE e.seq > ? ORDER BY e.seq LIMIT ?
            """)

    private static func event(_ row: borrowing Row) throws -> LiveEvent {
        let content = try (row[7] as String?).map { try EventBody.read($0) } ?? JSONObject()
        let (from, to) = (content["from"]?.object, content["to"]?.object)
        let (id, kind): (Int64?, EventKind) = (try row[3], try row[2])
        let place = try (row[6] as Int64?).map(Place.init(number:))
        let (isThere, inbox): (Bool, Int64?) = (try row[8], try row[9])
        // Of a task that is gone, those it was assigned to when that was written.
        let now = try isThere ? (row[10] as String?).map(Self.numbers) ?? [] : content["assignees"]?.integers ?? []
        let assignees = !isThere || inbox == place?.inbox ? now : []
        return LiveEvent(
            seq: try row[0], at: try row[1], kind: kind, actor: try id.map { AccountName(id: $0, name: try row[4]) },
            subject: try row[5], audience: Self.audience(kind, place, assignees, actor: id, content),
            formerAudience: from.flatMap { Self.audience(before: $0, place, now) },
            changed: Self.changed(from, to), account: content["account"]?.integer,
            formerMembers: content["members"]?.integers ?? [])
    }

    /// - Shape: of a label's event, without the tasks that have the label.
    private static func audience(
        _ kind: EventKind, _ place: Place?, _ assignees: [Int64], actor: Int64?, _ content: JSONObject
    ) -> LiveEvent.Audience {
        if kind.subject == .label {
            return .label(accounts: Set([actor, content["createdBy"]?.integer].compactMap { $0 }), places: [])
        }
        return place != nil || kind.subject == .task ? .init(place, assignees: assignees) : .everybody
    }

    /// - Shape: nil where an event does not touch who sees its task.
    private static func audience(
        before: JSONObject, _ place: Place?, _ assignees: [Int64]
    ) -> LiveEvent.Audience? {
        let isMoved = before["projectId"] != nil || before["inboxId"] != nil
        guard isMoved || before["assignees"] != nil else { return nil }
        let former = before["projectId"]?.integer.map(Place.project) ?? before["inboxId"]?.integer.map(Place.inbox)
        return .init(isMoved ? former : place, assignees: before["assignees"]?.integers ?? assignees)
    }

    private static func changed(_ from: JSONObject?, _ to: JSONObject?) -> [String] {
        ((to?.names ?? []) + (from?.names ?? []).filter { to?[$0] == nil })
            .map { LoggedPart(key: $0)?.name ?? $0 }
    }

    private static func numbers(_ text: String) -> [Int64] {
        guard case .array(let items) = try? JSONParser.parse(Array(text.utf8)) else { return [] }
        return items.compactMap(\.integer)
    }

    private static let audiencesOfTasks = SQL(
        kept: """
            SELECT id, \(Access.place(of: "task")), CASE WHEN inboxId IS NOT NULL THEN
                (SELECT json_group_array(accountId) FROM taskAssignee WHERE taskId = task.id) END
            FROM task WHERE id IN (\(IDList.rows))
            """)

    package func audiences(ofTasks ids: Set<Int64>) throws(Failure) -> [Int64: LiveEvent.Audience] {
        try store.read { tx in
            let rows = try tx.all(Self.audiencesOfTasks, IDList(ids)) { row in
                let place = try (row[1] as Int64?).map(Place.init(number:))
                let assignees = try (row[2] as String?).map(Self.numbers) ?? []
                return (try row[0] as Int64, LiveEvent.Audience(place, assignees: assignees))
            }
            return Dictionary(uniqueKeysWithValues: rows)
        }
    }

    package func places(of accounts: Set<Int64>) throws(Failure) -> [Int64: Set<Place>] {
        try store.read { tx in try Access.places(of: accounts, tx) }
    }

    package func callers(by credentials: Set<Credential>, at instant: Instant) throws(Failure) -> [Credential: Caller] {
        var (sessions, tokens): ([Int64], [Int64]) = ([], [])
        for credential in credentials {
            switch credential {
            case .session(let id): sessions.append(id)
            case .token(let id): tokens.append(id)
            }
        }
        return try store.read { [sessions, tokens] tx in
            var found: [Credential: Caller] = [:]
            for one in try SQLiteAccountRepository.callers(sessions: sessions, at: instant, tx) {
                found[.session(one.session)] = one.caller
            }
            for one in try SQLiteAccountRepository.callers(tokens: tokens, at: instant, tx) {
                found[.token(one.token)] = one.caller
            }
            return found
        }
    }
}
