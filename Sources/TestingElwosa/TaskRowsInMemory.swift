import Domain
import JSON
import TaskChanges
import TaskDomain

/// The rows of tasks, projects, labels and saved views in dictionaries: what the rules ask of an engine, and nothing
/// more.
///
/// - Shape: one change at a time; a change that fails leaves nothing.
package final class TaskRowsInMemory: TaskRows {
    var tables = Tables()
    package private(set) var workLeft = Int.max

    /// Everything that is kept, as one value, so that a copy of it is the way back.
    struct Tables {
        var accounts: [Int64: AccountEntry] = [:]
        var projects: [Int64: Project] = [:]
        var members: [Int64: [Int64: ProjectRole]] = [:]
        /// With what is edited as part of them; what others say of them is put together when they are read.
        var tasks: [TaskItem.ID: TaskItem] = [:]
        var labels: [Int64: LabelRow] = [:]
        var comments: [Int64: CommentRow] = [:]
        /// By whom they belong to.
        var views: [Int64: [Int64: SavedView]] = [:]
        var trash: [TaskItem.ID: TrashEntry] = [:]
        var events: [LoggedEvent] = []
        var retries: [RetryEntry] = []
        /// The highest number that each kind of thing was given: none is given twice.
        var numbers: [Kind: Int64] = [:]

        /// The kinds of things that have numbers of their own.
        enum Kind { case project, task, step, label, comment, view }
    }

    /// An account as tasks know it.
    struct AccountEntry {
        let name: AccountName
        let isPerson: Bool
        let role: String
        let ownerId: Int64?
        var isDisabled = false
    }

    /// An event as it is told.
    package struct LoggedEvent: Sendable {
        package let seq: Int64
        package let kind: EventKind
        package let subject: Int64?
        package let place: Place?
        package let actor: EventActor
        package let instant: Instant
        package let content: JSONObject
    }

    struct RetryEntry {
        let actor: EventActor
        let retry: RetryKey
        let outcome: RetryOutcome
        let createdAt: Instant
    }

    /// - Shape: with the people of every test.
    package init() {
        for person in Person.allCases {
            add(AccountName(id: person.id, name: person.name), isPerson: person.kind == .person, role: person.role.name)
        }
    }

    package func add(_ name: AccountName, isPerson: Bool, role: String, ownerId: Int64? = nil) {
        tables.accounts[name.id] = AccountEntry(name: name, isPerson: isPerson, role: role, ownerId: ownerId)
    }

    package func disable(account id: Int64) { tables.accounts[id]?.isDisabled = true }

    package var events: [LoggedEvent] { tables.events }

    /// Carries out one change, or nothing of it.
    ///
    /// - Units: `work` as `ChangeRules.workLimit`.
    package func writing<Value>(
        _ change: Change, undoes: Int64? = nil, work: Int = ChangeRules.workLimit,
        _ body: (TaskWriting) throws -> Value
    ) throws -> Value {
        let before = tables
        workLeft = work
        do {
            return try TaskWriting(self, change, undoes: undoes).carryOut(body)
        } catch {
            tables = before
            throw error
        }
    }

    /// The next number of a kind; one that somebody brings along counts, too.
    func number(_ kind: Tables.Kind, own: Int64 = 0) -> Int64 {
        let last = tables.numbers[kind] ?? 0
        let number = own == 0 ? last + 1 : own
        tables.numbers[kind] = max(last, number)
        return number
    }
}

/// The limit of work.
extension TaskRowsInMemory {
    struct TooMuchWork: Error {}

    package func count(work: Int) throws { workLeft -= work }

    package func isTooMuchWork(_ error: any Error) -> Bool { error is TooMuchWork }

    /// Counts a look at rows, or a change of them.
    func spend(_ bytes: Int = 0) throws {
        guard workLeft >= 0 else { throw TooMuchWork() }
        workLeft -= 100 + bytes
    }
}

/// The log, and what was carried out under retry keys.
extension TaskRowsInMemory {
    package func append(
        _ kind: EventKind, subject: Int64?, place: Place?, by change: Change, content: (inout JSONWriter) -> Void
    ) throws -> Int64 {
        var out = JSONWriter()
        out.object { out in
            content(&out)
            if let tokenMaker = change.caller.tokenMaker { out.member("tokenMadeBy", tokenMaker) }
        }
        try spend(out.bytes.count)
        let event = LoggedEvent(
            seq: Int64(tables.events.count + 1), kind: kind, subject: subject, place: place, actor: change.caller.actor,
            instant: change.instant, content: try JSONParser.parse(out.bytes).object ?? JSONObject())
        tables.events.append(event)
        return event.seq
    }

    package func event(_ seq: Int64) throws -> EventOrigin? {
        tables.events.first { $0.seq == seq }.map { EventOrigin(at: $0.instant, by: $0.actor, in: $0.kind.area) }
    }

    package func events(ofChange seq: Int64) throws -> [LoggedChange] {
        let beginning = tables.events.drop { $0.seq < seq }
        return beginning.prefix { $0.seq == seq || $0.content["with"]?.integer == seq }.compactMap { event in
            TaskEventKind(event.kind).map {
                LoggedChange(seq: event.seq, kind: $0, subject: event.subject, content: event.content)
            }
        }
    }

    package func outcome(of change: Change) throws -> RetryOutcome? {
        guard let retry = change.retry else { return nil }
        let found = tables.retries.last { entry in
            entry.actor == change.caller.actor && entry.retry.route == retry.route && entry.retry.key == retry.key
                && entry.createdAt > change.instant.adding(seconds: -86_400)
        }
        if let found { try retry.requireSame(digest: found.retry.digest) }
        return found?.outcome
    }

    package func remember(_ change: Change, subject: Int64, seq: Int64?) throws {
        guard let retry = change.retry else { return }
        tables.retries.append(
            RetryEntry(
                actor: change.caller.actor, retry: retry, outcome: RetryOutcome(subject: subject, change: seq),
                createdAt: change.instant))
    }
}
