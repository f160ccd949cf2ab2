import Crypto
import Domain
import JSON

/// A signed statement that a session has been renewed lately: what a caller shows with every request.
///
/// - Shape: a JWT as RFC 9068 profiles it (`typ: at+jwt`), signed with HS256; the claims `iss aud sub iat exp jti sid`.
/// - Source: RFC 7515 (JWS compact form), RFC 7519, RFC 8725 (best practice), RFC 9068.
package struct AccessToken: Sendable, Equatable {
    /// - Units: seconds a token is good.
    package static let lifetime: Int64 = 900
    /// Longer than any of ours; nothing beyond it is looked at.
    private static let longest = 1_024

    package let accountId: Int64
    package let sessionId: Int64
    package let issuedAt: Instant
    package let expiresAt: Instant

    package init(accountId: Int64, sessionId: Int64, issuedAt: Instant, expiresAt: Instant? = nil) {
        self.accountId = accountId
        self.sessionId = sessionId
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt ?? issuedAt.adding(seconds: Self.lifetime)
    }

    /// The token's text, signed with the ring's newest key.
    ///
    /// - Units: `issuer` is the site's origin, and the audience too: the site's own responders.
    package func text(issuer: String, ring: KeyRing) -> String {
        let key = ring.signing
        let input = key.header + "." + Base64URL.encode(claims(issuer))
        return input + "." + Self.signature(input, key)
    }

    private func claims(_ issuer: String) -> [UInt8] {
        var out = JSONWriter()
        out.object { out in
            out.member("iss", issuer)
            out.member("aud", issuer)
            out.member("sub", String(accountId))
            out.member("iat", issuedAt.seconds)
            out.member("exp", expiresAt.seconds)
            out.member("jti", Base64URL.encode(Random.bytes(12)))
            out.member("sid", sessionId)
        }
        return out.bytes
    }

    private static func signature(_ input: String, _ key: KeyRing.Key) -> String {
        Base64URL.encode(HMACSHA256.code(input.utf8, key: key.secret))
    }

    /// Reads a token of this site.
    ///
    /// - Errors: nil for whatever is wrong with it, and no word about what: a form that is not exactly ours, an unknown
    ///   key, a wrong signature, another issuer or audience, or a time at which it is not good.
    package init?(text: String, issuer: String, ring: KeyRing, at now: Instant) {
        self.init(text: text, issuer: issuer, ring: ring)
        guard isGood(at: now) else { return nil }
    }

    /// Reads what one of our keys has signed, whatever time it is.
    init?(text: String, issuer: String, ring: KeyRing) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map {
            Substring($0)
        }
        guard text.utf8.count <= Self.longest, parts.count == 3,
            // Another algorithm, type or member is another text, and is refused without being read.
            let key = ring.key(header: parts[0]),
            constantTimeEqual(Array(parts[2].utf8), Array(Self.signature("\(parts[0]).\(parts[1])", key).utf8)),
            let claims = Base64URL.decode(String(parts[1])).flatMap({ try? JSONParser.parse($0) }),
            case .object(let object) = claims, object["iss"] == .string(issuer), object["aud"] == .string(issuer),
            case .string(let subject) = object["sub"], let account = Int64(subject),
            case .integer(let issued) = object["iat"], case .integer(let expires) = object["exp"],
            case .integer(let session) = object["sid"]
        else { return nil }
        self.init(
            accountId: account, sessionId: session, issuedAt: Instant(seconds: issued),
            expiresAt: Instant(seconds: expires))
    }

    func isGood(at now: Instant) -> Bool { expiresAt > now && issuedAt <= now.adding(seconds: Self.skew) }

    /// The time by which the clocks of two programs on one machine may differ.
    ///
    /// - Units: seconds.
    private static let skew: Int64 = 5
}
