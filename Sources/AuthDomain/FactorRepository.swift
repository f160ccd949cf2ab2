import Domain

/// The second factor of an account: an authenticator app that shares a key with the server.
package struct Factor: Identifiable, Sendable, Equatable {
    package let id: Int64
    /// The app's key, sealed; what opens it is outside the database.
    package let sealedKey: String
    /// The factor counts: a code of it was shown once, so the app has the right key.
    package let isConfirmed: Bool
    /// The number of recovery codes that were not used yet.
    package let codesLeft: Int

    package init(id: Int64, sealedKey: String, isConfirmed: Bool, codesLeft: Int) {
        self.id = id
        self.sealedKey = sealedKey
        self.isConfirmed = isConfirmed
        self.codesLeft = codesLeft
    }
}

/// The second factors, their recovery codes, and the proofs that sessions ask for anew.
///
/// - Units: `hash` and `codeHashes` are SHA-256 in hexadecimal, of a recovery code without its hyphens.
/// - Errors: `.unavailable` and `.storageFull` as for every change.
/// - Source: tables `credential` (kinds `totp` and `recoveryCode`) and `session`, migrations 0001 and 0002.
package protocol FactorRepository: Sendable {
    /// The account's factor, confirmed or not; nil where none was begun.
    func factor(of accountId: Int64) throws(Failure) -> Factor?

    /// Begins a factor of the caller, which counts for nothing until it is confirmed; one begun before is forgotten.
    ///
    /// - Shape: `sealing` is handed the number of the new row, to which it ties what it seals.
    /// - Errors: `.conflict` where a confirmed one exists; `.repeated` as `Repetition.replaces` has it.
    func beginFactor(by change: Change, sealing: @escaping @Sendable (Int64) -> String) throws(Failure)

    /// Makes a begun factor count, with the recovery codes that stand in for it, and ends all other sessions of the
    /// account, which began without it.
    ///
    /// - Units: `step` is the time step of the code that was shown; it and all before it are used up.
    /// - Errors: `.conflict` where this is not the factor that is being set up.
    /// - Source: events `factor_added` and `codes_made`, and a `session_ended` for each.
    func confirmFactor(_ id: Int64, step: Int64, codeHashes: [String], by change: Change) throws(Failure)

    /// Removes the caller's factor with its recovery codes, and with a confirmed one ends all other sessions of the
    /// account; does nothing where there is none.
    ///
    /// - Source: event `factor_removed` for a confirmed one, and a `session_ended` for each.
    func removeFactor(by change: Change) throws(Failure)

    /// Replaces the caller's recovery codes.
    ///
    /// - Errors: `.conflict` where there is no confirmed factor.
    /// - Source: event `codes_made`.
    func replaceRecoveryCodes(with codeHashes: [String], by change: Change) throws(Failure)

    /// Takes a time step of a confirmed factor, each once and only upwards.
    ///
    /// - Shape: false where this step or a later one was taken before, and nothing changes.
    func takeStep(_ step: Int64, of factorId: Int64, accountId: Int64) throws(Failure) -> Bool

    /// Takes a recovery code, which is gone then.
    ///
    /// - Shape: false where the account has no such code.
    /// - Source: event `code_used`.
    func takeRecoveryCode(
        hash: String, of accountId: Int64, from client: Client, at instant: Instant
    ) throws(Failure) -> Bool

    /// Notes that the person of the caller's session proved who it is.
    ///
    /// - Errors: `.unauthenticated` where the session is gone.
    /// - Source: `session.provedAt`; event `session_proved`.
    func proveSession(by change: Change) throws(Failure)

    /// Notes a proof that failed.
    ///
    /// - Source: event `session_refused`.
    func refuseProof(by change: Change) throws(Failure)
}
