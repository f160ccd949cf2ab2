import AuthDomain
import Domain
import JSON

/// Lists of tokens and sessions as JSON, for other programs.
enum AccountLists {
    static func json(tokens: [PersonalToken]) -> String {
        text { out in
            for token in tokens {
                out.object { out in
                    out.member("id", token.id)
                    out.member("user", token.account)
                    out.member("name", token.name)
                    out.member("madeBy", token.maker)
                    out.member("scopes", token.scopes.scope)
                    out.member("createdAt", token.createdAt.rfc3339)
                    out.member("expiresAt", token.expiresAt.rfc3339)
                    out.member("lastUsedAt", token.lastUsedAt?.rfc3339)
                }
            }
        }
    }

    static func json(sessions: [Session]) -> String {
        text { out in
            for session in sessions {
                out.object { out in
                    out.member("id", session.id)
                    out.member("user", session.account)
                    out.member("network", session.client.network)
                    out.member("userAgent", session.client.device)
                    out.member("createdAt", session.createdAt.rfc3339)
                    out.member("seenAt", session.seenAt.rfc3339)
                    out.member("expiresAt", session.expiresAt.rfc3339)
                }
            }
        }
    }

    private static func text(_ items: (inout JSONWriter) -> Void) -> String {
        var out = JSONWriter()
        out.array(items)
        return String(decoding: out.bytes, as: UTF8.self)
    }
}
