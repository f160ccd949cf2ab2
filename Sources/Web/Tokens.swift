import AuthDomain
import Crypto
import Domain

/// The tokens of a session: how they are made, read and renewed.
package struct Tokens: Sendable {
    private let sessions: any SessionReader
    private let ring: KeyRing
    private let policy: RefreshPolicy
    /// Scheme, host and port as people type them: issuer and audience of access tokens.
    let issuer: String
    private let checked: CheckedTokens

    /// - Units: `refreshKey` is 32 secret bytes, the same in every responder.
    package init(sessions: any SessionReader, ring: KeyRing, refreshKey: [UInt8], issuer: String) {
        self.sessions = sessions
        self.ring = ring
        self.issuer = issuer
        checked = CheckedTokens(issuer: issuer, ring: ring)
        policy = RefreshToken.policy(key: refreshKey)
    }

    /// The pair of tokens that a client holds of a session.
    package struct Pair: Sendable {
        package let access: String
        package let refresh: String
    }

    package func pair(accountId: Int64, _ refresh: RefreshToken, at now: Instant) -> Pair {
        let access = AccessToken(accountId: accountId, sessionId: refresh.sessionId, issuedAt: now)
        return Pair(access: access.text(issuer: issuer, ring: ring), refresh: refresh.text)
    }

    /// The caller who shows this access token.
    ///
    /// - Shape: nil where the token is not good, or its session no longer lives.
    func caller(access text: String, at now: Instant) throws(Failure) -> Caller? {
        guard let token = checked.token(text), token.isGood(at: now),
            let caller = try sessions.caller(sessionId: token.sessionId, at: now), caller.accountId == token.accountId
        else { return nil }
        return caller
    }

    /// Until when an access token of ours is good.
    func expiry(of access: String) -> Instant? { checked.token(access)?.expiresAt }

    /// Renews a session by its refresh token.
    ///
    /// - Shape: nil where the token is not good; one that was used up before by somebody else ends its family.
    ///   `pair` is nil where the database takes no writes just now: the token is good and stays good.
    package func renew(
        _ text: String, from client: Client, at now: Instant
    ) throws(Failure) -> (caller: Caller, pair: Pair?)? {
        guard let token = RefreshToken(text: text) else { return nil }
        // Of several requests with one token one rotates; the others find an older token and judge anew.
        for _ in 0..<8 {
            guard let family = try sessions.family(token.sessionId) else { return nil }
            switch policy.judge(token.secret, of: family, device: client.device, at: now) {
            case .unknown:
                return nil
            case .replayed:
                try sessions.endReplayed(family, from: client, at: now)
                return nil
            case .repeated(let current):
                return try renewed(family, secret: current, at: now)
            case .rotate(let successor):
                guard let isOurs = try rotate(family, to: successor, at: now) else {
                    return try sessions.caller(sessionId: family.id, at: now).map { ($0, nil) }
                }
                if isOurs { return try renewed(family, secret: successor, at: now) }
            }
        }
        throw Failure(.unavailable, "The session is being renewed too often; try again in a moment.")
    }

    /// The caller who could renew a session by this refresh token; it stays as it is.
    ///
    /// - Shape: nil where the token is not good.
    func caller(refresh text: String, from client: Client, at now: Instant) throws(Failure) -> Caller? {
        guard let token = RefreshToken(text: text), let family = try sessions.family(token.sessionId) else {
            return nil
        }
        switch policy.judge(token.secret, of: family, device: client.device, at: now) {
        case .unknown, .replayed: return nil
        case .rotate, .repeated: return try sessions.caller(sessionId: family.id, at: now)
        }
    }

    /// - Shape: nil when the database takes no writes: reading goes on without a renewal.
    private func rotate(_ family: SessionFamily, to secret: String, at now: Instant) throws(Failure) -> Bool? {
        do throws(Failure) {
            return try sessions.rotate(family, to: SHA256.hash(secret), at: now)
        } catch {
            guard [.storageFull, .unavailable, .outcomeUnknown].contains(error.kind) else { throw error }
            return nil
        }
    }

    private func renewed(
        _ family: SessionFamily, secret: String, at now: Instant
    ) throws(Failure) -> (caller: Caller, pair: Pair?)? {
        guard let caller = try sessions.caller(sessionId: family.id, at: now) else { return nil }
        let refresh = RefreshToken(sessionId: family.id, secret: secret)
        return (caller, pair(accountId: family.accountId, refresh, at: now))
    }
}
