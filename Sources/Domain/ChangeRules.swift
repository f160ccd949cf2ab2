/// The limits of one request's change, whoever sends it and by whatever way: nobody else writes meanwhile.
///
/// Counted, not timed, so that the same request is refused on every machine; set so that each of them is done within
/// half a second of processor on two cores of a rented machine. What was allowed can be taken back, and that again.
package enum ChangeRules {
    /// Tasks that are made, changed or deleted, each as often as it is.
    package static let taskLimit = 2_000
    /// Rows looked at and written, and the length of what is written.
    ///
    /// - Units: as `WriteTransaction.limit`: instructions of SQLite's machine, and as much for each statement and byte.
    package static let workLimit = 6_000_000
    /// Taking a change back, and bringing back what was deleted, looks at more than making it did.
    package static let undoWorkLimit = workLimit * 5 / 2
}

/// The size of a change.
package struct ChangeSize: Sendable, Equatable {
    /// As `ChangeRules.taskLimit` counts.
    package var tasks: Int
    /// As `ChangeRules.workLimit` counts.
    package var work: Int

    package init(tasks: Int = 0, work: Int = 0) {
        (self.tasks, self.work) = (tasks, work)
    }

    /// The change can be taken back in one request.
    package var isUndoable: Bool { tasks <= ChangeRules.taskLimit && work <= ChangeRules.workLimit }

    package static func += (left: inout ChangeSize, right: ChangeSize) {
        left.tasks += right.tasks
        left.work += right.work
    }
}
