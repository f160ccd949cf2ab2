import Domain
import TaskDomain

/// Rows of labels, and of which tasks have them.
///
/// - Shape: as `TaskRows`.
package protocol LabelRows {
    /// The label of that name, in any of its spellings (`LabelRules.key`).
    func label(called name: String) throws -> TaskLabel?

    /// A label as it is kept, whoever looks.
    func label(_ id: Int64) throws -> LabelRow?

    /// A label that no task has, as it is kept; nil where a task has it, or its name or colour is another.
    func unusedLabel(_ label: TaskLabel) throws -> LabelRow?

    /// A label with how many tasks have it that the account sees; nil where the account does not see the label.
    func labelUse(_ id: Int64, seenBy account: Int64?) throws -> LabelUse?

    /// Those of some labels that are there.
    func labels(among ids: [Int64]) throws -> Set<Int64>

    /// Tells whether another label has this name.
    func hasLabel(called name: String, besides id: Int64?) throws -> Bool

    /// Tells whether there is a label of this number, or one of this name.
    func hasLabel(_ id: Int64, orCalled name: String) throws -> Bool

    /// The number of all labels.
    func countLabels() throws -> Int

    /// The number of labels that an account has made.
    func countLabels(madeBy account: Int64) throws -> Int

    /// Tasks with a label that the account sees, ascending, no more than `limit`.
    func tasks(labelled id: Int64, seenBy account: Int64?, limit: Int) throws -> [TaskItem.ID]

    /// Tells whether a task has the label that the account does not see.
    func hasHiddenTask(labelled id: Int64, seenBy account: Int64?) throws -> Bool

    /// Tells whether any task has the label.
    func isUsed(label id: Int64) throws -> Bool

    /// Keeps a label that is not there: a new one with the number 0, another under its own.
    ///
    /// - Shape: its number.
    func insert(_ row: LabelRow) throws -> Int64

    /// Keeps another name, colour and version of a label.
    func save(_ label: TaskLabel, version: Int64) throws

    /// Forgets a label.
    func removeLabel(_ id: Int64) throws
}
