import AuthDomain
import Crypto
import Domain

extension Gate {
    /// The caller by a personal access token; nil where it is good for nothing.
    ///
    /// - Errors: `.unavailable` when the database cannot be read.
    func caller(personalToken token: String, at instant: Instant) throws(Failure) -> Caller? {
        guard let personalTokens, token.utf8.count == TokenRules.byteCount,
            let caller = try personalTokens.reader.caller(personalTokenHash: SHA256.hash(token), at: instant)
        else { return nil }
        if case .token(let id) = caller.means { personalTokens.uses.note(id, at: instant) }
        return caller
    }
}

/// The parts by which the gate knows personal access tokens.
package struct GateTokens: Sendable {
    let reader: any TokenReader
    package let uses: TokenUses

    package init(_ reader: any TokenReader, uses: TokenUses = TokenUses()) {
        self.reader = reader
        self.uses = uses
    }
}
