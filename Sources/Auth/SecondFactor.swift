import AuthDomain
import Crypto
import Domain
import HTML

/// The second factors of accounts: codes of an authenticator app, and the recovery codes that stand in for it.
package struct SecondFactor {
    let factors: any FactorRepository & ThrottleRepository
    let seals: SealKeys

    /// Begins a factor with a random key of 160 bits, which only ever leaves sealed.
    ///
    /// - Errors: as `beginFactor` of the repository.
    func begin(by change: Change) throws(Failure) {
        let key = Random.bytes(TOTP.keyLength)
        try factors.beginFactor(by: change) { [seals] id in
            seals.seal(key, in: Self.place(id))
        }
    }

    /// The key that an app is told while the factor is set up.
    ///
    /// - Units: bytes; 20 of them.
    /// - Errors: `.internalFault` where no key of the ring opens it.
    func key(of factor: Factor) throws(Failure) -> [UInt8] {
        guard let key = seals.open(factor.sealedKey, in: Self.place(factor.id)) else {
            throw Failure(
                .internalFault, "The key of the second factor cannot be opened.",
                cause: "no seal key opens credential \(factor.id); bring back keys/seal.key")
        }
        return key
    }

    /// Tells whether a key that was sealed for the row of that number opens.
    package static func opens(_ sealed: String, row: Int64, with seals: SealKeys) -> Bool {
        seals.open(sealed, in: place(row)) != nil
    }

    private static func place(_ id: Int64) -> SealContext {
        SealContext(table: "credential", column: "secret", row: id)
    }

    /// The step whose code this is, for a factor that is being set up; nil for a wrong one.
    func step(of code: String, for factor: Factor, at instant: Instant) throws(Failure) -> Int64? {
        TOTP.acceptedStep(of: Self.typed(code), key: try key(of: factor), atSeconds: instant.seconds)
    }

    /// Takes a code of the app or a recovery code, each once.
    ///
    /// - Shape: false for a code that is wrong, too old, or was used.
    /// - Errors: `.tooMany` after several wrong ones.
    func takes(
        _ code: String, of accountId: Int64, factor: Factor, from client: Client, at instant: Instant
    ) throws(Failure) -> Bool {
        try counted(accountId, at: instant) { () throws(Failure) in
            let code = Self.typed(code)
            guard code.utf8.count == TOTP.digits else {
                return try factors.takeRecoveryCode(
                    hash: RecoveryCode.hash(code), of: accountId, from: client, at: instant)
            }
            guard let step = try step(of: code, for: factor, at: instant) else { return false }
            return try factors.takeStep(step, of: factor.id, accountId: accountId)
        }
    }

    /// Tries something that only the account's person knows or has; wrong tries are counted in a transaction of their
    /// own, so that no rollback takes one back, and make the next one wait.
    ///
    /// A right one takes the count back, unless it `isHalf` of a proof whose other half may still be guessed at.
    ///
    /// - Errors: `.tooMany` while it waits; what `attempt` throws.
    func counted(
        _ accountId: Int64, isHalf: Bool = false, at instant: Instant, _ attempt: () throws(Failure) -> Bool
    ) throws(Failure) -> Bool {
        let key = ThrottleKey.factor(accountId: accountId)
        try factors.refuseThrottled([key], at: instant)
        guard try attempt() else {
            _ = try factors.countFailure([key], at: instant)
            return false
        }
        if !isHalf { try factors.resetThrottle([key]) }
        return true
    }

    /// People and apps group the digits; spaces and hyphens mean nothing.
    private static func typed(_ code: String) -> String {
        String(code.prefix(64).lowercased().filter { $0 != " " && $0 != "-" })
    }

    /// The address that an app reads from the QR code.
    ///
    /// - Source: the Key Uri Format of Google Authenticator, which all apps read.
    static func address(key: [UInt8], name: String) -> String {
        "otpauth://totp/ELWOSA:\(PercentEncoding.encode(name))?secret=\(Base32.encode(key))&issuer=ELWOSA"
    }
}

/// A code that stands in for a lost authenticator, once.
enum RecoveryCode {
    static let count = 10

    /// - Shape: 24 letters and digits in groups of four, 120 random bits: a stolen hash cannot be tried through.
    static func make() -> String {
        let text = Array(Base32.encode(Random.bytes(15)).lowercased())
        return stride(from: 0, to: text.count, by: 4).map { String(text[$0..<$0 + 4]) }.joined(separator: "-")
    }

    /// - Shape: SHA-256 in hexadecimal, of the code without its hyphens.
    static func hash(_ code: String) -> String {
        Hexadecimal.encode(SHA256.hash(code.filter { $0 != "-" }))
    }
}
