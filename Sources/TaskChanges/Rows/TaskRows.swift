import Domain
import JSON

/// The rows of tasks, projects, labels and saved views as one transaction reads and writes them. The rules in this room
/// decide; the rows answer what is there, and keep what they are given.
///
/// - Shape: `seenBy` is the number of the account that looks, or nil for the command line, which sees everything. What
///   is asked by number and is not there is nil, false, or missing from the list. A walk along parents, subtasks or
///   blockers is one call, as an engine answers it with one statement.
/// - Errors: whatever keeping rows may fail by. After `isTooMuchWork` nothing of the transaction is kept.
package protocol TaskRows: SightRows, ChangeRows, TreeRows, PeopleRows, LabelRows, CommentRows, TrashRows,
    ProjectRows, SavedViewRows, InboxRows
{
    /// The work that the transaction may still do, below zero once there was too much.
    ///
    /// - Units: as `ChangeRules.workLimit`.
    var workLeft: Int { get throws }

    /// Counts work that is still to come, such as taking the change back.
    ///
    /// - Units: as `workLeft`.
    func count(work: Int) throws

    /// Tells whether an error says that the transaction has done all it may.
    func isTooMuchWork(_ error: any Error) -> Bool

    /// Appends an event to the log, in the transaction of the change that it tells of, with who made the caller's
    /// token.
    ///
    /// - Shape: its number in the log.
    func append(
        _ kind: EventKind, subject: Int64?, place: Place?, by change: Change, content: (inout JSONWriter) -> Void
    ) throws -> Int64

    /// The outcome of the first request under a change's retry key; nil where this is the first, or has no key.
    ///
    /// - Errors: `.repeated` where the key was used for another request.
    func outcome(of change: Change) throws -> RetryOutcome?

    /// Keeps the outcome of a change under its retry key, if it has one.
    ///
    /// - Shape: `seq` is the number by which the change can be taken back.
    func remember(_ change: Change, subject: Int64, seq: Int64?) throws
}
