import AuthDomain
import Domain
import MemoryDomain
import Synchronization
import Web

/// The listeners and their topics; tells every event once, in its order, to those who may hear of it at that moment.
///
/// Messages are put into the connections' queues while the lock is held, so that what was said first goes first.
package final class Hub: Sendable {
    struct State {
        var listeners: [Int: Listener] = [:]
        var listenersOfTopic: [Topic: Set<Int>] = [:]
        var listenersOfAccount: [Int64: Set<Int>] = [:]
        /// The newest event that has been told.
        var head: Int64
        /// Counts how often rights were read anew, so that none are put in place that are older than these.
        var rights = 0
        var last = 0
    }

    let repository: any LiveRepository
    /// What is read and written by name.
    let memory: any EntryRepository & FindingRepository
    let limits: LiveLimits
    /// The accounts of which a second factor is demanded.
    let demand: FactorDemand
    let clock: Clock
    /// Runs something that may wait for the database on another thread.
    let work: @Sendable (@escaping @Sendable () -> Void) -> Void
    /// Wakes the feed, which sleeps long while nobody listens.
    private let wake: @Sendable () -> Void
    let state: Mutex<State>

    /// - Errors: `.unavailable` when the database cannot be read.
    package init(
        _ repository: any LiveRepository, memory: any EntryRepository & FindingRepository,
        limits: LiveLimits = LiveLimits(),
        demand: FactorDemand = .nobody,
        clock: Clock = .system, work: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void,
        wake: @escaping @Sendable () -> Void = {}
    ) throws(Failure) {
        (self.repository, self.memory, self.limits) = (repository, memory, limits)
        (self.demand, self.clock) = (demand, clock)
        (self.work, self.wake) = (work, wake)
        state = Mutex(State(head: try repository.newestEvent()))
    }

    /// - Shape: its number here.
    func join(_ connection: any OpenConnection, _ guest: LiveSession.Guest) -> Int {
        let (id, isFirst) = state.withLock { state in
            state.last += 1
            state.listeners[state.last] = Listener(connection, guest, life)
            if let account = guest.caller.accountId {
                state.listenersOfAccount[account, default: []].insert(state.last)
            }
            return (state.last, state.listeners.count == 1)
        }
        if isFirst { wake() }
        return id
    }

    func leave(_ id: Int) {
        state.withLock { state in
            guard let listener = state.listeners.removeValue(forKey: id) else { return }
            for topic in listener.subscriptions.keys { state.remove(id, from: topic) }
            guard let account = listener.caller.accountId else { return }
            state.listenersOfAccount[account]?.remove(id)
            if state.listenersOfAccount[account]?.isEmpty == true { state.listenersOfAccount[account] = nil }
        }
    }

    /// The audience: true while somebody listens; else nobody need look for events often.
    package var isAwaited: Bool { state.withLock { !$0.listeners.isEmpty } }

    package var listenerCount: Int { state.withLock { $0.listeners.count } }

    package var head: Int64 { state.withLock(\.head) }

    /// The life in which its numbers mean something.
    var life: Life { repository.life }

    func hasRoom(for account: Int64) -> Bool {
        state.withLock { ($0.listenersOfAccount[account]?.count ?? 0) < limits.connectionsOfAccount }
    }

    /// Tells a stream from which number on it hears everything.
    func greet(_ id: Int, from seq: Int64) {
        state.withLock { state in state.listeners[id]?.tell(.hello(seq, in: life)) }
    }
}

extension Hub.State {
    mutating func remove(_ id: Int, from topic: Topic) {
        listenersOfTopic[topic]?.remove(id)
        if listenersOfTopic[topic]?.isEmpty == true { listenersOfTopic[topic] = nil }
    }

    mutating func add(_ id: Int, to topic: Topic, _ subscription: Listener.Subscription) {
        listeners[id]?.subscriptions[topic] = subscription
        listenersOfTopic[topic, default: []].insert(id)
    }
}

extension Listener {
    func tell(_ message: LiveMessage) { connection.send(message.payload(form, in: life)) }
}

/// The limits of one client, and of all together.
package struct LiveLimits: Sendable {
    /// Topics that one connection listens to.
    package var topics = 100
    /// Replays of one connection that wait for each other.
    package var replays = 8
    /// Open connections of one account.
    package var connectionsOfAccount = 200
    /// Calls that a client may send in ten seconds.
    package var calls = 200
    /// Bytes of a client's messages that wait to be worked off.
    package var waitingBytes = 262_144
    /// Events that are read from the log at once.
    package var batch = 256

    /// Events that are told at once to so many: less where they are many, so that not too much is on its way.
    func batch(for listeners: Int) -> Int { max(16, min(batch, 65_536 / max(1, listeners))) }

    /// The time by which an access token's end is announced before it comes.
    ///
    /// - Units: seconds.
    package var notice: Int64 = 60

    package init() {}
}
