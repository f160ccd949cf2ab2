import Domain
import HTML
import Input
import JSON

extension Exchange {
    package func json(
        _ status: Status = .ok, _ value: some JSONWritable, headers: [(name: String, value: String)] = []
    ) -> Response {
        json(status, written: value.json, headers: headers)
    }

    private func json(
        _ status: Status, written bytes: [UInt8], headers: [(name: String, value: String)]
    ) -> Response {
        Response(
            status,
            headers: [("Content-Type", "application/json"), ("Elwosa-Life", site.life.description)] + headers
                + CommonHeaders.privateNoCache,
            body: .bytes(bytes))
    }

    /// A single resource in one of its versions, with the tag of what is shown of it: the names that others have now
    /// stand in it, and what they say of it, so that it can be another one in the same version.
    ///
    /// - Shape: 304 where it was asked for and the client has it already.
    package func resource(
        _ value: some JSONWritable, _ id: Int64, version: Int64, status: Status = .ok,
        headers: [(name: String, value: String)] = []
    ) -> Response {
        let bytes = value.json
        let tag = EntityTag.of(id, version: version, in: site.life, beside: EntityTag.checksum(bytes))
        if request.method.isSafe, let known = notModified(tag) { return known }
        return json(status, written: bytes, headers: [("ETag", tag)] + headers)
    }

    /// A file that is made while it is sent, for whoever asked alone.
    ///
    /// - Shape: `name` is printable ASCII without quotation marks (RFC 6266, section 4.3).
    package func download(
        _ contentType: String, _ name: String, _ write: @escaping @Sendable (any ResponseStream) throws -> Void
    ) -> Response {
        Response(
            .ok,
            headers: [
                ("Content-Type", contentType), ("Content-Disposition", "attachment; filename=\"\(name)\""),
                ("Cache-Control", "private, no-store"),
            ], body: .stream(write))
    }

    /// On to another page after a form: the browser gets it with GET.
    package func seeOther(_ link: Link) -> Response {
        Response(.seeOther, headers: [("Location", link.address), ("Cache-Control", "no-store")])
    }

    /// On to another page after a change, which that page then offers to take back.
    ///
    /// - Shape: `change` is its number; nil where nothing changed or nothing can be taken back.
    package func seeOther(_ link: Link, change: Int64?) -> Response {
        let mark = change.map { EventMark($0, in: site.life).description }
        return seeOther(mark.map { link.with(Self.changeName, $0) } ?? link.without(Self.changeName))
    }

    /// On to another page after a sign-in, which says in what time zone times are shown where that was only now decided.
    package func seeOther(_ link: Link, sayingZone: Bool) -> Response {
        seeOther(sayingZone ? link.with(Self.zoneName, "new") : link.without(Self.zoneName))
    }

    /// The page is to say in what time zone its times are.
    var saysZone: Bool {
        (try? Form(request.parameters.bytes(of: "QUERY_STRING"), field: "query"))?[Self.zoneName] != nil
    }

    /// The change after which the browser came back to this page; whose it is and whether it can be taken back, the
    /// source of the frame finds out.
    package var changeToOffer: Int64? {
        let form = try? Form(request.parameters.bytes(of: "QUERY_STRING"), field: "query")
        guard let text = form?[Self.changeName], case .seq(let seq) = EventMark.read(text, in: site.life) else {
            return nil
        }
        return seq
    }

    /// The address of this page without what it says above itself once.
    package var here: Link {
        (Link.ownPath(request.parameters["REQUEST_URI"]) ?? Link("/")).without(Self.changeName).without(Self.zoneName)
    }

    static let changeName = "change"
    static let zoneName = "zone"

    /// 304 where the client has this very version already.
    package func notModified(_ tag: String) -> Response? {
        guard EntityTag.isKnown(tag, to: request.parameters["HTTP_IF_NONE_MATCH"]) else { return nil }
        return Response(.notModified, headers: [("ETag", tag)] + CommonHeaders.privateNoCache)
    }
}

/// Headers that more than one place sends.
enum CommonHeaders {
    /// For what one person may see: kept by no cache between, and asked for again each time.
    static let privateNoCache = [
        (name: "Cache-Control", value: "private, no-cache"), (name: "Vary", value: "Accept, Accept-Language, Cookie"),
    ]

    /// - Source: the OWASP secure headers project; the policy allows what NGINX serves from `www/` and nothing inline.
    static let security = [
        (
            name: "Content-Security-Policy",
            value: "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
                + "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        ),
        (name: "X-Content-Type-Options", value: "nosniff"),
        (name: "Referrer-Policy", value: "same-origin"),
        (name: "Cross-Origin-Opener-Policy", value: "same-origin"),
        (name: "Cross-Origin-Resource-Policy", value: "same-origin"),
    ]
}
