import AuthDomain
import Domain
import Texts

/// Names and sentences of accounts, roles and links.
extension Texts {
    /// A built-in role in the reader's language; any other by the name it was given.
    package func roleName(_ name: String) -> String { auth.builtInRole(name) ?? name }

    package subscript(_ kind: Account.Kind) -> String { auth.kind(kind) }

    package func validUntil(_ instant: Instant) -> String { auth.validUntil(dateAndTime(instant)) }

    package func erasureLead(mark: String) -> String { auth.erasureLead(mark: mark) }

    /// - Units: `since` is when it was written first, as far as the log tells.
    package func erased(events: Int, rows: Int, since: Instant?) -> String {
        auth.erased(events: events, rows: rows, since: since.map(dateAndTime))
    }

    package func deleteAccountQuestion(_ name: String) -> String { auth.deleteAccountQuestion(name.isolated) }

    package func deleteAccountConsequence(agents: Int, projects: Int, inbox: Bool = false) -> String {
        auth.deleteAccountConsequence(agents: agents, projects: projects, inbox: inbox)
    }

    /// `3 Konten`
    package func accountCount(_ count: Int) -> String { auth.accountCount(count) }

    package func resetFor(_ name: String) -> String { auth.resetFor(name.isolated) }
}
