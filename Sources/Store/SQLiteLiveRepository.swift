import Domain
import JSON
import SQLite

/// The event log as listeners hear it; the contract in `Domain` says what each function does.
public struct SQLiteLiveRepository: LiveRepository {
    let store: Store

    public var life: Life { store.life }

    public func sharingSnapshot<Value>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        try store.sharingSnapshot(body)
    }

    public func newestEvent() throws(Failure) -> Int64 { try store.events.newest() }

    public func events(after seq: Int64, limit: Int) throws(Failure) -> [LiveEvent] {
        try store.read { tx in
            try tx.all(
                """
                SELECT e.seq, e.at, e.kind, a.id, a.name, e.subject, e.project, b.content
                FROM event e LEFT JOIN eventBody b ON b.seq = e.seq
                LEFT JOIN account a ON e.actor LIKE 'account:%' AND a.id = CAST(substr(e.actor, 9) AS INTEGER)
                WHERE e.seq > ? ORDER BY e.seq LIMIT ?
                """, seq, limit, row: Self.event)
        }
    }

    private static func event(_ row: borrowing Row) throws -> LiveEvent {
        let content = try (row[7] as String?).map { try EventBody.read($0) } ?? JSONObject()
        let (from, to) = (content["from"]?.object, content["to"]?.object)
        let id: Int64? = try row[3]
        return LiveEvent(
            seq: try row[0], at: try row[1], kind: try row[2],
            actor: try id.map { AccountName(id: $0, name: try row[4]) }, subject: try row[5], project: try row[6],
            formerPlace: from?["projectId"].map { $0.integer.map(LiveEvent.Place.project) ?? .house },
            changed: (to?.names ?? []) + (from?.names ?? []).filter { to?[$0] == nil },
            account: content["account"]?.integer, formerMembers: content["members"]?.integers ?? [])
    }

    public func places(ofTasks ids: Set<Int64>) throws(Failure) -> [Int64: LiveEvent.Place] {
        try store.read { tx in
            let rows = try tx.all(
                "SELECT id, projectId FROM task WHERE id IN (SELECT value FROM json_each(?))", Self.list(ids)
            ) { row in (try row[0] as Int64, (try row[1] as Int64?).map(LiveEvent.Place.project) ?? .house) }
            return Dictionary(uniqueKeysWithValues: rows)
        }
    }

    public func memberships(of accounts: Set<Int64>) throws(Failure) -> [Int64: Set<Int64>] {
        try store.read { tx in
            let rows = try tx.all(
                """
                SELECT accountId, projectId FROM projectMember WHERE accountId IN (SELECT value FROM json_each(?))
                """, Self.list(accounts)
            ) { row in (account: try row[0] as Int64, project: try row[1] as Int64) }
            var found = Dictionary(uniqueKeysWithValues: accounts.map { ($0, Set<Int64>()) })
            for row in rows { found[row.account]?.insert(row.project) }
            return found
        }
    }

    public func callers(by credentials: Set<Credential>, at instant: Instant) throws(Failure) -> [Credential: Caller] {
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

    static func list(_ ids: some Sequence<Int64>) -> String {
        "[" + ids.map { String($0) }.joined(separator: ",") + "]"
    }
}
