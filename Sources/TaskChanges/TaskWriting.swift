import Domain
import JSON
import TaskDomain

/// One request's change of tasks on its way through one transaction: who makes it, and by which events it is told.
///
/// The number of its first event is the number of the change; the events that follow say so.
package final class TaskWriting {
    package let rows: any TaskRows
    package let change: Change
    package let rights: CallerRights
    /// The change that this one takes back.
    private let undoes: Int64?
    /// The number of the change; nil as long as nothing changed.
    package internal(set) var seq: Int64?
    /// The field that a refusal of too large a change names.
    package var field = "change"
    private var changedTasks = 0
    /// An import brings along what it finds; everybody else means what a few words say.
    package var newLabelLimit = LabelRules.newLimit
    private var newLabels = 0

    package init(_ rows: any TaskRows, _ change: Change, undoes: Int64? = nil) {
        self.rows = rows
        self.undoes = undoes
        self.change = change
        rights = CallerRights(change.caller.accountId, rows)
    }

    /// The size of the change so far.
    package var size: ChangeSize {
        get throws { ChangeSize(tasks: changedTasks, work: max(0, ChangeRules.workLimit - (try rows.workLeft))) }
    }

    func append(
        _ kind: TaskEventKind, _ task: TaskItem, content: (inout JSONWriter) -> Void = { _ in }
    ) throws {
        try append(kind, subject: task.id, place: task.place, content: content)
    }

    /// Appends an event to the change.
    ///
    /// - Shape: its number.
    /// - Errors: `.invalid` on `field` beyond the tasks that one request may change.
    @discardableResult
    package func append(
        _ kind: TaskEventKind, subject: Int64, place: Place?, content: (inout JSONWriter) -> Void = { _ in }
    ) throws -> Int64 {
        if kind.subject == .task { try countTask() }
        return try append(.task(kind), subject: subject, place: place, content: content)
    }

    /// Appends an event of any area to the change.
    @discardableResult
    package func append(
        _ kind: EventKind, subject: Int64, place: Place?, content: (inout JSONWriter) -> Void = { _ in }
    ) throws -> Int64 {
        let appended = try rows.append(kind, subject: subject, place: place, by: change) { out in
            content(&out)
            if let seq { out.member("with", seq) }
            if let undoes { out.member("undoes", undoes) }
        }
        seq = seq ?? appended
        return appended
    }

    /// - Errors: `.invalid` on `field` beyond what one request may change.
    private func countTask() throws(Failure) {
        changedTasks += 1
        guard changedTasks <= ChangeRules.taskLimit else {
            throw Failure(.tooManyChanges(ChangeRules.taskLimit), field: field)
        }
    }

    /// - Errors: `.invalid` on `labels` beyond what one request may make.
    func countNewLabel() throws(Failure) {
        newLabels += 1
        guard newLabels <= newLabelLimit else { throw Failure(.tooManyNewLabels(newLabelLimit), field: "labels") }
    }
}

/// The end of a change, and its outcome.
extension TaskWriting {
    /// - Errors: those of `body`; `.invalid` on `field` once it does more than one request may.
    package func carryOut<Value>(_ body: (TaskWriting) throws -> Value) throws -> Value {
        do { return try body(self) } catch { throw refusal(of: error) }
    }

    /// The error as whoever made the change is told it.
    func refusal(of error: any Error) -> any Error {
        rows.isTooMuchWork(error) ? Failure(.tooMuchAtOnce, field: field) : error
    }

    /// A change of one task that is carried out once, however often it is repeated under its retry key.
    ///
    /// - Shape: `body` returns the number of the task.
    func once(_ body: () throws -> TaskItem.ID) throws -> TaskOutcome {
        if let known = try rows.outcome(of: change) {
            return TaskOutcome(task: try find(known.subject).orNotFound(), change: known.change)
        }
        let id = try body()
        try rows.remember(change, subject: id, seq: seq)
        return try outcome(id)
    }

    /// A task with all that belongs to it, hidden blockers too.
    ///
    /// - Errors: `.notFound`, also for one that is hidden.
    package func task(_ id: TaskItem.ID) throws -> TaskItem {
        try rows.task(id, seenBy: rights.accountId).orNotFound()
    }

    /// A task as the caller sees it.
    ///
    /// - Shape: nil for one that is gone or out of sight.
    func find(_ id: TaskItem.ID) throws -> TaskItem? {
        try rows.task(id, seenBy: rights.accountId).map { try rights.shown($0) }
    }

    /// The outcomes of these tasks, without those that are gone or out of the caller's sight; each once.
    func found(_ ids: [TaskItem.ID]) throws -> [ChangedTask] {
        var seen: Set<TaskItem.ID> = []
        return try changed(ids.filter { seen.insert($0).inserted }).compactMap { $0 }
    }

    /// The outcome of each task; nil for one that is gone or out of sight.
    func changed(_ ids: [TaskItem.ID?]) throws -> [ChangedTask?] {
        guard ids.count > ChangedTask.wholeLimit else {
            return try ids.map { id in try id.flatMap { try find($0) }.map { ChangedTask($0) } }
        }
        let versions = try rows.versions(of: ids.compactMap { $0 }, seenBy: rights.accountId)
        return ids.map { id in id.flatMap { id in versions[id].map { ChangedTask(id: id, version: $0) } } }
    }

    /// The outcome of a task, as its caller may see it: somebody who has just left one in another's inbox sees what
    /// they have done, and then nothing more.
    func outcome(_ id: TaskItem.ID) throws -> TaskOutcome {
        if let task = try find(id) { return TaskOutcome(task: task, change: seq) }
        guard seq != nil, let task = try rows.task(id, seenBy: nil) else { throw Failure.notFound }
        return TaskOutcome(task: try rights.shown(task), change: seq)
    }
}
