import Crypto
import HTML

/// The hidden field by which a form proves that it came from one of our own pages.
///
/// - Source: OWASP's signed double submit pattern, bound to the session: HMAC-SHA-256 over the session's number under
///   the server's form key. It says nothing about the session's own token.
package struct FormToken: Sendable {
    package static let fieldName = "formToken"

    let value: String

    init(sessionId: Int64, key: [UInt8]) {
        value = Base64URL.encode(HMACSHA256.code("form:\(sessionId)".utf8, key: key))
    }

    func matches(_ text: String?) -> Bool {
        guard let text else { return false }
        return constantTimeEqual(Array(text.utf8), Array(value.utf8))
    }

    /// The hidden fields as they stand in a form: the token, and the key by which the form is carried out once.
    package var field: HTML { "<input type=\"hidden\" name=\"formToken\" value=\"\(value)\">\(FormKey.field)" }
}
