import Calendar
import Crypto
import Domain
import HTML
import Input
import JSON
import Texts

/// One request that has passed the gate, and what is needed to answer it.
package struct Exchange {
    package let request: Request
    package let route: Route
    /// The caller who is signed in; always somebody where the route needs a permission.
    package let signedIn: Caller?
    /// When the access token that the caller showed is no longer good; nil where there is none.
    package let expiresAt: Instant?
    package let site: SiteFacts
    package let texts: Texts
    let form: Form?
    /// The form's key was used for something else: the form is shown once more, and nothing is carried out.
    private(set) var isUsedKey = false
    /// The file of a form, where the route takes one and it was sent.
    package let upload: Upload?
    let bodyBytes: [UInt8]?
    private let values: [String: String]
    private let condition: Condition

    init(
        _ request: Request, route: Route, identity: Gate.Identity, site: SiteFacts, _ sent: SentBody
    ) {
        self.request = request
        self.route = route
        signedIn = identity.caller
        expiresAt = identity.expiresAt
        self.site = site
        form = sent.form
        upload = sent.upload
        bodyBytes = sent.bytes
        values = route.values(in: request.path)
        condition = Condition(request.parameters["HTTP_IF_MATCH"])
        texts = site.texts(for: signedIn, request.parameters)
    }

    /// - Errors: `.unauthenticated` where nobody is signed in; the gate has asked already where the route needs it.
    package var caller: Caller {
        get throws(Failure) {
            guard let signedIn else { throw Failure(.unauthenticated, "Nobody is signed in.") }
            return signedIn
        }
    }

    package var now: Instant { site.clock.now() }

    /// The time zone in which the caller's days begin.
    package var zone: Zone { texts.zone }

    package var wantsPage: Bool { Representation(accepting: request.parameters["HTTP_ACCEPT"]) == .page }

    /// A number in the path.
    ///
    /// - Errors: `.notFound` for anything that is not a positive number in its usual spelling.
    package func id(_ name: String) throws(Failure) -> Int64 {
        guard let text = values[name], let id = Int64(text), id > 0, String(id) == text else { throw .notFound }
        return id
    }

    /// The number of a change in the path, spelled as a mark of this life.
    ///
    /// - Shape: a number alone where a form of one's own session names it: no session outlives a restore.
    /// - Errors: as `EventMark.seq`; `.notFound` for what is no number in its usual spelling, and for 0.
    package func change(_ name: String) throws(Failure) -> Int64 {
        let text = try text(name)
        guard !isOwnForm || text.utf8.contains(UInt8(ascii: "-")) else { return try id(name) }
        guard Int64(text) != 0, EventMark.read(text, in: site.life) != .malformed else { throw .notFound }
        return try EventMark.seq(text, field: name, in: site.life)
    }

    /// A segment of the path as text.
    ///
    /// - Errors: `.notFound` where the pattern has no such segment.
    package func text(_ name: String) throws(Failure) -> String {
        guard let text = values[name] else { throw .notFound }
        return text
    }

    /// - Shape: without what any page may have in its address, for what is said above it.
    /// - Errors: `.malformed` on `query`.
    package func query() throws(Failure) -> Fields {
        let form = try Form(request.parameters.bytes(of: "QUERY_STRING"), field: "query")
        return Fields(
            sent: wantsPage ? form.without(Self.changeName).without(Self.zoneName) : form)
    }

    /// The parameters of the address, read as `Fields.parameters` says.
    package func query<Asked>(_ read: (inout Fields) throws(Failure) -> Asked) throws(Failure) -> Asked {
        var fields = try query()
        return try fields.parameters(read)
    }

    /// Something was sent that `fields` could read.
    package var hasBody: Bool { form != nil || bodyBytes?.isEmpty == false }

    /// The fields that were sent, as a form or as a JSON object.
    ///
    /// - Errors: `.unsupportedType` for another content type, `.malformed` for JSON or a form that cannot be read,
    ///   `.tooLarge`.
    package func fields() throws(Failure) -> Fields {
        if let form { return Fields(sent: form) }
        return Fields(try BodyReader.object(bodyBytes ?? [], contentType: request.parameters["CONTENT_TYPE"]))
    }

    /// A form was sent.
    package var isForm: Bool { form != nil }

    /// The body as it was sent, of one of these types.
    ///
    /// - Errors: `.unsupportedType` on `Content-Type`.
    package func body(of types: [String]) throws(Failure) -> [UInt8] {
        guard let type = BodyReader.mediaType(request.parameters["CONTENT_TYPE"]), types.contains(type) else {
            throw Failure(
                .unsupportedType, "Content-Type: send \(types.joined(separator: " or ")).", field: "Content-Type")
        }
        return bodyBytes ?? []
    }

    /// A change by the caller now, with the key of its `Idempotency-Key` header or of its form.
    ///
    /// - Shape: `version` is the one that the caller saw of what is to change, from `expectedVersion`.
    /// - Errors: `.stale` for an `If-Match` at an address that has no versions: no tag can be one of its own (RFC 9110,
    ///   section 13.1.1). `.malformed` on `Idempotency-Key` when it is not 1 to 128 printable ASCII characters, on
    ///   `formKey` when no page gave it out; `.invalid` with the rule `.sentBefore` when the form is only to be shown once
    ///   more.
    package func change(seen version: Int64? = nil) throws(Failure) -> Change {
        try condition.requireAsked()
        guard !isUsedKey else { throw Failure(.sentBefore, field: FormKey.fieldName) }
        return try Change(by: caller, at: now, retry: retryKey(), from: client, seen: version)
    }

    /// The client that sent the request.
    package var client: Client { Client(request.parameters) }

    /// The same request, of whose form the key is used up.
    func withUsedKey() -> Exchange {
        var copy = self
        copy.isUsedKey = true
        return copy
    }

    private func retryKey() throws(Failure) -> RetryKey? {
        guard let key = request.parameters["HTTP_IDEMPOTENCY_KEY"] else { return try formRetryKey() }
        guard (1...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw Failure(
                .malformed, "Idempotency-Key: 1 to 128 printable ASCII characters.", field: "Idempotency-Key")
        }
        return RetryKey(key: key, route: route.name, digest: contentDigest)
    }

    /// The key of a form. One page may have several forms for one route, such as one for each line of the trash,
    /// so the address is part of the key; the space keeps it apart from what a header can hold.
    private func formRetryKey() throws(Failure) -> RetryKey? {
        guard route.repetition.isKeyed, let key = form?[FormKey.fieldName] else { return nil }
        guard FormKey.isKey(key) else {
            throw Failure(.malformed, "formKey: no page gave out this key.", field: FormKey.fieldName)
        }
        let address = Base64URL.encode(Array(SHA256.hash(Array(request.path.text.utf8)).prefix(12)))
        return RetryKey(key: "form \(key) \(address)", route: route.name, digest: contentDigest)
    }

    /// Address and body; of a form what was typed, without what each sending of its page has of its own.
    private var contentDigest: [UInt8] {
        let address = Array(request.path.text.utf8) + [0]
        guard let form else { return SHA256.hash(address + (bodyBytes ?? [])) }
        let pairs = form.pairs.filter { $0.name != FormToken.fieldName && $0.name != FormKey.fieldName }
        return SHA256.hash(address + pairs.flatMap { Array($0.name.utf8) + [0] + Array($0.value.utf8) + [0] })
    }

    /// A version bounded to what can be counted with: one that no thing can have stays another than any, also for whoever counts on from it.
    private static func possible(_ version: Int64) -> Int64 { min(max(version, 0), 1 << 53) }

    /// The version that a form was sent with; nil where it has none that can be read.
    package var sentVersion: Int64? { form?["version"].flatMap { Int64($0) }.map(Self.possible) }

    /// The version that the request was made for: `If-Match`, or the field `version` of a form.
    ///
    /// - Errors: `.stale` and `.malformed` as `EntityTag.version`; `.invalid` on `version`; as `requireLife` for a form
    ///   that is none of one's own session, which ends with its life.
    package func expectedVersion(of id: Int64, _ fields: inout Fields) throws(Failure) -> Int64? {
        if fields.isForm, let typed = try fields.integer("version") {
            if !isOwnForm { try requireLife(fields.text("life")) }
            condition.ask()
            return Self.possible(typed)
        }
        return try expectedVersion(of: id)
    }

    /// Refuses versions that were given in another life than this one, or that do not say in which.
    ///
    /// - Shape: `life` as every JSON answer has it in `Elwosa-Life`.
    /// - Errors: `.invalid` on `life` where it is absent, `.stale` where it is another.
    package func requireLife(_ life: String?) throws(Failure) {
        guard let life else { throw Failure(.required, field: "life") }
        guard life == site.life.description else {
            throw Failure(.stale, "life: a backup was brought back since; read everything anew.", field: "life")
        }
    }

    /// It is a form with the token of the caller's session.
    private var isOwnForm: Bool {
        form.flatMap { form in
            signedIn.flatMap(site.gate.formToken)?.matches(form[FormToken.fieldName])
        } ?? false
    }

    package func expectedVersion(of id: Int64) throws(Failure) -> Int64? {
        condition.ask()
        return try EntityTag.version(ifMatch: request.parameters["HTTP_IF_MATCH"], of: id, in: site.life)
    }
}

/// The facts of a site that do not change from request to request.
package struct SiteFacts: Sendable {
    package let area: String
    package let gate: Gate
    package let assets: Assets
    package let clock: Clock
    /// - Units: bytes a request body may have.
    package let bodyLimit: Int
    /// The time zones that people may choose.
    package let zones: Zones
    /// That of whoever has not chosen.
    package let zone: Zone
    /// - Units: bytes a body with a file may have, where a route takes one.
    package let uploadLimit: Int
    /// nil where every page is made anew.
    let pages: PageCache?
    /// nil where each read sees the newest state.
    let snapshots: (any SnapshotSource)?
    /// The life in which its numbers mean something.
    package let life: Life
    /// nil where the frame shows nothing of its own.
    let frame: (any FrameSource)?

    package init(
        area: String, gate: Gate, assets: Assets, clock: Clock = .system, bodyLimit: Int = 1_048_576,
        uploadLimit: Int = 67_108_864, zones: Zones = Zones(), zone: Zone = .utc, pages: PageCache? = nil,
        snapshots: (any SnapshotSource)? = nil, frame: (any FrameSource)? = nil
    ) {
        self.area = area
        self.gate = gate
        self.assets = assets
        self.clock = clock
        self.bodyLimit = bodyLimit
        self.zones = zones
        self.zone = zone
        self.uploadLimit = uploadLimit
        self.pages = pages
        self.snapshots = snapshots
        life = snapshots?.life ?? .only
        self.frame = frame
    }

    /// In what the caller chose, else in the browser's language and the house's zone.
    func texts(for caller: Caller?, _ parameters: Parameters) -> Texts {
        Texts(
            Language(of: caller, accepting: parameters["HTTP_ACCEPT_LANGUAGE"]),
            zone: zones.zone(chosen: caller?.timeZone, otherwise: zone))
    }
}

extension Client {
    /// The client's address as NGINX saw it, and the browser or program it calls itself; what a client claims in
    /// `X-Forwarded-For` is not read.
    package init(_ parameters: Parameters) {
        self.init(network: parameters["REMOTE_ADDR"] ?? "", device: parameters["HTTP_USER_AGENT"] ?? "")
    }
}

extension Exchange {
    /// The refresh token that the browser sent along.
    package var refreshCookie: String? {
        SessionCookies(request.parameters, isSecure: site.gate.isSecure).refresh
    }
}
