import Domain
import Texts

/// Names and sentences of accounts, roles and links.
extension Texts {
    /// A built-in role in the reader's language; any other by the name it was given.
    public func roleName(_ name: String) -> String { auth.builtInRole(name) ?? name }

    public subscript(_ kind: Account.Kind) -> String { auth.kind(kind) }

    public func validUntil(_ instant: Instant) -> String { auth.validUntil(dateAndTime(instant)) }

    public func erasureLead(mark: String) -> String { auth.erasureLead(mark: mark) }

    /// - Units: `since` is when it was written first, as far as the log tells.
    public func erased(events: Int, rows: Int, since: Instant?) -> String {
        auth.erased(events: events, rows: rows, since: since.map(dateAndTime))
    }

    public func deleteAccountQuestion(_ name: String) -> String { auth.deleteAccountQuestion(name) }

    public func deleteAccountConsequence(agents: Int, projects: Int, inbox: Bool = false) -> String {
        auth.deleteAccountConsequence(agents: agents, projects: projects, inbox: inbox)
    }

    /// `3 Konten`
    public func accountCount(_ count: Int) -> String { auth.accountCount(count) }

    public func resetFor(_ name: String) -> String { auth.resetFor(name) }
}
