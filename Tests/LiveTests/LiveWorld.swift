import AuthDomain
import Domain
import HouseStore
import MemoryStore
import JSON
import SQLite
import Store
import Synchronization
import TaskDomain
import TaskStore
import TestingElwosa
import Web

@testable import Live

/// A hub on a store of its own, and whoever listens.
final class LiveWorld {
    let temporary: TemporaryStore
    let clock = TestClock()
    let hub: Hub
    /// A project of all people.
    let common: Int64

    /// - Shape: what may wait for the database is done at once.
    init(_ limits: LiveLimits = LiveLimits(), demand: FactorDemand = .nobody) throws {
        temporary = try TemporaryStore()
        common = try Self.makeCommon(temporary.store, at: clock.now)
        hub = try Hub(
            temporary.store.live, memory: temporary.store.memory(), limits: limits, demand: demand, clock: clock.clock
        ) { $0() }
    }

    /// Without events, so that the log begins with what a test does.
    private static func makeCommon(_ store: Store, at instant: Instant) throws -> Int64 {
        try store.database.write { tx in
            try tx.run(
                "INSERT INTO project (id, name, description, createdAt, version) VALUES (99, 'Common', '', ?, 1)",
                instant.seconds)
            try tx.run("INSERT INTO projectMember (projectId, accountId, role) SELECT 99, id, 'editor' FROM account")
        }
        return 99
    }

    var store: Store { temporary.store }

    func by(_ person: Person) -> Change { Change(by: person.caller, at: clock.now) }

    func publish() throws { while try hub.publish() {} }

    /// - Shape: without a project in the one of all.
    @discardableResult
    func make(_ title: String = "Water the plants", in project: Int64? = nil, by person: Person = .ada) throws -> Int64
    {
        var draft = try TaskDraft.task(title)
        draft.projectId = project ?? common
        return try store.tasks.create(draft, by: by(person)).task.id
    }

    func project(_ name: String, by person: Person = .ada) throws -> Int64 {
        try store.projects.createProject(ProjectDraft(name: name), by: by(person)).project.id
    }

    func listen(_ person: Person, _ form: LiveForm = .socket, until end: Instant? = nil) -> Ear {
        let ear = Ear()
        let guest = LiveSession.Guest(
            caller: person.caller, credential: .session(person.id), form: form, endsAt: end)
        ear.id = hub.join(ear, guest)
        return ear
    }

    func listen(_ person: Person, to topics: Topic..., after: Int64? = nil) throws -> Ear {
        let ear = listen(person)
        _ = try hub.subscribe(ear.id, to: topics, after: after)
        return ear
    }
}

/// A connection that keeps what it was sent.
final class Ear: OpenConnection {
    private struct State {
        var payloads: [Payload] = []
        var reason: CloseReason?
        var room = Int.max
        var id = 0
    }

    private let state = Mutex(State())

    var id: Int {
        get { state.withLock { $0.id } }
        set { state.withLock { $0.id = newValue } }
    }

    /// The number of messages that it still takes before it is congested.
    var room: Int {
        get { state.withLock { $0.room } }
        set { state.withLock { $0.room = newValue } }
    }

    func send(_ payload: Payload) {
        state.withLock { state in
            state.payloads.append(payload)
            if state.room < Int.max { state.room -= 1 }
        }
    }

    func close(_ reason: CloseReason) { state.withLock { $0.reason = $0.reason ?? reason } }

    var isCongested: Bool { state.withLock { $0.room <= 0 } }

    var payloads: [Payload] { state.withLock { $0.payloads } }

    var reason: CloseReason? { state.withLock { $0.reason } }

    var texts: [String] { payloads.map { String(decoding: $0.bytes, as: UTF8.self) } }

    /// `event 7 task_created`, `gone tasks/3`, `expiring`, …
    var heard: [String] {
        payloads.compactMap { payload in
            guard case .object(let message)? = try? JSONParser.parse(payload.bytes),
                case .string(let method)? = message["method"], case .object(let parameters)? = message["params"]
            else { return nil }
            switch method {
            case "event": return "\(Self.text(parameters["seq"])) \(Self.text(parameters["kind"]))"
            case "gone": return "gone \(Self.text(parameters["topic"]))"
            default: return method
            }
        }
    }

    /// The numbers of the events it heard.
    var numbers: [Int64] { heard.compactMap { Int64($0.split(separator: " ")[0]) } }

    private static func text(_ value: JSON?) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        default: "-"
        }
    }
}
