import Domain
import JSON
import SQLite
import TaskChanges
import TaskDomain
import TestingElwosa

@testable import Store
@testable import TaskStore

/// A house in which the rules are tried over one kind of rows, with the people of every test in it.
final class RuleWorld {
    private enum House {
        case memory(TaskRowsInMemory)
        case sqlite(TemporaryStore)
    }

    private let house: House
    private(set) var now = TestClock.start

    init(_ kind: RowsKind) throws {
        switch kind {
        case .memory: house = .memory(TaskRowsInMemory())
        case .sqlite:
            // Without events of accounts, so that both number theirs alike.
            let temporary = try TemporaryStore(people: false)
            house = .sqlite(temporary)
            for person in Person.allCases {
                try Self.add(
                    AccountName(id: person.id, name: person.name), person.kind, person.role, ownerId: nil, temporary)
            }
        }
    }

    private static func add(
        _ name: AccountName, _ kind: Account.Kind, _ role: Role, ownerId: Int64?, _ temporary: TemporaryStore
    ) throws {
        try temporary.store.database.write { tx in
            try tx.run(
                """
                INSERT INTO account (id, name, nameKey, kind, role, createdAt, ownerId) VALUES (?, ?, ?, ?, ?, 0, ?)
                """, name.id, name.name, AccountRules.key(of: name.name), kind.rawValue, role.name, ownerId)
        }
    }

    func advance(seconds: Int64) { now = now.adding(seconds: seconds) }

    /// One request: all of it, or nothing.
    func change<Value: Sendable>(
        by caller: Caller, retry: RetryKey? = nil, seen: Int64? = nil, undoes: Int64? = nil,
        work: Int = ChangeRules.undoWorkLimit, _ body: @escaping @Sendable (TaskWriting) throws -> Value
    ) throws -> Value {
        let change = Change(by: caller, at: now, retry: retry, seen: seen)
        switch house {
        case .memory(let rows): return try rows.writing(change, undoes: undoes, work: work, body)
        case .sqlite(let temporary):
            let store = temporary.store
            return try store.write(work: work) { tx in
                try TaskWriting(tx, change, store, undoes: undoes).carryOut(body)
            }
        }
    }

    func change<Value: Sendable>(
        by person: Person = .ada, retry: RetryKey? = nil, seen: Int64? = nil, undoes: Int64? = nil,
        _ body: @escaping @Sendable (TaskWriting) throws -> Value
    ) throws -> Value {
        try change(by: person.caller, retry: retry, seen: seen, undoes: undoes, body)
    }

    func disable(_ person: Person) throws {
        switch house {
        case .memory(let rows): rows.disable(account: person.id)
        case .sqlite(let temporary):
            try temporary.store.database.write { tx in
                try tx.run("UPDATE account SET disabledAt = 0 WHERE id = ?", person.id)
            }
        }
    }

    /// An agent that belongs to somebody.
    func addAgent(_ name: String, of person: Person, id: Int64 = 9) throws -> Caller {
        switch house {
        case .memory(let rows):
            rows.add(AccountName(id: id, name: name), isPerson: false, role: Role.agent.name, ownerId: person.id)
        case .sqlite(let temporary):
            try Self.add(AccountName(id: id, name: name), .agent, .agent, ownerId: person.id, temporary)
        }
        return Caller(accountId: id, name: name, role: .agent, means: .token(id: 1))
    }
}

/// An event as the log tells it.
struct ToldEvent: Equatable, Sendable {
    let seq: Int64
    let kind: String
    let subject: Int64?
    let place: Place?
    let content: JSONObject
}

/// The log.
extension RuleWorld {
    func told(after mark: Int64 = 0) throws -> [ToldEvent] {
        switch house {
        case .memory(let rows):
            return rows.events.filter { $0.seq > mark }.map {
                ToldEvent(
                    seq: $0.seq, kind: $0.kind.rawValue, subject: $0.subject, place: $0.place, content: $0.content)
            }
        case .sqlite(let temporary):
            return try temporary.store.database.read { tx in
                try tx.all(
                    """
                    SELECT seq, kind, subject, project, content FROM event JOIN eventBody USING (seq)
                    WHERE area = 'tasks' AND seq > ? ORDER BY seq
                    """, mark
                ) { row in
                    ToldEvent(
                        seq: try row[0], kind: try row[1], subject: try row[2],
                        place: (try row[3] as Int64?).map(Place.init(number:)), content: try EventBody.read(row[4]))
                }
            }
        }
    }

    func kinds(after mark: Int64) throws -> [String] { try told(after: mark).map(\.kind) }

    /// The number of the newest event.
    func mark() throws -> Int64 { try told().last?.seq ?? 0 }
}

/// The rules by the names of the contracts.
extension RuleWorld {
    @discardableResult
    func make(
        _ title: String = "Water the plants", by person: Person = .ada, _ edit: (inout TaskDraft) -> Void = { _ in }
    ) throws -> TaskItem {
        var draft = try TaskDraft(title: title)
        edit(&draft)
        return try change(by: person) { [draft] in try TaskEditing($0).create(draft).task }
    }

    @discardableResult
    func update(
        _ id: TaskItem.ID, by person: Person = .ada, ifVersion: Int64? = nil, _ edit: (inout TaskPatch) -> Void
    ) throws -> TaskOutcome {
        var patch = try TaskPatch()
        edit(&patch)
        return try change(by: person) { [patch] in try TaskEditing($0).update(id, patch, ifVersion: ifVersion) }
    }

    func batch(_ commands: [BatchCommand], by person: Person = .ada) throws -> BatchOutcome {
        try change(by: person) { try TaskEditing($0).batch(commands) }
    }

    /// The task as somebody sees it; nil where they do not.
    func find(_ id: TaskItem.ID, for person: Person = .ada) throws -> TaskItem? {
        try change(by: person) { writing in
            try writing.rows.task(id, seenBy: person.id).map { try writing.rights.shown([$0])[0] }
        }
    }

    @discardableResult
    func delete(_ id: TaskItem.ID, by person: Person = .ada) throws -> Int64 {
        try change(by: person) { try TaskDiscarding($0).delete(id, ifVersion: nil) ?? 0 }
    }

    @discardableResult
    func restore(_ id: TaskItem.ID, by person: Person = .ada) throws -> RestoreOutcome {
        try change(by: person) { try TaskRestoring.restore(id, $0) }
    }

    @discardableResult
    func undo(_ seq: Int64?, by person: Person = .ada) throws -> UndoOutcome {
        let seq = seq ?? 0
        return try change(by: person, undoes: seq) { try TaskUndo.undo(seq, $0) }
    }

    @discardableResult
    func comment(_ text: String, on id: TaskItem.ID, by person: Person = .ada) throws -> Comment {
        try change(by: person) { try CommentChanges($0).add(text, to: id).comment }
    }

    /// A project of somebody's, with others in it.
    func project(
        _ name: String = "Garden", by person: Person = .ada, with members: [Person: ProjectRole] = [:]
    ) throws -> Int64 {
        let id = try change(by: person) { try ProjectChanges($0).create(ProjectDraft(name: name)).project.id }
        for (member, role) in members.sorted(by: { $0.key.id < $1.key.id }) {
            try setMember(member, role, of: id, by: person)
        }
        return id
    }

    func setMember(_ member: Person, _ role: ProjectRole, of id: Int64, by person: Person = .ada) throws {
        _ = try change(by: person) { try ProjectChanges($0).setMember(member.name, role, of: id) }
    }

    func removeMember(_ member: Person, of id: Int64, by person: Person = .ada) throws {
        try change(by: person) { try ProjectChanges($0).removeMember(member.id, of: id) }
    }
}
