import Domain
import JSON
import Synchronization
import Web

/// A connection to the hub: a WebSocket that speaks JSON-RPC, or an event stream that was told its topics at the start.
final class LiveSession: OpenSession {
    /// The caller that has connected, and how.
    struct Guest: Sendable {
        let caller: Caller
        let credential: Credential
        let form: LiveForm
        let endsAt: Instant?
    }

    private struct State {
        var connection: (any OpenConnection)?
        var id: Int?
        var waiting: [SocketMessage] = []
        var waitingBytes = 0
        var isAtWork = false
        /// Calls since the beginning of the ten seconds that are counted.
        var count = 0
        var countedFrom = Instant(seconds: 0)

        /// - Shape: nil, and nobody is at work any more, where nothing waits.
        mutating func next() -> SocketMessage? {
            guard !waiting.isEmpty else {
                isAtWork = false
                return nil
            }
            let message = waiting.removeFirst()
            waitingBytes -= message.bytes.count
            return message
        }
    }

    private let hub: Hub
    private let guest: Guest
    private let gate: Gate
    /// The topics of an event stream, and the number after which it hears of them.
    private let topics: [Topic]
    private let after: Int64?
    private let state = Mutex(State())

    init(_ hub: Hub, _ guest: Guest, gate: Gate, topics: [Topic] = [], after: Int64? = nil) {
        (self.hub, self.guest, self.gate, self.topics, self.after) = (hub, guest, gate, topics, after)
    }

    func opened(_ connection: any OpenConnection) {
        let id = hub.join(connection, guest)
        state.withLock { ($0.connection, $0.id) = (connection, id) }
        if guest.form == .stream { hub.work { self.begin(id, connection) } }
    }

    /// The topics were looked at before the answer; what has changed since ends the stream, and its client comes back.
    private func begin(_ id: Int, _ connection: any OpenConnection) {
        let start = after ?? hub.head
        // First of all: a client that is cut before anything happens comes back with this number.
        hub.greet(id, from: start)
        do throws(RPCError) {
            _ = try hub.subscribe(id, to: topics, after: start)
        } catch {
            connection.close(error == .internalFault ? .restart : .noLongerSignedIn)
        }
    }

    func drained() {
        if let id = state.withLock({ $0.id }) { hub.replay(id) }
    }

    func closed() {
        // The connection holds this session: letting go of it here lets go of both.
        let id = state.withLock { state in
            (state.connection, state.waiting) = (nil, [])
            return state.id
        }
        if let id { hub.leave(id) }
    }

    func received(_ message: SocketMessage) {
        let now = hub.clock.now()
        enum Step { case refuse, wait, work }
        let step = state.withLock { state -> Step in
            if now >= state.countedFrom.adding(seconds: 10) { (state.count, state.countedFrom) = (0, now) }
            state.count += 1
            state.waitingBytes += message.bytes.count
            guard state.count <= hub.limits.calls, state.waitingBytes <= hub.limits.waitingBytes else {
                return .refuse
            }
            state.waiting.append(message)
            guard !state.isAtWork else { return .wait }
            state.isAtWork = true
            return .work
        }
        switch step {
        case .refuse: state.withLock { $0.connection }?.close(.tooManyMessages)
        case .wait: break
        // One after the other, and not where connections are spoken on: it may wait for the database.
        case .work: hub.work { self.workOff() }
        }
    }

    /// One message, and then behind whoever else waits for a thread.
    private func workOff() {
        guard let message = state.withLock({ $0.next() }) else { return }
        answer(message)
        hub.work { self.workOff() }
    }

    private func answer(_ message: SocketMessage) {
        guard let (connection, id) = state.withLock({ state in state.connection.map { ($0, state.id ?? 0) } }) else {
            return
        }
        guard case .text(let text) = message else { return connection.close(.binary) }
        switch RPCReader.read(text) {
        case .broken(let error): connection.send(Payload(RPCReply(error, id: .null).json))
        case .one(let call):
            if let reply = reply(to: call, id) { connection.send(Payload(reply.json)) }
        case .batch(let calls):
            let count = state.withLock { state in
                state.count += calls.count - 1
                return state.count
            }
            guard count <= hub.limits.calls else { return connection.close(.tooManyMessages) }
            if let replies = RPCReply.batch(calls.compactMap { reply(to: $0, id) }) {
                connection.send(Payload(replies))
            }
        }
    }

    private func reply(to call: Result<RPCCall, RPCReply>, _ id: Int) -> RPCReply? {
        switch call {
        case .failure(let reply): return reply
        case .success(let call):
            let method = LiveMethod(hub: hub, gate: gate, listener: id)
            do throws(RPCError) {
                let result = try method.carryOut(call)
                return call.id.map { RPCReply(id: $0, result: result) }
            } catch {
                return call.id.map { RPCReply(error, id: $0) }
            }
        }
    }
}
