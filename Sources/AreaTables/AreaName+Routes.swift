import Auth
import Domain
import Live
import Memory
import Tasks
import Web

extension AreaName {
    /// The area's own addresses, without `operations`.
    package var routes: [ListedRoute] {
        switch self {
        case .auth: AuthArea.listing
        case .tasks: TasksArea.listing
        case .memory: MemoryArea.listing
        case .live: LiveArea.listing
        }
    }

    /// Those of all areas.
    package static var allRoutes: [ListedRoute] { allCases.flatMap(\.routes) }
}
