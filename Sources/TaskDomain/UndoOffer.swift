import Domain

/// A change that its caller can take back, in as few words as one line needs.
package struct UndoOffer: Sendable, Equatable {
    package let change: Int64
    /// The kind of what was done to its tasks; `task_changed` where that differs, and `label_deleted` of a label.
    package let kind: TaskEventKind
    /// The number of tasks that it is about.
    package let count: Int
    /// The label's name; else the first one's title now, or when it was deleted; empty where it is hidden by now.
    package let title: String
    /// The change took another one back itself.
    package let isUndo: Bool

    package init(change: Int64, kind: TaskEventKind, count: Int, title: String, isUndo: Bool) {
        self.change = change
        self.kind = kind
        self.count = count
        self.title = title
        self.isUndo = isUndo
    }
}
