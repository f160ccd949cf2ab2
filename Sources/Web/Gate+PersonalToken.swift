import Crypto
import Domain

extension Gate {
    /// What the `Authorization` header says of the caller.
    enum Bearer {
        /// There is no personal access token in it: somebody else may know the caller.
        case absent
        /// There is one. It decides alone, whatever cookie comes along; nil where it is good for nothing.
        case personalToken(Caller?)
    }

    /// - Errors: `.unavailable` when the database cannot be read.
    /// - Source: RFC 6750, section 2.1; a token in a form or in a query string is never looked for.
    func bearer(_ parameters: Parameters, at instant: Instant) throws(Failure) -> Bearer {
        guard let token = Self.personalToken(parameters.values(of: "HTTP_AUTHORIZATION")) else { return .absent }
        guard let tokens, token.utf8.count == TokenRules.byteCount,
            let caller = try tokens.reader.caller(personalTokenHash: SHA256.hash(token), at: instant)
        else { return .personalToken(nil) }
        if case .token(let id) = caller.means { tokens.uses.note(id, at: instant) }
        return .personalToken(caller)
    }

    /// What follows `Bearer` where it begins as our tokens do; empty, and so nobody's, where two headers say so.
    private static func personalToken(_ headers: [String]) -> String? {
        let found = headers.compactMap { header -> String? in
            guard header.utf8.count > 7, header.prefix(7).lowercased() == "bearer " else { return nil }
            let token = header.dropFirst(7)
            return token.hasPrefix(TokenRules.prefix) ? String(token) : nil
        }
        return found.isEmpty ? nil : headers.count == 1 ? found[0] : ""
    }
}

/// What the gate needs to know personal access tokens.
public struct GateTokens: Sendable {
    let reader: any TokenReader
    public let uses: TokenUses

    public init(_ reader: any TokenReader, uses: TokenUses = TokenUses()) {
        self.reader = reader
        self.uses = uses
    }
}
