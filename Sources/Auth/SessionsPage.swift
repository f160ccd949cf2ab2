import AuthDomain
import AuthTexts
import Domain
import HTML
import Texts
import Web

/// The sessions of an account, with a way to end each.
struct SessionsPage: Page {
    let context: PageContext
    let sessions: [Session]
    let current: Int64?
    /// The person's proof is recent enough to end any.
    let isFresh: Bool

    var main: HTML {
        """
        <a class="back" href="/account">\(Icon.back.html)\(texts[.account])</a>
        <header class="head"><h1>\(texts[.sessions])</h1></header>
        <p class="second">\(texts[.sessionsLead])</p>
        \(isFresh ? nil : proof)
        <ul class="rows">
        \(sessions.map(row))</ul>
        \(isFresh ? everywhere : nil)
        """
    }

    private var proof: HTML {
        let link = Link.to("auth", "proof", query: ReturnLink.query(Link("/auth/sessions")))
        return "<p class=\"message\">\(texts[.proveToEnd]) <a href=\"\(link)\">\(texts[.prove])</a></p>"
    }

    private func row(_ session: Session) -> HTML {
        let device = DeviceName(userAgent: session.client.device).words(texts)
        let facts: HTML = """
            \(session.client.network) · \(texts.moment(session.createdAt, in: texts.signedIn(session.createdAt, now: now))) · \
            \(texts.moment(session.seenAt, in: texts.lastSeen(session.seenAt, now: now)))
            """
        return """
            <li><div class="what"><b>\(device)</b>\(session.id == current ? pill : nil)<small>\(facts)</small></div>\
            \(isFresh && session.id != current ? end(session, device) : nil)</li>

            """
    }

    private var pill: HTML { " <span class=\"pill active\">\(texts[.sessionCurrent])</span>" }

    private func end(_ session: Session, _ device: String) -> HTML {
        """
        <form method="post" action="\(Link.to("auth", "sessions", session.id))">\(formToken)\
        <button class="button" name="_method" value="DELETE" aria-label="\(texts.label(texts[.sessionEnd], device))">\
        \(texts[.sessionEnd])</button></form>
        """
    }

    private var everywhere: HTML {
        """
        <form class="actions" method="post" action="/auth/sessions">\(formToken)\
        <input type="hidden" name="_method" value="DELETE">
        <button class="button" name="others" value="1">\(texts[.sessionsEndOthers])</button>
        <button class="button danger" name="others" value="0">\(texts[.sessionsEndAll])</button></form>
        """
    }
}
