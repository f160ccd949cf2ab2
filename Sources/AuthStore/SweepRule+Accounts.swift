import Domain
import Store

extension SweepRule {
    /// A token stays for 30 days after its end.
    package static let ofAccounts = [
        SweepRule(.invitations, of: "invitation", where: "expiresAt <= ?1"),
        SweepRule(.sessions, of: "session", where: "expiresAt <= ?1 OR idleExpiresAt <= ?1"),
        SweepRule(.counters, of: "throttle", by: "key", where: "fadesAt <= ?1 AND blockedUntil <= ?1"),
        SweepRule(.tokens, of: "personalToken", where: "expiresAt <= ?1") { $0.adding(seconds: -30 * 86_400) },
    ]
}

extension SweptThing {
    package static let invitations = SweptThing("invitations")
    package static let sessions = SweptThing("sessions")
    /// Those of wrong sign-ins.
    package static let counters = SweptThing("counters")
    package static let tokens = SweptThing("tokens")
}
