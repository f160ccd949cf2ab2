import Domain
import JSON
import SQLite
import Store
import TaskDomain

/// One request's change of tasks on its way through one transaction: who makes it, and by which events it is told.
///
/// The number of its first event is the number of the change; the events that follow say so.
package final class TaskWriting {
    let tx: WriteTransaction
    let change: Change
    let access: Access
    private let key: [UInt8]
    /// The change that this one takes back.
    private let undoes: Int64?
    var seq: Int64?
    /// The field that a refusal of too large a change names.
    var field = "change"
    private(set) var changedTasks = 0
    /// An import brings along what it finds; everybody else means what a few words say.
    var newLabelLimit = LabelRules.newLimit
    private var newLabels = 0

    let repository: SQLiteTaskRepository

    init(_ tx: WriteTransaction, _ change: Change, _ store: Store, undoes: Int64? = nil) {
        self.tx = tx
        key = store.eventKey
        repository = store.tasks
        self.change = change
        self.undoes = undoes
        access = Access(change.caller)
    }

    /// The size of the change so far.
    var size: ChangeSize {
        get throws { ChangeSize(tasks: changedTasks, work: max(0, ChangeRules.workLimit - (try tx.workLeft))) }
    }

    func append(
        _ kind: TaskEventKind, _ task: TaskItem, content: (inout JSONWriter) -> Void = { _ in }
    ) throws {
        try append(kind, subject: task.id, place: task.place, content: content)
    }

    @discardableResult
    func append(
        _ kind: TaskEventKind, subject: Int64, project: Int64?, content: (inout JSONWriter) -> Void = { _ in }
    ) throws -> Int64 {
        try append(kind, subject: subject, place: project.map(Place.project), content: content)
    }

    @discardableResult
    func append(
        _ kind: TaskEventKind, subject: Int64, place: Place?, content: (inout JSONWriter) -> Void = { _ in }
    ) throws -> Int64 {
        if kind.subject == .task { try countTask() }
        return try append(.task(kind), subject: subject, place: place, content: content)
    }

    /// Appends an event of any area to the change.
    @discardableResult
    func append(
        _ kind: EventKind, subject: Int64, place: Place?, content: (inout JSONWriter) -> Void = { _ in }
    ) throws -> Int64 {
        let event = Event(kind, subject: subject, place: place, by: change) { out in
            content(&out)
            if let seq { out.member("with", seq) }
            if let undoes { out.member("undoes", undoes) }
        }
        let appended = try tx.append(event, key: key)
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

    /// - Errors: those of `body`; `.invalid` on `field` once it does more than one request may.
    func carryOut<Value>(_ body: (TaskWriting) throws -> Value) throws -> Value {
        do {
            return try body(self)
        } catch let error as SQLiteError where error.kind == .tooMuchWork {
            throw Failure(.tooMuchAtOnce, field: field)
        }
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
        let versions = try versions(of: ids.compactMap { $0 })
        return ids.map { id in id.flatMap { id in versions[id].map { ChangedTask(id: id, version: $0) } } }
    }

    private func versions(of ids: [TaskItem.ID]) throws -> [TaskItem.ID: Int64] {
        let found = try tx.all(
            SQL(
                composed: """
                    SELECT task.id, task.version FROM task
                    WHERE task.id IN (\(IDList.rows)) AND \(Access.sight)
                    """), values: [IDList(ids)] + access.who
        ) { row in (id: try row[0] as TaskItem.ID, version: try row[1] as Int64) }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.version) })
    }

    /// - Shape: nil for one that is gone or out of sight.
    func find(_ id: TaskItem.ID) throws -> TaskItem? {
        do {
            return try access.shown([try SQLiteTaskRepository.find(id, access, tx)], tx)[0]
        } catch let failure as Failure where failure.kind == .notFound {
            return nil
        }
    }

    /// The outcome of a task, as its caller may see it: somebody who has just left one in another's inbox sees what
    /// they have done, and then nothing more.
    func outcome(_ id: TaskItem.ID) throws -> TaskOutcome {
        if let task = try find(id) { return TaskOutcome(task: task, change: seq) }
        guard seq != nil else { throw Failure.notFound }
        let task = try SQLiteTaskRepository.find(id, Access(.commandLine), tx)
        return TaskOutcome(task: try access.shown([task], tx)[0], change: seq)
    }
}

extension SQLiteTaskRepository {
    /// Carries out one change; `body` may run more than once and touches nothing but what it is handed.
    ///
    /// - Shape: a change that `bringsBack` what was allowed once may do as much as an undo.
    package func writing<Value: Sendable>(
        _ change: Change, undoes: Int64? = nil, bringsBack: Bool = false,
        _ body: @escaping @Sendable (TaskWriting) throws -> Value
    ) throws(Failure) -> Value {
        let work = undoes != nil || bringsBack ? ChangeRules.undoWorkLimit : ChangeRules.workLimit
        return try store.write(work: work) { [store] tx in
            try TaskWriting(tx, change, store, undoes: undoes).carryOut(body)
        }
    }

    /// A change of one task that is carried out once, however often it is repeated under its `Idempotency-Key`.
    ///
    /// - Shape: `body` returns the number of the task.
    func once(
        _ change: Change, _ body: @escaping @Sendable (TaskWriting) throws -> TaskItem.ID
    ) throws(Failure) -> TaskOutcome {
        try writing(change) { writing in
            if let known = try RetryLog.outcome(of: change, writing.tx) {
                guard let task = try writing.find(known.subject) else { throw Failure.notFound }
                return TaskOutcome(task: task, change: known.change)
            }
            let id = try body(writing)
            try RetryLog.remember(change, subject: id, seq: writing.seq, writing.tx)
            return try writing.outcome(id)
        }
    }
}
