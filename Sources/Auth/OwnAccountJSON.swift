import AuthDomain
import Domain
import JSON

/// One's own account as JSON, with what this session or token may do.
struct OwnAccountJSON: JSONWritable {
    let account: Account
    let caller: Caller

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", account.id)
            out.member("name", account.name)
            out.member("kind", account.kind.rawValue)
            out.member("role", account.role)
            out.member("permissions", caller.permissions.names)
            out.member("language", caller.language)
            out.member("theme", caller.theme)
            out.member("timeZone", caller.timeZone)
            out.member("createdAt", account.createdAt.rfc3339)
        }
    }
}

struct AppearanceJSON: JSONWritable {
    let language: String?
    let theme: String?
    let timeZone: String?
    /// The account's.
    var version: Int64 = 1

    init(language: String?, theme: String?, timeZone: String?) {
        self.language = language
        self.theme = theme
        self.timeZone = timeZone
    }

    init(_ stored: Appearance) {
        self.init(language: stored.language, theme: stored.theme, timeZone: stored.timeZone)
        version = stored.version
    }

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("language", language)
            out.member("theme", theme)
            out.member("timeZone", timeZone)
            out.member("version", version)
        }
    }
}

/// The number of sessions that a change has ended.
struct EndedJSON: JSONWritable {
    let count: Int

    func write(to out: inout JSONWriter) {
        out.object { out in out.member("endedSessions", count) }
    }
}

extension Set<Permission> {
    /// Their names in a fixed order.
    var names: [String] { Permission.allCases.filter(contains).map(\.rawValue) }
}
