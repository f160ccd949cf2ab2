/// The role of a member in a project; each may what those before it may.
package enum ProjectRole: String, CaseIterable, Comparable, Sendable {
    /// Reads.
    case viewer
    /// Also comments.
    case commenter
    /// Also makes, changes and deletes tasks.
    case editor
    /// Also renames, archives and deletes the project, and decides on its members.
    case owner

    package static func < (left: ProjectRole, right: ProjectRole) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self)! }
}
