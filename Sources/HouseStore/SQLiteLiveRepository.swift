import AuthStore
import Domain
import JSON
import MemoryStore
import SQLite
import Store
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
            return try Self.areas.values.reduce(events) { events, area in try area.listeners.addressed(events, tx) }
        }
    }

    /// The listeners to each area's events, and the place of its first column.
    private static let areas = {
        var (areas, first) = ([String: (listeners: EventListeners, first: Int)](), 7)
        for area in AreaName.allCases {
            areas[area.rawValue] = (area.listeners, first)
            first += area.listeners.columns.count
        }
        return areas
    }()

    private static let eventsAfter = {
        let listeners = AreaName.allCases.map(\.listeners)
        let unread = listeners.flatMap(\.unread).map { "'\($0)'" }.joined(separator: ", ")
        let content = "CASE WHEN e.kind IN (\(unread)) THEN NULL ELSE b.content END"
        let own = ["e.seq", "e.at", "e.kind", "a.id", "a.name", "e.subject", content]
        return SQL(
            kept: """
                SELECT \((own + listeners.flatMap(\.columns)).joined(separator: ", "))
                FROM event e LEFT JOIN eventBody b ON b.seq = e.seq
                LEFT JOIN account a ON \(EventActor.isAccount("a.id", in: "e.actor"))
                \(listeners.map(\.joins).joined(separator: "\n"))
                WHERE e.seq > ? ORDER BY e.seq LIMIT ?
                """)
    }()

    private static func event(_ row: borrowing Row) throws -> LiveEvent {
        let content = try (row[6] as String?).map { try EventBody.read($0) } ?? JSONObject()
        let (id, kind): (Int64?, EventKind) = (try row[3], try row[2])
        let area = areas[kind.area]
        let told = EventListeners.Told(kind: kind, actor: id, content: content)
        let audiences = try area?.listeners.audiences(told, row, area?.first ?? 0)
        return LiveEvent(
            seq: try row[0], at: try row[1], kind: kind, actor: try id.map { AccountName(id: $0, name: try row[4]) },
            subject: try row[5], audience: audiences?.now ?? .nobody, formerAudience: audiences?.former,
            changed: changed(content).map { area?.listeners.name($0) ?? $0 }, account: content["account"]?.integer,
            formerMembers: content["members"]?.integers ?? [])
    }

    /// The members that an event says were something else before, or are now.
    private static func changed(_ content: JSONObject) -> [String] {
        let (from, to) = (content["from"]?.object, content["to"]?.object)
        return (to?.names ?? []) + (from?.names ?? []).filter { to?[$0] == nil }
    }

    package func audiences(ofTasks ids: Set<Int64>) throws(Failure) -> [Int64: LiveEvent.Audience] {
        try store.read { tx in try TaskAudiences.find(ids, tx) }
    }

    package func places(of callers: [Credential: Caller]) throws(Failure) -> [Credential: Set<Place>] {
        try store.read { tx in
            let known = try Access.places(of: Set(callers.values.compactMap(\.accountId)), tx)
            return try callers.mapValues { caller in
                let spaces = try caller.may(.memoryRead) ? SpaceAccess(caller).spaces(tx) : []
                return (caller.accountId.flatMap { known[$0] } ?? []).union(spaces.map(Place.space))
            }
        }
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
