import Domain

/// The accounts of which a second factor is demanded, as the operator decided.
package enum FactorDemand: String, CaseIterable, Sendable {
    case nobody
    /// Everybody who may look after accounts, by whichever role.
    case administrators
    /// Every person. Agents have no password, so nothing that a second factor could stand beside; they wait for their
    /// owner's.
    case everyone

    /// Tells whether the caller has to set one up before anything else.
    ///
    /// By a token, too: whoever knew the password alone may have made it, and a right that asks for two factors is not
    /// to be had for one. It works again, as it is, once its person has set the factor up.
    package func isOwed(by caller: Caller) -> Bool {
        guard caller.lacksSecondFactor else { return false }
        switch self {
        case .nobody: return false
        case .administrators: return caller.looksAfterUsers
        case .everyone: return true
        }
    }
}
