import Crypto
import Domain

/// Says that somebody typed the right password and still owes a code: it stands in the page that asks for the code, so
/// that no password has to.
///
/// - Shape: sealed, so the browser can neither read nor make one; good for five minutes, and until the password
///   changes.
struct SignInTicket: Equatable {
    let accountId: Int64
    let expiresAt: Instant
    /// SHA-256 of the stored password hash, in base64url.
    let password: String

    static let seconds: Int64 = 300
    private static let context = SealContext(purpose: "sign-in ticket")

    init(accountId: Int64, passwordHash: String, at instant: Instant) {
        self.accountId = accountId
        expiresAt = instant.adding(seconds: Self.seconds)
        password = Base64URL.encode(SHA256.hash(passwordHash))
    }

    func text(_ seals: SealKeys) -> String {
        seals.seal(Array("\(accountId) \(expiresAt.seconds) \(password)".utf8), in: Self.context)
    }

    /// Reads what `text` wrote; nil for anything else, and once it is over.
    init?(text: String, _ seals: SealKeys, at instant: Instant) {
        guard let plain = seals.open(text, in: Self.context) else { return nil }
        let parts = String(decoding: plain, as: UTF8.self).split(separator: " ")
        guard parts.count == 3, let accountId = Int64(parts[0]), let end = Int64(parts[1]),
            // Not one either of a clock that was ahead.
            (1...Self.seconds).contains(end - instant.seconds)
        else { return nil }
        self.accountId = accountId
        expiresAt = Instant(seconds: end)
        password = String(parts[2])
    }

    func isFor(passwordHash: String) -> Bool {
        constantTimeEqual(Array(password.utf8), Array(Base64URL.encode(SHA256.hash(passwordHash)).utf8))
    }
}
