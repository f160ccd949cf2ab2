import Calendar
import Domain
import HTML
import Input
import JSON
import Texts
import Web

extension AuthArea {
    static let auditRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.get, "/audit", needs: .permission(.auditRead), handle: audit)
    ]

    /// Events of all areas, the newest first, by `actor`, `kind`, `area`, `after` and `before` (RFC 3339 or a day),
    /// `olderThan` and `limit`.
    func audit(_ exchange: Exchange) throws(Failure) -> Response {
        let query = try auditQuery(exchange)
        let found = try accounts.audit(query, for: exchange.caller)
        guard exchange.wantsPage else {
            return exchange.json(.ok, PageJSON("events", found.entries.map(AuditEntryJSON.init), next: found.next))
        }
        let page = AuditListPage(
            context: exchange.context, query: query, page: found, mayErase: try exchange.caller.may(.usersManage))
        return exchange.page(title: exchange.texts[.audit], page)
    }

    /// - Errors: `.malformed` naming the parameter.
    private func auditQuery(_ exchange: Exchange) throws(Failure) -> AuditQuery {
        try exchange.query { fields throws(Failure) in
            var query = AuditQuery()
            query.actor = try filled(&fields, "actor")
            query.kind = try oneOf(filled(&fields, "kind"), EventKind.all.map(\.rawValue), "kind")
                .flatMap(EventKind.init(rawValue:))
            query.area = try oneOf(filled(&fields, "area"), EventKind.areas, "area")
            query.after = try moment(&fields, "after", exchange.zone)
            query.before = try moment(&fields, "before", exchange.zone)
            query.olderThan = try fields.integer("olderThan")
            query.limit = try fields.limit(in: AuditQuery.limitRange, usual: query.limit)
            return query
        }
    }

    /// A form sends its empty fields too; they ask for nothing.
    private func filled(_ fields: inout Fields, _ name: String) throws(Failure) -> String? {
        guard let text = try fields.text(name), !text.isEmpty else { return nil }
        guard text.utf8.count <= 300 else { throw Failure(.tooManyBytes(300), field: name) }
        return text
    }

    private func oneOf(_ text: String?, _ values: [String], _ name: String) throws(Failure) -> String? {
        guard let text else { return nil }
        guard values.contains(text) else { throw Failure(.oneOf(values), field: name) }
        return text
    }

    /// A moment, or the first second of a day where the caller lives.
    private func moment(_ fields: inout Fields, _ name: String, _ zone: Zone) throws(Failure) -> Instant? {
        guard let text = try filled(&fields, name) else { return nil }
        if let instant = Instant(rfc3339: text) { return instant }
        guard let day = Instant(rfc3339: text + "T00:00:00Z")?.day else {
            throw Failure(.type("an RFC 3339 date or date-time"), field: name)
        }
        try day.requireEntered(name)
        return zone.start(of: day)
    }
}
