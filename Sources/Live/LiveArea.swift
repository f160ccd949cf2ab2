import Domain
import Input
import JSON
import Web

/// The addresses at which things are heard as they happen. `elwosa routes` prints this table.
package struct LiveArea: Area {
    package static let name = AreaName.live

    let hub: Hub

    package init(_ hub: Hub) {
        self.hub = hub
    }

    package static let routes: [AreaRoute<LiveArea>] = [
        AreaRoute(.get, "/live/socket", needs: .signedIn, opens: true, handle: socket),
        AreaRoute(.get, "/live/events", needs: .signedIn, opens: true, handle: events),
        AreaRoute(.post, "/live/renewal", needs: .session, twice: .session, handle: renewal),
    ]

    /// - Source: RFC 6455, section 4.2.1: what a handshake has.
    private static func socket(_ area: LiveArea) -> Route.Handler {
        { exchange throws(Failure) in
            let parameters = exchange.request.parameters
            guard parameters["HTTP_UPGRADE"]?.lowercased() == "websocket",
                parameters["HTTP_SEC_WEBSOCKET_VERSION"] == "13",
                parameters["HTTP_SEC_WEBSOCKET_KEY"].map({ $0.utf8.count == 24 && $0.hasSuffix("==") }) == true
            else {
                throw Failure(
                    .upgradeRequired, "Upgrade: this address is a WebSocket, version 13.", field: "Upgrade")
            }
            let guest = try area.guest(exchange, .socket)
            let session = LiveSession(area.hub, guest, gate: exchange.site.gate)
            return Response(.switchingProtocols, body: .open(session))
        }
    }

    private static func events(_ area: LiveArea) -> Route.Handler {
        { exchange throws(Failure) in
            let (topics, after) = try Self.asked(exchange, area.hub)
            try area.refuseFuture(after)
            let guest = try area.guest(exchange, .stream)
            try area.admit(guest.caller, to: topics)
            let session = LiveSession(area.hub, guest, gate: exchange.site.gate, topics: topics, after: after)
            return Response(
                .ok,
                headers: [
                    ("Content-Type", "text/event-stream"), ("Cache-Control", "no-store"), ("X-Accel-Buffering", "no"),
                ], body: .open(session))
        }
    }

    /// Renews all open connections of the caller's session: a page that was asked to cannot read its own token.
    private static func renewal(_ area: LiveArea) -> Route.Handler {
        { exchange throws(Failure) in
            let caller = try exchange.caller
            guard let credential = Credential(caller), let shown = exchange.expiresAt else { throw .notFound }
            // What the browser shows is as near its end as the connection that asks for more.
            let pair = shown < exchange.now.adding(seconds: 2 * area.hub.limits.notice) ? try fresh(exchange) : nil
            let end = pair == nil ? shown : exchange.now.adding(seconds: AccessToken.lifetime)
            let count = area.hub.renew(credential, until: end)
            var out = JSONWriter()
            out.object { out in
                out.member("connections", count)
                out.member("expiresAt", end.rfc3339)
            }
            let answer = Response(
                .ok, headers: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
                body: .bytes(out.bytes))
            return exchange.site.gate.setCookies(pair, on: answer)
        }
    }

    /// - Shape: nil where the browser sent no refresh token, or the database takes no writes just now.
    private static func fresh(_ exchange: Exchange) throws(Failure) -> Tokens.Pair? {
        guard let refresh = exchange.refreshCookie else { return nil }
        return try exchange.site.gate.tokens.renew(refresh, from: exchange.client, at: exchange.now)?.pair
    }

    private func guest(_ exchange: Exchange, _ form: LiveForm) throws(Failure) -> LiveSession.Guest {
        let caller = try exchange.caller
        guard let credential = Credential(caller), let account = caller.accountId else { throw .notFound }
        guard hub.hasRoom(for: account) else {
            throw Failure(
                .tooMany, "There are \(hub.limits.connectionsOfAccount) open connections of yours; close one.",
                retryAfter: 10)
        }
        return LiveSession.Guest(caller: caller, credential: credential, form: form, endsAt: exchange.expiresAt)
    }

    /// - Errors: `.malformed` naming the parameter.
    private static func asked(
        _ exchange: Exchange, _ hub: Hub
    ) throws(Failure) -> (topics: [Topic], after: Int64?) {
        try exchange.query { query throws(Failure) in
            (
                try topics(try query.text("topics"), hub.limits),
                try after(try query.text("after"), exchange, in: hub.life)
            )
        }
    }

    private static func topics(_ text: String?, _ limits: LiveLimits) throws(Failure) -> [Topic] {
        guard let text, !text.isEmpty else { throw Failure(.required, field: "topics") }
        var topics: [Topic] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let topic = Topic(text: String(part)) else {
                throw Failure(.malformed, "topics: \(LiveMethod.spelling)", field: "topics")
            }
            if !topics.contains(topic) { topics.append(topic) }
        }
        guard topics.count <= limits.topics else { throw Failure(.tooMany(limits.topics), field: "topics") }
        return topics
    }

    /// - Errors: `.conflict` on `after` for a number that the log has not reached, as after a backup was brought back.
    private func refuseFuture(_ after: Int64?) throws(Failure) {
        guard let after, after > hub.head else { return }
        let newest = try hub.repository.newestEvent()
        guard after <= newest else {
            throw .future("after", newest: newest)
        }
    }

    /// A browser that comes back says what it has heard last; that counts more than what the address said at first.
    private static func after(_ typed: String?, _ exchange: Exchange, in life: Life) throws(Failure) -> Int64? {
        let (text, field) =
            exchange.request.parameters["HTTP_LAST_EVENT_ID"].map { ($0, "Last-Event-ID") } ?? (typed ?? "", "after")
        guard !text.isEmpty else { return nil }
        return try EventMark.seq(text, field: field, in: life)
    }

    /// - Errors: `.forbidden` on `topics` where a permission is missing, `.notFound` where what it names is hidden.
    private func admit(_ caller: Caller, to topics: [Topic]) throws(Failure) {
        let places = try Credential(caller).flatMap { credential throws(Failure) in
            try hub.repository.places(of: [credential: caller])[credential]
        }
        let visibility = Visibility(
            account: caller.accountId ?? 0, permissions: caller.permissions, places: places ?? [])
        switch visibility.refusal(of: topics, try hub.repository.audiences(of: topics)) {
        case .forbidden(let topic):
            throw Failure(
                .forbidden, "topics: \(topic.text) needs the permission \(topic.permission.rawValue).", field: "topics")
        case .unknown: throw .notFound
        case nil: return
        }
    }
}
