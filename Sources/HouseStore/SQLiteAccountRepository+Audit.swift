import AuthStore
import Domain
import SQLite
import Store

extension SQLiteAccountRepository: AuditRepository {
    package func audit(_ query: AuditQuery, for caller: Caller) throws(Failure) -> AuditPage {
        try store.read { tx in
            let statement = AuditStatement(query, actor: try Self.actor(query.actor, tx), for: caller)
            var entries = try tx.all(statement.sql, values: statement.values, row: Self.entry)
            // One more than asked for was read, which tells whether there is a next page.
            let hasNext = entries.count > query.limit
            if hasNext { entries.removeLast() }
            return AuditPage(entries: entries, next: hasNext ? entries.last?.seq : nil)
        }
    }

    /// An account's name as the log spells it; what is no name is taken as it stands.
    private static func actor(_ typed: String?, _ tx: ReadTransaction) throws -> EventActor? {
        guard let typed else { return nil }
        let id: Int64? = try NameKeys.account(typed, tx)
        return id.map(EventActor.account) ?? EventActor(text: typed)
    }

    private static func entry(_ row: borrowing Row) throws -> AuditEntry {
        let (maker, makerName): (Int64?, String?) = (try row[11], try row[12])
        return AuditEntry(
            seq: try row[0], at: try row[1], actor: try row[2], actorName: try row[3], area: try row[4],
            kind: try row[5], subject: try row[6], network: try row[7], device: try row[8], content: try row[9],
            isWithheld: try row[10], tokenMaker: maker.map { makerName ?? "#\($0)" })
    }
}

/// The SELECT for a query: fixed fragments put together, everything typed bound.
private struct AuditStatement {
    private var conditions: [String] = []
    private(set) var values: [(any Bindable)?] = []

    init(_ query: AuditQuery, actor: EventActor?, for caller: Caller) {
        let sight = Self.sights.flatMap { $0.sight.values(caller) }
        // It stands twice in the statement.
        values = sight + sight
        add("e.seq < ?", query.olderThan)
        add("e.actor = ?", actor)
        add("e.kind = ?", query.kind?.rawValue)
        add("e.area = ?", query.area)
        add("e.at >= ?", query.after)
        add("e.at < ?", query.before)
        values.append(query.limit + 1)
    }

    private mutating func add(_ condition: String, _ value: (any Bindable)?) {
        guard let value else { return }
        conditions.append(condition)
        values.append(value)
    }

    /// The sight that areas have of their events.
    private static let sights = AreaName.allCases.compactMap { area in area.sight.map { (area: area, sight: $0) } }

    /// The condition that the reader may read what an event says; of an area that only another version knows, nobody may.
    private static let isShown = {
        let known = AreaName.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let seen = sights.map { " AND (e.area <> '\($0.area.rawValue)' OR \($0.sight.condition))" }
        return "(e.area IN (\(known))\(seen.joined()))"
    }()

    var sql: SQL {
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        return SQL(
            composed: """
                SELECT e.seq, e.at, e.actor, a.name, e.area, e.kind, e.subject,
                b.content ->> 'network', b.content ->> 'device',
                CASE WHEN \(Self.isShown) THEN b.content END, b.content IS NOT NULL AND NOT \(Self.isShown),
                CAST(b.content ->> 'tokenMadeBy' AS BIGINT),
                (SELECT name FROM account WHERE id = CAST(b.content ->> 'tokenMadeBy' AS BIGINT))
                FROM event e LEFT JOIN eventBody b ON b.seq = e.seq
                \(Self.sights.map(\.sight.joins).joined(separator: "\n"))
                LEFT JOIN account a ON \(EventActor.isAccount("a.id", in: "e.actor"))
                \(filter) ORDER BY e.seq DESC LIMIT ?
                """)
    }
}
