import Auth
import AuthDomain
import Calendar
import Domain
import HouseStore
import Live
import Memory
import MemoryStore
import Store
import TaskStore
import Tasks
import Web

/// Runs a test against a site of its own, and checks what it leaves behind: the routes of all areas behind the gate,
/// called as functions, over a real database. `RunningSite` is the whole site behind the real NGINX.
///
/// ```swift
/// try await withSite { site in
///     let reply = try site.post("/tasks", json: #"{"title": "Water the plants"}"#, as: .ada)
///     #expect(reply.status == 201)
/// }
/// ```
///
/// - Errors: what `use` throws; `TestSiteError` when the database or the chain of events is no longer sound.
package func withSite(
    at start: Instant = TestClock.start, origin: String = DirectSite.plainOrigin,
    demand: FactorDemand = .nobody, passwordWords: [String] = [], zone: Zone = .utc,
    isolation: isolated (any Actor)? = #isolation, _ use: (TestSite) async throws -> Void
) async throws {
    let temporary = try TemporaryStore(at: start)
    let clock = TestClock(start)
    let site = try directSite(temporary, clock, origin, demand, PasswordRules(words: passwordWords), zone)
    try await use(site)
    try site.check()
}

private func directSite(
    _ temporary: TemporaryStore, _ clock: TestClock, _ origin: String, _ demand: FactorDemand,
    _ passwords: PasswordRules, _ zone: Zone
) throws -> TestSite {
    let auth = AuthArea(
        accounts: temporary.store.accounts, hashing: PasswordHashing(parameters: TemporaryStore.parameters),
        passwords: passwords,
        seals: TemporaryStore.seals, sessionDays: 30)
    let entries = temporary.store.memory(readings: temporary.readings)
    let surroundings = HouseSurroundings(temporary.store, memory: entries, origin: origin)
    let tasks = TasksArea(
        tasks: temporary.store.tasks, projects: temporary.store.projects, surroundings: surroundings)
    let memory = MemoryArea(memory: entries, surroundings: surroundings)
    let live = LiveArea(try Hub(temporary.store.live, memory: temporary.store.memory(), clock: clock.clock) { $0() })
    let pages = PageCache(newestEvent: temporary.store.newestShown(on: .tasks))
    let routes = AreaName.allCases.flatMap { area in
        switch area {
        case .auth: auth.routes
        case .tasks: tasks.routes
        case .memory: memory.routes
        case .live: live.routes
        }
    }
    let direct = DirectSite(
        routes, sessions: temporary.store.accounts, tokens: temporary.store.accounts,
        clock: clock.clock, origin: origin, pages: pages, snapshots: temporary.store,
        frame: JoinedFrames(
            TasksFrame(tasks: temporary.store.tasks, menus: temporary.store.projects),
            MemoryFrame(temporary.store.memory())), demand: demand, zone: zone)
    return TestSite(temporary, clock: clock, origin: origin) { direct.send($0) }
}
