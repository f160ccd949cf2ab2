import Domain

/// The side bar of every page, as far as it is about tasks.
///
/// - Source: tables `project`, `projectMember`, `savedView` and `taskCount`.
package protocol MenuRepository: Sendable {
    /// Read with one statement, whatever the number of tasks.
    ///
    /// - Shape: empty for the command line, which has no pages.
    func menu(for caller: Caller) throws(Failure) -> TaskMenu
}

package struct TaskMenu: Sendable, Equatable {
    /// Tasks that are neither done nor dropped, of those that the caller may see in projects that are in use.
    package var live = 0
    /// Those of them in the caller's own inbox.
    package var inbox = 0
    /// The caller's projects that are in use, by name, at most `limit`.
    package var projects: [ProjectEntry] = []
    package var hasMoreProjects = false
    /// The caller's own, the oldest first, at most `limit`.
    package var views: [SavedView] = []
    package var hasMoreViews = false

    package static let limit = 12

    package struct ProjectEntry: Identifiable, Sendable, Hashable {
        package let id: Int64
        package let name: String
        /// Tasks that are neither done nor dropped.
        package let live: Int

        package init(id: Int64, name: String, live: Int) {
            self.id = id
            self.name = name
            self.live = live
        }
    }

    package init() {}
}
