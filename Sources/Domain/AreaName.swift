/// The areas of the house: the one list of them. Whoever serves, prints, walks or describes every area switches over it,
/// so that an area which is left out somewhere does not compile.
///
/// The name stands in `/health/{area}`, in the names of sockets, logs and of `nginx/areas/{area}.conf`, and in the log of
/// events, where it can never be another.
package enum AreaName: String, CaseIterable, Sendable {
    case auth, tasks, memory, live
}

extension AreaName {
    /// The areas whose events change what the kept pages of this one show: its own, and the names and rights of accounts
    /// that stand on every page.
    package var shownAreas: Set<AreaName> {
        switch self {
        case .auth, .live: [.auth]
        case .tasks: [.auth, .tasks]
        case .memory: [.auth, .tasks, .memory]
        }
    }
}
