/// The HTTP methods this house answers (RFC 9110, section 9; PATCH is RFC 5789's).
package enum Method: String, CaseIterable, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"

    /// GET and HEAD change nothing (RFC 9110, 9.2.1), so they need no proof against cross-site requests.
    package var isSafe: Bool { self == .get || self == .head }
}
