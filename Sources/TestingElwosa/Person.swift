import AuthDomain
import Crypto
import Domain
import Web

/// The people of every test site, one for each role; their ids are fixed, and each has a session of the same number.
package enum Person: String, CaseIterable, Sendable {
    case ada, ben, cleo, dot

    package var name: String { rawValue.capitalized }

    package var id: Int64 { Int64(Self.allCases.firstIndex(of: self)! + 1) }

    package var role: Role {
        switch self {
        case .ada: .administrator
        case .ben: .member
        case .cleo: .viewer
        case .dot: .agent
        }
    }

    package var kind: Account.Kind { role.name == "agent" ? .agent : .person }

    package var password: String { "seven green bottles of \(id)" }

    package var caller: Caller {
        Caller(
            accountId: id, name: name, role: role, means: .session(id: id, provedAt: TestClock.start))
    }

    /// The secret of the session's first refresh token: 43 characters, always the same.
    package var refreshSecret: String { Base64URL.encode(SHA256.hash("the session of \(name)")) }

    package var refreshToken: RefreshToken { RefreshToken(sessionId: id, secret: refreshSecret) }

    /// An access token as a site under test would have made it.
    package func accessToken(origin: String, at instant: Instant) -> String {
        AccessToken(accountId: id, sessionId: id, issuedAt: instant).text(issuer: origin, ring: DirectSite.ring)
    }

    /// The token that a form of this person's pages carries, computed here once more so that the product's own is
    /// checked by it.
    package func formToken(key: [UInt8]) -> String {
        Base64URL.encode(HMACSHA256.code("form:\(id)".utf8, key: key))
    }
}

extension String {
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
