import AuthDomain
import Domain
import JSON

/// A user as JSON; `docs/api/auth.md` describes the members.
package struct UserJSON: JSONWritable {
    let user: User

    package init(_ user: User) {
        self.user = user
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", user.id)
            out.member("name", user.account.name)
            out.member("kind", user.account.kind.rawValue)
            out.member("role", user.account.role)
            out.member("permissions", user.permissions.names)
            out.member("owner", user.owner?.id)
            out.member("secondFactor", user.hasSecondFactor)
            out.member("createdAt", user.account.createdAt.rfc3339)
            out.member("disabledAt", user.disabledAt?.rfc3339)
            out.member("version", user.version)
        }
    }
}

/// An invitation or a reset; `link` only in the answer that made it.
struct InvitationJSON: JSONWritable {
    let invitation: Invitation
    var link: String?

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", invitation.id)
            switch invitation.purpose {
            case .join(let role): out.member("role", role)
            case .reset(let account, _): out.member("user", account)
            }
            out.member("madeBy", invitation.maker)
            out.member("createdAt", invitation.createdAt.rfc3339)
            out.member("expiresAt", invitation.expiresAt.rfc3339)
            if let link { out.member("link", link) }
        }
    }
}

struct RoleJSON: JSONWritable {
    let use: RoleUse

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("name", use.role.name)
            out.member("permissions", Permission.allCases.filter(use.role.permissions.contains).map(\.rawValue))
            out.member("builtIn", use.role.isBuiltIn)
            out.member("accounts", use.accounts)
            out.member("version", use.version)
        }
    }
}

struct AuditEntryJSON: JSONWritable {
    let entry: AuditEntry

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("seq", entry.seq)
            out.member("at", entry.at.rfc3339)
            out.member("actor", entry.actor.text)
            out.member("actorName", entry.actorName)
            out.member("area", entry.area)
            out.member("kind", entry.kind)
            out.member("subject", entry.subject)
            out.member("network", entry.network)
            out.member("device", entry.device)
            // The log holds it as JSON already.
            out.member("content", entry.content.map(RawJSON.init))
            out.member("withheld", entry.isWithheld)
            out.member("tokenMadeBy", entry.tokenMaker)
        }
    }

    private struct RawJSON: JSONWritable {
        let text: String

        func write(to out: inout JSONWriter) { out.raw(text.utf8) }
    }
}
