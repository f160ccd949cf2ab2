import AuthDomain
import Domain
import HouseStore
import MemoryDomain
import MemoryStore
import SQLite
import Settings
import Store
import TaskDomain
import TaskStore
import Wiring

/// An installation's nouns, each behind its contract.
package struct Repositories {
    package let tasks:
        any TaskRepository & CommentRepository & TaskHistoryRepository & ImportRepository & ExportRepository
    package let memory: any SpaceRepository & EntryRepository & SpaceFileRepository & FindingRepository
    package let projects: any ProjectRepository & LabelRepository
    package let accounts: any AccountRepository & UserRepository & InvitationRepository
    package let sessions: any SessionRepository
    package let tokens: any TokenRepository
    package let throttle: any ThrottleRepository
    package let texts: any TextErasureRepository
    package let sweeps: any SweepRepository
    package let events: any EventLogRepository
    package let life: Life

    fileprivate init(_ store: Store, _ settings: Settings) {
        // Who reads is not noted: whoever has the database needs nobody's leave.
        memory = store.memory(limits: CompositionRoot.spaceLimits(settings))
        (tasks, projects, accounts) = (store.tasks, store.projects, store.accounts)
        (sessions, tokens, throttle, texts) = (store.accounts, store.accounts, store.accounts, store.accounts)
        (sweeps, events, life) = (store, store.events, store.life)
    }
}

extension Installation {
    /// Runs with the contracts, and closes the database afterwards.
    ///
    /// - Errors: a sentence where the keys or the database cannot be used; what `body` throws.
    package func open<Value>(_ body: (Repositories) throws -> Value) throws -> Value {
        try openStore { store in try body(Repositories(store, settings)) }
    }

    func openStore<Value>(_ body: (Store) throws -> Value) throws -> Value {
        let keys = try keys()
        var options = CompositionRoot.options(settings)
        // A command that reads everything, as `events verify` does, has no page to answer.
        options.readingTime = .seconds(86_400)
        let store = try Store.open(settings.database, eventKey: keys.event, options: options)
        defer { store.close() }
        return try body(store)
    }
}
