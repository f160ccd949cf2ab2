/// A change that its caller can take back, in as few words as one line needs.
public struct UndoOffer: Sendable, Equatable {
    public let change: Int64
    /// The kind of what was done to its tasks; `task_changed` where that differs, and `label_deleted` of a label.
    public let kind: TaskEventKind
    /// How many tasks it is about.
    public let count: Int
    /// The label's name; else the first one's title now, or when it was deleted; empty where it is hidden by now.
    public let title: String
    /// The change took another one back itself.
    public let isUndo: Bool

    public init(change: Int64, kind: TaskEventKind, count: Int, title: String, isUndo: Bool) {
        self.change = change
        self.kind = kind
        self.count = count
        self.title = title
        self.isUndo = isUndo
    }
}
