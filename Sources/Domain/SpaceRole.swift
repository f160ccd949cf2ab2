/// The role of an account in a space of memory; each may what those before it may.
package enum SpaceRole: String, CaseIterable, Comparable, Sendable {
    case reader
    /// Also writes and deletes entries.
    case writer
    /// Also renames and deletes the space, erases entries for good, and decides who reads and writes.
    case owner

    package static func < (left: SpaceRole, right: SpaceRole) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self)! }

    /// The role in a project's space of a member of the project.
    package init(in project: ProjectRole) {
        self =
            switch project {
            case .viewer, .commenter: .reader
            case .editor: .writer
            case .owner: .owner
            }
    }
}
