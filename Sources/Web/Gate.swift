import Crypto
import Domain
import HTML

/// Decides who is calling and whether the request is the caller's own.
///
/// It asks for the session's row on every request and keeps nothing, so ending a session takes effect at once.
public struct Gate: Sendable {
    private let sessions: any SessionReader
    private let formKey: [UInt8]
    /// Scheme, host and port as people type them; what `Origin` is compared with.
    public let origin: String

    /// - Units: `formKey` is 32 secret bytes, the same in every responder.
    public init(sessions: any SessionReader, formKey: [UInt8], origin: String) {
        self.sessions = sessions
        self.formKey = formKey
        self.origin = origin
    }

    public var isSecure: Bool { origin.hasPrefix("https:") }

    public var sessionCookie: String { SetCookie.name("elwosa", isSecure: isSecure) }

    /// - Shape: nil where there is no session cookie, or no living session behind it.
    /// - Errors: `.unavailable` when the database cannot be read.
    func caller(_ parameters: Parameters, at instant: Instant) throws(Failure) -> Caller? {
        guard let token = Cookies(parameters.values(of: "HTTP_COOKIE"))[sessionCookie], token.utf8.count == 43 else {
            return nil
        }
        return try sessions.caller(tokenHash: SHA256.hash(token), at: instant)
    }

    func formToken(of caller: Caller) -> FormToken? {
        caller.sessionId.map { FormToken(sessionId: $0, key: formKey) }
    }

    /// Refuses a change that another site made the browser send.
    ///
    /// Fetch metadata first, `Origin` where a browser sends none, and for a form of somebody signed in the form token
    /// too. A program that sends neither header is no browser, so nobody rides on its cookies.
    ///
    /// - Errors: `.forbidden`.
    func refuseForeign(_ parameters: Parameters, form: Form?, caller: Caller?) throws(Failure) {
        if let site = parameters["HTTP_SEC_FETCH_SITE"] {
            guard site == "same-origin" || site == "none" else { throw Self.foreign }
        } else if let sender = parameters["HTTP_ORIGIN"] {
            guard sender == origin else { throw Self.foreign }
        }
        if let form, let caller, let token = formToken(of: caller) {
            guard token.matches(form[FormToken.fieldName]) else {
                throw Failure(.forbidden, "formToken: the form is not one of your own session.", field: "formToken")
            }
        }
    }

    private static let foreign = Failure(.forbidden, "The request came from another site.", field: "Origin")

    /// Whether another proxy has passed the request on. Behind one on this machine everybody seems to call from here; a
    /// proxy that does not say so is not seen.
    private func isForwarded(_ parameters: Parameters) -> Bool {
        ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP"].contains { parameters[$0] != nil }
    }

    /// Refuses a caller who may not enter.
    ///
    /// - Errors: `.unauthenticated` where nobody is signed in, `.forbidden` where the role lacks the permission.
    func admit(_ caller: Caller?, to needs: Need, from parameters: Parameters) throws(Failure) {
        switch needs {
        case .nobody: return
        case .thisMachine:
            guard ["127.0.0.1", "::1", "unix:"].contains(parameters["REMOTE_ADDR"] ?? ""), !isForwarded(parameters)
            else {
                throw .notFound
            }
        case .permission(let permission):
            guard let caller else { throw Failure(.unauthenticated, "Nobody is signed in.") }
            guard caller.may(permission) else {
                throw Failure(.forbidden, "Your role lacks the permission \(permission.rawValue).")
            }
        }
    }
}
