/// The side bar of every page, as far as it is about tasks.
///
/// - Source: tables `project`, `projectMember`, `savedView` and `taskCount`.
public protocol MenuRepository: Sendable {
    /// Read with one statement, whatever the number of tasks.
    ///
    /// - Shape: empty for the command line, which has no pages.
    func menu(for caller: Caller) throws(Failure) -> TaskMenu
}

public struct TaskMenu: Sendable, Equatable {
    /// Tasks that are neither done nor dropped, of those that the caller may see in projects that are in use.
    public var live = 0
    /// Those of them in the caller's own inbox.
    public var inbox = 0
    /// The caller's projects that are in use, by name, at most `limit`.
    public var projects: [ProjectEntry] = []
    public var hasMoreProjects = false
    /// The caller's own, the oldest first, at most `limit`.
    public var views: [SavedView] = []
    public var hasMoreViews = false

    public static let limit = 12

    public struct ProjectEntry: Identifiable, Sendable, Hashable {
        public let id: Int64
        public let name: String
        /// Tasks that are neither done nor dropped.
        public let live: Int

        public init(id: Int64, name: String, live: Int) {
            self.id = id
            self.name = name
            self.live = live
        }
    }

    public init() {}
}
