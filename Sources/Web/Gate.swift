import AuthDomain
import Crypto
import Domain
import HTML
import Input

/// Decides who is calling and whether the request is the caller's own.
///
/// It asks for the session's row on every request and keeps nothing, so ending a session takes effect at once.
package struct Gate: Sendable {
    package let tokens: Tokens
    /// nil where no personal access token is good.
    let personalTokens: GateTokens?
    private let formKey: [UInt8]
    /// The accounts of which a second factor is demanded.
    package let demand: FactorDemand

    /// - Units: `formKey` is 32 secret bytes, the same in every responder.
    package init(
        tokens: Tokens, personalTokens: GateTokens? = nil, formKey: [UInt8], demand: FactorDemand = .nobody
    ) {
        self.tokens = tokens
        self.personalTokens = personalTokens
        self.formKey = formKey
        self.demand = demand
    }

    /// Scheme, host and port as people type them; what `Origin` is compared with.
    package var origin: String { tokens.issuer }

    package var isSecure: Bool { origin.hasPrefix("https:") }

    /// The caller, and the cookies that a renewal on the way sets.
    struct Identity {
        var caller: Caller?
        var cookies: [String] = []
        /// A browser sends cookies by itself, for any site's page; a bearer token is only sent by who holds it.
        var isByCookie = true
        /// When the access token that was shown, or set on the way, is no longer good; nil where there is none.
        var expiresAt: Instant?
    }

    /// By the bearer token where there is one, else by the cookies.
    ///
    /// - Shape: no caller where nothing was shown, or the session behind a cookie no longer lives.
    /// - Errors: `.unauthenticated`, always with the same words, for a bearer token that is not good; `.unavailable`
    ///   when the database cannot be read.
    func identify(_ parameters: Parameters, at now: Instant) throws(Failure) -> Identity {
        if let header = parameters["HTTP_AUTHORIZATION"] {
            let (caller, expiresAt) = try bearer(header, parameters, at: now)
            return Identity(caller: caller, isByCookie: false, expiresAt: expiresAt)
        }
        let cookies = SessionCookies(parameters, isSecure: isSecure)
        if let access = cookies.access, let caller = try tokens.caller(access: access, at: now) {
            return Identity(caller: caller, expiresAt: tokens.expiry(of: access))
        }
        guard let refresh = cookies.refresh else { return Identity() }
        guard let renewal = try tokens.renew(refresh, from: Client(parameters), at: now) else {
            return Identity(cookies: SessionCookies.removal(isSecure: isSecure))
        }
        return Identity(
            caller: renewal.caller, cookies: renewal.pair.map { setCookies($0) } ?? [],
            expiresAt: now.adding(seconds: AccessToken.lifetime))
    }

    /// The same without renewing anything, for a question that comes ahead of the request itself: a long body may take
    /// longer than the grace in which a refresh token is good twice.
    ///
    /// - Errors: as `identify`.
    func identifyUnrenewed(_ parameters: Parameters, at now: Instant) throws(Failure) -> Identity {
        let cookies = SessionCookies(parameters, isSecure: isSecure)
        guard parameters["HTTP_AUTHORIZATION"] == nil, let refresh = cookies.refresh,
            try cookies.access.flatMap({ access throws(Failure) in try tokens.caller(access: access, at: now) }) == nil
        else { return try identify(parameters, at: now) }
        return Identity(caller: try tokens.caller(refresh: refresh, from: Client(parameters), at: now))
    }

    private func bearer(
        _ header: String, _ parameters: Parameters, at now: Instant
    ) throws(Failure) -> (Caller, expiresAt: Instant?) {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parameters.values(of: "HTTP_AUTHORIZATION").count == 1, parts.count == 2,
            parts[0].lowercased() == "bearer", let found = try caller(bearer: String(parts[1]), at: now)
        else { throw Failure(.unauthenticated, "The token is not valid.") }
        return found
    }

    /// The caller who shows this access token or personal access token, and until when an access token is good.
    ///
    /// - Shape: nil where it is not good.
    package func caller(
        bearer token: String, at now: Instant
    ) throws(Failure) -> (caller: Caller, expiresAt: Instant?)? {
        guard !token.hasPrefix(TokenRules.prefix) else {
            return try caller(personalToken: token, at: now).map { ($0, nil) }
        }
        return try tokens.caller(access: token, at: now).map { ($0, tokens.expiry(of: token)) }
    }

    /// The `Set-Cookie` headers of a session's tokens.
    ///
    /// - Units: the refresh cookie stays as long as an idle session does.
    package func setCookies(_ pair: Tokens.Pair) -> [String] {
        SessionCookies.setting(pair, isSecure: isSecure)
    }

    /// The answer with a session's tokens as cookies; as it is where there are none.
    package func setCookies(_ pair: Tokens.Pair?, on answer: Response) -> Response {
        pair.map { setCookies($0).reduce(answer) { $0.with("Set-Cookie", $1) } } ?? answer
    }

    /// The `Set-Cookie` headers that take a session's tokens back.
    package var removeCookies: [String] { SessionCookies.removal(isSecure: isSecure) }

    func formToken(of caller: Caller) -> FormToken? {
        caller.sessionId.map { FormToken(sessionId: $0, key: formKey) }
    }

    /// Refuses a change that another site made the browser send.
    ///
    /// Fetch metadata first, `Origin` where a browser sends none, and for a form of somebody signed in the form token
    /// too. A program that sends neither header is no browser, so nobody rides on its cookies.
    ///
    /// - Errors: `.forbidden`.
    func refuseForeign(_ parameters: Parameters, form: Form?, _ identity: Identity) throws(Failure) {
        guard identity.isByCookie else { return }
        if let site = parameters["HTTP_SEC_FETCH_SITE"] {
            guard site == "same-origin" || site == "none" else { throw Self.foreign }
        } else if let sender = parameters["HTTP_ORIGIN"] {
            guard sender == origin else { throw Self.foreign }
        }
        if let form, let caller = identity.caller, let token = formToken(of: caller) {
            guard token.matches(form[FormToken.fieldName]) else {
                throw Failure(.forbidden, "formToken: the form is not one of your own session.", field: "formToken")
            }
        }
    }

    private static let foreign = Failure(.forbidden, "The request came from another site.", field: "Origin")

    /// Tells whether another proxy has passed the request on. Behind one on this machine everybody seems to call from
    /// here; a proxy that does not say so is not seen.
    private func isForwarded(_ parameters: Parameters) -> Bool {
        ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP"].contains { parameters[$0] != nil }
    }

    /// Refuses a caller who may not enter.
    ///
    /// - Errors: `.unauthenticated` where nobody is signed in, `.factorMissing` where a second factor is owed,
    ///   `.forbidden` where the role lacks the permission or a token comes where a session must, `.unproven` where the
    ///   session's proof is too old.
    func admit(
        _ caller: Caller?, to needs: Requirement, from parameters: Parameters, at instant: Instant
    ) throws(Failure) {
        switch needs {
        case .nobody: return
        case .thisMachine:
            guard ["127.0.0.1", "::1", "unix:"].contains(parameters["REMOTE_ADDR"] ?? ""), !isForwarded(parameters)
            else {
                throw .notFound
            }
        case .signedIn:
            _ = try complete(caller)
        case .session:
            try requireSession(complete(caller))
        case .freshSession:
            try requireFreshSession(complete(caller), at: instant)
        case .anySession:
            try requireSession(known(caller))
        case .anyFreshSession:
            try requireFreshSession(known(caller), at: instant)
        case .permission(let permission):
            try require(permission, of: complete(caller))
        case .freshPermission(let permission):
            let caller = try complete(caller)
            try require(permission, of: caller)
            try requireFreshSession(caller, at: instant)
        }
    }

    private func known(_ caller: Caller?) throws(Failure) -> Caller {
        guard let caller else { throw Failure(.unauthenticated, "Nobody is signed in.") }
        return caller
    }

    /// The caller, if it is known and owes no second factor.
    private func complete(_ caller: Caller?) throws(Failure) -> Caller {
        let caller = try known(caller)
        try refuseOwing(caller)
        return caller
    }

    /// - Errors: `.factorMissing` where a second factor is demanded of the caller, who has none.
    package func refuseOwing(_ caller: Caller) throws(Failure) {
        guard !demand.isOwed(by: caller) else {
            throw Failure(
                .factorMissing, "A second factor is demanded of this account: set one up with POST /account/factor.")
        }
    }

    private func require(_ permission: Permission, of caller: Caller) throws(Failure) {
        guard caller.may(permission) else {
            throw Failure(.forbidden, "Your role lacks the permission \(permission.rawValue).")
        }
    }

    private func requireSession(_ caller: Caller) throws(Failure) {
        guard caller.sessionId != nil else {
            throw Failure(.forbidden, "A personal access token cannot do this; sign in.")
        }
    }

    /// RFC 9470 calls this step-up authentication.
    private func requireFreshSession(_ caller: Caller, at instant: Instant) throws(Failure) {
        try requireSession(caller)
        guard caller.isFresh(at: instant) else {
            throw Failure(.unproven, "Prove once more who you are: POST /auth/proof, then repeat this request.")
        }
    }
}
