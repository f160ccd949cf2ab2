import AuthDomain
import AuthTexts
import Domain
import HTML
import Input
import JSON
import Texts
import Web

extension AuthArea {
    static let sessionRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.get, "/auth/sessions", needs: .session, handle: listSessions),
        AreaRoute(.delete, "/auth/sessions", needs: .freshSession, handle: endSessions),
        AreaRoute(.delete, "/auth/sessions/{id}", needs: .freshSession, handle: endSession),
    ]

    /// Lists where the caller is signed in, the session that was noticed last first.
    func listSessions(_ exchange: Exchange) throws(Failure) -> Response {
        let caller = try exchange.caller
        let sessions = try accounts.sessions(of: .account(caller.accountId ?? 0), at: exchange.now)
        guard exchange.wantsPage else {
            return exchange.json(
                .ok,
                ListJSON(
                    "sessions",
                    sessions.map { session in
                        SessionJSON(
                            session: session, isCurrent: session.id == caller.sessionId, texts: exchange.texts)
                    }))
        }
        let page = SessionsPage(
            context: exchange.context, sessions: sessions, current: caller.sessionId,
            isFresh: caller.isFresh(at: exchange.now))
        return exchange.page(title: exchange.texts[.sessions], page)
    }

    /// Ends one of the caller's own sessions.
    ///
    /// - Errors: 404 for another's.
    func endSession(_ exchange: Exchange) throws(Failure) -> Response {
        let caller = try exchange.caller
        let id = try exchange.id("id")
        try accounts.endSession(id, of: .account(caller.accountId ?? 0), by: exchange.change())
        guard exchange.wantsPage else { return Response(.noContent) }
        return id == caller.sessionId ? signedOut(exchange) : exchange.seeOther(Link("/auth/sessions"))
    }

    /// Signs out everywhere; with `others`, in the query or the form, everywhere else.
    ///
    /// - Shape: 200 with the number of sessions that ended.
    func endSessions(_ exchange: Exchange) throws(Failure) -> Response {
        let caller = try exchange.caller
        let keepsThis = try asksForOthers(exchange)
        let ended = try accounts.endSessions(
            of: caller.accountId ?? 0, except: keepsThis ? caller.sessionId : nil, by: exchange.change())
        guard exchange.wantsPage else { return exchange.json(.ok, EndedJSON(count: ended)) }
        return keepsThis ? exchange.seeOther(Link("/auth/sessions")) : signedOut(exchange)
    }

    private func signedOut(_ exchange: Exchange) -> Response {
        exchange.site.gate.removeCookies.reduce(exchange.seeOther(Link("/auth/login"))) { $0.with("Set-Cookie", $1) }
    }

    /// `?others` alone means yes.
    private func asksForOthers(_ exchange: Exchange) throws(Failure) -> Bool {
        var query = try exchange.query()
        if let typed = try query.text("others") { return typed.isEmpty || typed == "1" || typed == "true" }
        guard exchange.hasBody else { return false }
        var fields = try exchange.fields()
        let others = try fields.bool("others") ?? false
        try fields.finish()
        return others
    }
}

/// A session as JSON; `docs/api/auth.md` describes the members.
private struct SessionJSON: JSONWritable {
    let session: Session
    let isCurrent: Bool
    let texts: Texts

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", session.id)
            out.member("device", DeviceName(userAgent: session.client.device).words(texts))
            out.member("userAgent", session.client.device)
            out.member("network", session.client.network)
            out.member("createdAt", session.createdAt.rfc3339)
            out.member("seenAt", session.seenAt.rfc3339)
            out.member("expiresAt", session.expiresAt.rfc3339)
            out.member("current", isCurrent)
        }
    }
}
