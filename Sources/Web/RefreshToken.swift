import AuthDomain
import Crypto
import Domain

/// The token that renews a session: opaque, stored by its hash alone, good until its successor takes its place.
///
/// - Shape: `elwosa_ref_SESSION_SECRET`; the number only says where to look, the secret is 43 base64url characters.
/// - Source: RFC 9700, section 4.14.2 (refresh token rotation).
package struct RefreshToken: Sendable, Equatable {
    package let sessionId: Int64
    package let secret: String

    private static let prefix = "elwosa_ref_"

    package init(sessionId: Int64, secret: String) {
        self.sessionId = sessionId
        self.secret = secret
    }

    package var text: String { "\(Self.prefix)\(sessionId)_\(secret)" }

    /// Reads what `text` wrote; nil for anything else.
    package init?(text: String) {
        guard text.utf8.count <= 80, text.hasPrefix(Self.prefix) else { return nil }
        let rest = text.dropFirst(Self.prefix.count)
        guard let separator = rest.firstIndex(of: "_"), let id = Int64(rest[..<separator]), id > 0,
            String(id) == rest[..<separator]
        else { return nil }
        let secret = String(rest[rest.index(after: separator)...])
        guard Base64URL.decode(secret)?.count == 32 else { return nil }
        self.init(sessionId: id, secret: secret)
    }

    /// The rules of rotation under the server's own key.
    static func policy(key: [UInt8]) -> RefreshPolicy {
        RefreshPolicy(
            successor: { Base64URL.encode(HMACSHA256.code("refresh:\($0)".utf8, key: key)) },
            hash: { SHA256.hash($0) })
    }
}
