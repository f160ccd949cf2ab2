import Domain

/// Labels, which all projects share.
///
/// - Errors: `.notFound`; `.stale` where the change is made for another version than the stored one.
/// - Source: tables `label` and `taskLabel`, migration 0004.
package protocol LabelRepository: Sendable {
    /// Those that the caller sees, by name: its own, and those of tasks in sight.
    func labels(for caller: Caller) throws(Failure) -> [LabelUse]

    /// One label that the caller sees, with how many tasks in sight have it.
    func label(_ id: Int64, for caller: Caller) throws(Failure) -> LabelUse

    /// One page of them.
    func labels(_ query: LabelQuery, for caller: Caller) throws(Failure) -> LabelPage

    /// The names alone, for fields in which one can be typed.
    ///
    /// - Shape: the first `limit` of them.
    func labelNames(limit: Int, for caller: Caller) throws(Failure) -> [String]

    /// Event `label_created`.
    ///
    /// - Errors: `.conflict` on `name` if there is one of that name; `.invalid` on it where the house has as many as it
    ///   may have.
    func createLabel(_ name: String, _ colour: LabelColour, by change: Change) throws(Failure) -> LabelUse

    /// Event `label_changed`.
    ///
    /// - Errors: `.forbidden` on `label` where it is on a task that the caller does not see.
    func updateLabel(
        _ id: Int64, name: String?, colour: LabelColour?, by change: Change
    ) throws(Failure) -> LabelUse

    /// Takes the label from all tasks in sight, and deletes it unless hidden ones have it still. Events `task_changed` for each and
    /// `label_deleted`; undone, all of them get it back under its number, with `label_restored`.
    ///
    /// - Shape: the number of the change; nil for a request that was carried out before.
    /// - Errors: `.conflict` on `label` while it is on more tasks than one request may change.
    @discardableResult
    func deleteLabel(_ id: Int64, by change: Change) throws(Failure) -> Int64?
}

/// The labels that are wanted, by name.
package struct LabelQuery: Sendable {
    package enum Cursor: Sendable, Equatable {
        case first
        /// Those behind this one.
        case after(Int64)
        /// This one and those behind it.
        case from(Int64)
    }

    package let cursor: Cursor
    package let limit: Int

    package static let limitRange = 1...500
    package static let usual = 100

    package init(_ cursor: Cursor, limit: Int = usual) {
        (self.cursor, self.limit) = (cursor, limit)
    }
}

package struct LabelPage: Sendable {
    package let labels: [LabelUse]
    /// Goes into `after` of the next page; nil on the last.
    package let next: Int64?

    package init(labels: [LabelUse], next: Int64?) {
        (self.labels, self.next) = (labels, next)
    }
}
