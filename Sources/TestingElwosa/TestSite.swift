import Domain
import MemoryStore
import SQLite
import Store
import TaskDomain
import TaskStore
import Web

/// A whole site for one test: what it answers, what it stored, and what time it is there.
package final class TestSite: Sendable {
    package let clock: TestClock
    package let origin: String
    let temporary: TemporaryStore
    private let transport: @Sendable (TestRequest) throws -> TestReply

    init(
        _ temporary: TemporaryStore, clock: TestClock, origin: String,
        transport: @escaping @Sendable (TestRequest) throws -> TestReply
    ) {
        self.temporary = temporary
        self.clock = clock
        self.origin = origin
        self.transport = transport
    }

    package var store: Store { temporary.store }

    package var readings: Readings { temporary.readings }

    /// Goes with the site when the test ends, and everything in it.
    package var directory: String { temporary.directory }

    /// Sends exactly this.
    package func send(_ request: TestRequest) throws -> TestReply { try transport(request) }

    /// The number of the newest event: the mark for `events(after:)`.
    package func lastEvent() throws -> Int64 { try store.events.head().seq }

    /// A number of an event as clients keep it.
    package func mark(_ seq: Int64) -> EventMark { EventMark(seq, in: store.life) }

    /// The events that happened since; nothing else did.
    package func events(after mark: Int64) throws -> [String] {
        try store.database.read { tx in
            try tx.all("SELECT kind FROM event WHERE seq > ? ORDER BY seq", mark) { row in try row[0] }
        }
    }

    /// Makes a task through the contract, as somebody would have before the test begins.
    @discardableResult
    package func make(_ draft: TaskDraft, by person: Person = .ada) throws -> TaskItem {
        try store.tasks.create(draft, by: Change(by: person.caller, at: clock.now)).task
    }

    /// The same in a project.
    @discardableResult
    package func make(_ draft: TaskDraft, in project: Int64, by person: Person = .ada) throws -> TaskItem {
        var draft = draft
        draft.projectId = project
        return try make(draft, by: person)
    }

    /// A project that all people of the tests are members of, as editors beside its owner.
    package func common(of owner: Person = .ada, named name: String = "Common") throws -> Int64 {
        let change = Change(by: owner.caller, at: clock.now)
        let project = try store.projects.createProject(ProjectDraft(name: name), by: change).project.id
        for person in Person.allCases where person != owner {
            _ = try store.projects.setMember(person.name, .editor, of: project, by: change)
        }
        return project
    }

    /// Checks what every test leaves behind: a sound database and an unbroken chain of events.
    func check() throws {
        let faults = try store.database.read { tx in
            try tx.all("PRAGMA integrity_check") { row in try row[0] as String }
                + tx.all("PRAGMA foreign_key_check") { row in "a row of \(try row[0] as String) has lost its parent" }
        }
        guard faults == ["ok"] else { throw TestSiteError("the database is damaged: \(faults)") }
        if let fault = try store.events.verify().fault { throw TestSiteError(fault) }
    }
}

extension TaskDraft {
    package static func task(
        _ title: String = "Water the plants", description: String = "", status: TaskStatus = .open,
        priority: TaskPriority = .normal, steps: [String] = []
    ) throws -> TaskDraft {
        try TaskDraft(title: title, description: description, status: status, priority: priority, steps: steps)
    }
}

/// A fault that a test left behind and that no test may.
package struct TestSiteError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
