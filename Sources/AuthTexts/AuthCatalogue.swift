import AuthDomain
import Domain

/// The words of a language for the pages of accounts, sessions, tokens, roles and the audit.
///
/// Each language is a type of its own in a folder of its own, and none has anything by default: one that lacks a
/// sentence does not compile.
package protocol AuthCatalogue: Sendable {
    subscript(text: AuthText) -> String { get }

    // Names

    /// After `It may`.
    func permission(_ permission: AccountPermission) -> String
    func kind(_ kind: Account.Kind) -> String
    /// - Shape: nil for a role that is not built in.
    func builtInRole(_ name: String) -> String?
    func device(_ browser: String, on system: String) -> String
    /// - Shape: nil for one that is called the same, or is not known.
    func region(_ name: String) -> String?
    func asHouse(_ zone: String) -> String

    // Signing in

    func tooManyTries(seconds: Int64) -> String
    func tooManyTries(minutes: Int64) -> String
    func codesLeft(_ count: Int) -> String

    // Sessions and tokens

    func signedIn(_ when: String) -> String
    func lastSeen(_ when: String) -> String
    func goodUntil(_ day: String) -> String
    func lastUsed(_ when: String) -> String
    func tokensOfAgent(_ name: String) -> String

    // Accounts and links

    func validUntil(_ moment: String) -> String
    func accountCount(_ count: Int) -> String
    func resetFor(_ name: String) -> String
    func deleteAccountQuestion(_ name: String) -> String
    func deleteAccountConsequence(agents: Int, projects: Int, inbox: Bool) -> String

    // The audit, and erasing

    /// Somebody's deed, around the name of what it was done to.
    func activity(_ kind: AccountEventKind) -> (before: String, after: String)
    func erasureLead(mark: String) -> String
    func erased(events: Int, rows: Int, since: String?) -> String
}
