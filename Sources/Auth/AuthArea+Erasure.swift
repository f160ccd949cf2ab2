import AuthTexts
import Domain
import HTML
import Input
import JSON
import Texts
import Web

extension AuthArea {
    static let erasureRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.get, "/audit/erasure", needs: .freshPermission(.usersManage), handle: showErasure),
        // No key is remembered, since its hash would be one of the text.
        AreaRoute(
            .post, "/audit/erasure", needs: .freshPermission(.usersManage), twice: .settles, handle: eraseText),
    ]

    /// The form that asks for the text.
    func showErasure(_ exchange: Exchange) throws(Failure) -> Response { erasurePage(exchange, nil, nil) }

    /// Takes a text out of everything that people have written, and out of its history.
    ///
    /// - Shape: 200 with the number of events and rows that held it, also where there was none.
    /// - Errors: 422 on `text` for one that is too short or too long, 409 where it is in the name of an account or a role.
    func eraseText(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        return try exchange.form(showing: .ruled) { () throws(Failure) in
            let text = try fields.requiredText("text")
            try fields.finish()
            let erasure = try accounts.eraseText(text, by: exchange.change())
            guard exchange.wantsPage else { return exchange.json(.ok, TextErasureJSON(erasure: erasure)) }
            return erasurePage(exchange, erasure, nil)
        } again: { failure throws(Failure) in
            erasurePage(exchange, nil, failure)
        }
    }

    private func erasurePage(_ exchange: Exchange, _ erasure: TextErasure?, _ failure: Failure?) -> Response {
        let page = ErasurePage(
            context: exchange.context,
            mayAudit: exchange.signedIn?.may(.auditRead) ?? false, erasure: erasure, failure: failure)
        return exchange.page(showing: failure, title: exchange.texts[.erasureTitle], page)
    }
}

/// The outcome of an erasing; `docs/api/auth.md` describes the members.
struct TextErasureJSON: JSONWritable {
    let erasure: TextErasure

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("events", erasure.events)
            out.member("rows", erasure.rows)
            out.member("since", erasure.since?.rfc3339)
            out.member("isComplete", erasure.remains == .nowhere)
        }
    }
}
