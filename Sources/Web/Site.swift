import Domain
import Glibc
import HTML
import Input
import Logging
import Platform
import Telemetry
import Texts

/// One area's addresses behind the gate: from parameters and a body to exactly one response.
package struct Site: Answering {
    let table: RouteTable
    let facts: SiteFacts
    private let metrics: Metrics
    private let logger: Logger

    package init(_ routes: [Route], facts: SiteFacts, metrics: Metrics, logger: Logger) {
        table = RouteTable(routes)
        self.facts = facts
        self.metrics = metrics
        self.logger = logger
    }

    package func answer(_ parameters: Parameters, body: RequestBody) -> Response {
        let start = MonotonicTime.now
        var record = RequestRecord()
        var response: Response
        do throws(Failure) {
            response =
                try Self.isBodyCheck(parameters)
                ? checkBody(parameters) : carryOut(parameters, body, &record).withFreshKeys()
        } catch {
            response = problem(error, parameters, record).withFreshKeys()
        }
        // A page may be stricter than all others: the one for the first administrator has a secret in its address.
        let own = response.headers
        // Before the handler's own: what signing out sets is the last word.
        response.headers.insert(contentsOf: Self.cookieHeaders(record.identity.cookies, parameters), at: 0)
        response.headers += CommonHeaders.security.filter { header in !own.contains { $0.name == header.name } }
        metrics.count(
            route: record.route, status: response.status.rawValue, seconds: MonotonicTime.now.since(start).inSeconds)
        return response
    }

    /// To NGINX's `auth_request` each cookie goes under a name of its own: of several headers of one name it reads the
    /// first alone. To nobody else, since a script may read what is not called Set-Cookie.
    private static func cookieHeaders(_ cookies: [String], _ parameters: Parameters) -> [(String, String)] {
        let isSubrequest = parameters["SUBREQUEST"] == "1"
        return cookies.enumerated().map { index, cookie in
            (isSubrequest ? "X-Elwosa-Cookie-\(index + 1)" : "Set-Cookie", cookie)
        }
    }

    /// The facts known of a request so far, also when it fails further on.
    struct RequestRecord {
        var route = "-"
        var identity = Gate.Identity()
    }

    /// Method, path, body, caller, origin, permission, handler: in this order, and each once.
    private func carryOut(
        _ parameters: Parameters, _ body: RequestBody, _ record: inout RequestRecord
    ) throws(Failure) -> Response {
        let path = try Path(target: parameters["REQUEST_URI"] ?? "")
        let sent = try read(body, parameters, path)
        let named = try method(parameters, sent.form)
        let match = table.match(named, path)
        guard let method = named, case .found(let route) = match else { return try unanswered(match, parameters) }
        record.route = route.name
        let request = Request(method: method, path: path, parameters: parameters, body: body)
        guard method.isSafe, let snapshots = facts.snapshots else {
            return try admit(request, to: route, sent, &record)
        }
        // The body is read by now: nothing in there waits for the network.
        return try snapshots.sharingSnapshot { () throws(Failure) in
            try admit(request, to: route, sent, &record)
        }
    }

    private func admit(
        _ request: Request, to route: Route, _ sent: SentBody, _ record: inout RequestRecord
    ) throws(Failure) -> Response {
        let now = facts.clock.now()
        record.identity = try facts.gate.identify(request.parameters, at: now)
        let caller = record.identity.caller
        if !request.method.isSafe || route.opens {
            try facts.gate.refuseForeign(request.parameters, form: sent.form, record.identity)
        }
        try facts.gate.admit(caller, to: route.needs, from: request.parameters, at: now)
        let exchange = Exchange(request, route: route, identity: record.identity, site: facts, sent)
        do throws(Failure) {
            return try route.handle(exchange)
        } catch {
            guard error.kind == .repeated, exchange.wantsPage, sent.form?[FormKey.fieldName] != nil else { throw error }
            return try again(exchange.withUsedKey())
        }
    }

    /// A form whose key was used for something else, once more with what was typed and a new key: the page that its
    /// route draws for what is wrong with it, else one that sends the same again.
    private func again(_ exchange: Exchange) throws(Failure) -> Response {
        do throws(Failure) {
            return try exchange.route.handle(exchange)
        } catch {
            guard error.rule == .sentBefore else { throw error }
            let fields = try exchange.fields()
            let page = SentBeforePage(
                context: exchange.context, sent: fields.pairs, back: fields.typedReturnLink ?? Link("/"))
            return exchange.page(showing: error, title: page.texts[Failure.Kind.repeated], page)
        }
    }

    private func read(_ body: RequestBody, _ parameters: Parameters, _ path: Path) throws(Failure) -> SentBody {
        try DecidingHeaders.check(parameters)
        guard body.announcedLength != 0 else { return SentBody() }
        let type = BodyReader.mediaType(parameters["CONTENT_TYPE"])
        let route = route(parameters, path)
        if type == MultipartReader.mediaType, route?.takesFile == true {
            let read = try Upload.read(
                body, contentType: parameters["CONTENT_TYPE"] ?? "", limit: facts.uploadLimit)
            return SentBody(form: read.form, upload: read.upload)
        }
        let bytes = try body.all(limit: max(facts.bodyLimit, route?.bodyLimit ?? 0))
        guard type == BodyReader.formType else { return SentBody(bytes: bytes) }
        return SentBody(bytes: bytes, form: try Form(bytes, field: "body"))
    }

    /// Known before the body is: whoever may not send a file there, or so much, may not make anybody read it.
    private func route(_ parameters: Parameters, _ path: Path) -> Route? {
        let method = Method(rawValue: parameters["REQUEST_METHOD"] ?? "")
        guard case .found(let route) = table.match(method, path) else { return nil }
        return route
    }

    /// A plain form can only post; its field `_method` names what is meant.
    ///
    /// - Shape: nil for a method that no address answers.
    private func method(_ parameters: Parameters, _ form: Form?) throws(Failure) -> Method? {
        guard let method = Method(rawValue: parameters["REQUEST_METHOD"] ?? "") else { return nil }
        let named = form?.pairs.filter { $0.name == "_method" } ?? []
        guard method == .post, let meant = named.first?.value else { return method }
        guard named.count == 1 else { throw Failure(.doubled, field: "_method", kind: .malformed) }
        guard let override = Method(rawValue: meant), !override.isSafe else {
            throw Failure(.oneOf(["POST", "PUT", "PATCH", "DELETE"]), field: "_method", kind: .malformed)
        }
        return override
    }

    private func unanswered(_ match: RouteTable.Match, _ parameters: Parameters) throws(Failure) -> Response {
        guard case .otherMethod(let allowed) = match else { throw .notFound }
        return otherMethod(allowed, parameters)
    }

    /// RFC 9110, 15.5.6: a 405 names the methods that the address does answer.
    private func otherMethod(_ allowed: [Method], _ parameters: Parameters) -> Response {
        let names = Set(allowed.map(\.rawValue)).sorted().joined(separator: ", ")
        let failure = Failure(.methodNotAllowed, "This address answers \(names).")
        return problem(failure, parameters, RequestRecord()).with("Allow", names)
    }

    func problem(_ failure: Failure, _ parameters: Parameters, _ record: RequestRecord) -> Response {
        let problem = Problem(failure: failure, requestId: parameters["REQUEST_ID"])
        let isPage = Representation(accepting: parameters["HTTP_ACCEPT"]) == .page
        log(failure, problem.requestId, record.route)
        if failure.kind == .unauthenticated, isPage { return first("login", parameters) }
        if failure.kind == .unproven, isPage { return first("proof", parameters) }
        if failure.kind == .factorMissing, isPage, record.identity.caller?.sessionId != nil {
            return Response(.seeOther, headers: [("Location", "/account/factor"), ("Cache-Control", "no-store")])
        }
        return problem.response(page: isPage ? page(problem, parameters, record.identity.caller) : nil)
    }

    /// Logs what the operator should look at; refusals are the callers' own affair, and NGINX's access log has them.
    private func log(_ failure: Failure, _ requestId: String?, _ routeName: String) {
        guard [.internalFault, .outcomeUnknown, .storageFull, .unavailable].contains(failure.kind) else { return }
        logger.log(
            level: [.internalFault, .outcomeUnknown].contains(failure.kind) ? .error : .warning, "\(failure.message)",
            metadata: [
                "http.request.id": "\(requestId ?? "-")", "url.route": "\(routeName)",
                "error.message": "\(failure.cause ?? "-")",
            ])
    }

    /// A person is taken to the page that signs in, or that asks for a proof, and from there back to where it was.
    private func first(_ step: String, _ parameters: Parameters) -> Response {
        // NGINX names the address that it guards for another program; what it asks for is /auth/verify.
        let target = parameters["GUARDED_URI"] ?? parameters["REQUEST_URI"] ?? "/"
        let isPage = parameters["REQUEST_METHOD"] == "GET" && target != "/"
        let link = Link.to("auth", step, query: isPage ? [(ReturnLink.name, target)] : [])
        return Response(.seeOther, headers: [("Location", link.address), ("Cache-Control", "no-store")])
    }

    private func page(_ problem: Problem, _ parameters: Parameters, _ caller: Caller?) -> HTML {
        let texts = facts.texts(for: caller, parameters)
        let context = PageContext(
            texts: texts, formToken: facts.formToken(for: caller), caller: caller, now: facts.clock.now(),
            here: Link.ownPath(parameters["REQUEST_URI"]) ?? Link("/"))
        let layout = Layout(
            context: context, assets: facts.assets, menu: facts.menu(for: caller, texts),
            life: PageLife(texts: texts, at: context.now, seq: nil, life: facts.life))
        return layout.page(
            title: texts[problem.failure.kind], main: ProblemPage(problem: problem, texts: texts).main)
    }
}
