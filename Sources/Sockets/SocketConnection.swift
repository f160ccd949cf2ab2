import NIOCore
import NIOWebSocket
import Synchronization
import Web

/// A connection that stays open. What is marked as the loop's is touched on its thread alone.
final class SocketConnection: OpenConnection {
    enum Transport {
        case webSocket
        case events
    }

    /// The loop's own.
    private struct LoopState {
        var lastHeard = NIODeadline.now()
        /// The time when a stream was last sent anything, or a WebSocket was pinged; what else it is sent asks nothing.
        var lastSign = NIODeadline.now()
        /// Still to be sent, oldest first.
        var outbound: [ConnectionRegistry.Outbound] = []
        var congestedSince: NIODeadline?
        /// When it is closed whatever is still on its way.
        var closesAt: NIODeadline?
    }

    private let channel: any Channel
    private let transport: Transport
    private let session: any OpenSession
    private let registry: ConnectionRegistry
    private let loopState: NIOLoopBoundBox<LoopState>
    /// Bytes in the queue that the loop has not written yet, and whether of those it has too many have not left.
    private let queued = Atomic(0)
    private let isFull = Atomic(false)
    /// Somebody has been told to wait for `drained`.
    private let isAwaited = Atomic(false)

    init(_ channel: any Channel, _ transport: Transport, _ session: any OpenSession, _ registry: ConnectionRegistry) {
        (self.channel, self.transport, self.session, self.registry) = (channel, transport, session, registry)
        loopState = NIOLoopBoundBox(LoopState(), eventLoop: channel.eventLoop)
    }

    func send(_ payload: Payload) {
        queued.add(payload.bytes.count, ordering: .relaxed)
        registry.enqueue(.send(payload), on: self)
    }

    func close(_ reason: CloseReason) { registry.enqueue(.close(reason), on: self) }

    var isCongested: Bool {
        guard hasTooMuch else { return false }
        isAwaited.store(true, ordering: .sequentiallyConsistent)
        // It may all have left before the loop could see that somebody waits.
        guard !hasTooMuch else { return true }
        isAwaited.store(false, ordering: .sequentiallyConsistent)
        return false
    }

    private var hasTooMuch: Bool {
        isFull.load(ordering: .sequentiallyConsistent)
            || queued.load(ordering: .sequentiallyConsistent) > registry.options.congestedBytes
    }
}

/// The loop's side.
extension SocketConnection {
    func begin() {
        registry.enter(self)
        session.opened(self)
    }

    func gone() {
        registry.leave(self)
        session.closed()
    }

    private var isClosing: Bool { loopState.value.closesAt != nil }

    /// - Shape: true for the first since the last were sent.
    func enqueue(_ item: ConnectionRegistry.Outbound) -> Bool {
        loopState.value.outbound.append(item)
        return loopState.value.outbound.count == 1
    }

    /// Sends what has been queued, and tells whoever waits for room that there is some.
    func carryOut(_ frames: Frames) {
        let outbound = loopState.value.outbound
        loopState.value.outbound.removeAll(keepingCapacity: outbound.count == 1)
        var bytes = 0
        for (place, item) in outbound.enumerated() {
            switch item {
            case .close(let reason): end(reason)
            case .send(let payload):
                bytes += payload.bytes.count
                write(payload, frames, isLast: place == outbound.count - 1)
            }
        }
        // In this order it never looks as if there were less than there is.
        isFull.store(!channel.isWritable, ordering: .sequentiallyConsistent)
        queued.subtract(bytes, ordering: .sequentiallyConsistent)
        tellDrained()
    }

    private func write(_ payload: Payload, _ frames: Frames, isLast: Bool) {
        guard loopState.value.closesAt == nil, channel.isActive else { return }
        guard channel.isWritable || buffered < registry.options.bufferedBytes else { return cut() }
        registry.counters.sent.add(1, ordering: .relaxed)
        if transport == .events { loopState.value.lastSign = .now() }
        let frame = NIOAny(transport == .webSocket ? frames.message(payload) : frames.lines(payload))
        let pipeline = channel.pipeline.syncOperations
        // What has not been flushed counts as on its way, too.
        isLast || !channel.isWritable
            ? pipeline.writeAndFlush(frame, promise: nil) : pipeline.write(frame, promise: nil)
    }

    private var buffered: Int {
        (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    private func tellDrained() {
        guard !hasTooMuch else { return }
        if isAwaited.exchange(false, ordering: .sequentiallyConsistent) { session.drained() }
    }

    private func cut() {
        registry.counters.cut.add(1, ordering: .relaxed)
        end(.tooSlow)
    }

    /// Says why and closes: a WebSocket once the client has answered, an event stream once all has left.
    func end(_ reason: CloseReason) {
        guard !isClosing else { return }
        loopState.value.closesAt = .now() + TimeAmount(registry.options.handshake)
        switch transport {
        case .webSocket:
            channel.writeAndFlush(Frames.close(reason), promise: nil)
        case .events:
            // A comment, since an event would change what the client takes for the last it has seen.
            let line = ByteBuffer(string: ": \(reason.code) \(reason.text)\n\n")
            channel.writeAndFlush(line).assumeIsolated().whenComplete { _ in self.channel.close(promise: nil) }
        }
    }

    /// Answers a close frame, and closes at once when that has left.
    func finish(_ reason: CloseReason?) {
        let isAnswer = isClosing
        loopState.value.closesAt = .now() + TimeAmount(registry.options.handshake)
        guard !isAnswer else { return channel.close(promise: nil) }
        let frame = reason.map(Frames.close) ?? Frames.frame(.connectionClose, [])
        channel.writeAndFlush(frame).assumeIsolated().whenComplete { _ in self.channel.close(promise: nil) }
    }

    /// Answers what breaks the protocol. What may still come is read and dropped until the other end closes: closed
    /// before that, the connection would be reset, and NGINX, which still writes, would not hand on why.
    func refuse(_ reason: CloseReason) {
        guard !isClosing else { return channel.close(promise: nil) }
        loopState.value.closesAt = .now() + TimeAmount(registry.options.handshake)
        channel.writeAndFlush(Frames.close(reason)).assumeIsolated().whenComplete { _ in
            self.channel.close(mode: .output, promise: nil)
        }
    }

    func heard() { loopState.value.lastHeard = .now() }

    func received(_ message: SocketMessage) {
        guard !isClosing else { return }
        registry.counters.messages.add(1, ordering: .relaxed)
        session.received(message)
    }

    func pong(_ data: ByteBuffer) {
        guard !isClosing else { return }
        guard channel.isWritable || buffered < registry.options.bufferedBytes else { return cut() }
        channel.writeAndFlush(Frames.frame(.pong, data.readableBytesView), promise: nil)
    }

    func writabilityChanged() {
        loopState.value.congestedSince = channel.isWritable ? nil : .now()
        isFull.store(!channel.isWritable, ordering: .sequentiallyConsistent)
        if channel.isWritable { tellDrained() }
    }

    /// Closes what has been silent or congested for too long, and asks who has been silent for a while.
    func look(_ now: NIODeadline) {
        guard channel.isActive else { return gone() }
        let (options, state) = (registry.options, loopState.value)
        if let due = state.closesAt { return due <= now ? channel.close(promise: nil) : () }
        if let since = state.congestedSince, now - since > TimeAmount(options.patience) { return cut() }
        switch transport {
        case .webSocket where now - state.lastHeard > TimeAmount(options.silence):
            channel.close(promise: nil)
        case .webSocket where now - max(state.lastHeard, state.lastSign) > TimeAmount(options.heartbeat):
            loopState.value.lastSign = now
            channel.writeAndFlush(Frames.frame(.ping, []), promise: nil)
        case .events where now - state.lastSign > TimeAmount(options.heartbeat):
            loopState.value.lastSign = now
            channel.writeAndFlush(ByteBuffer(string: ":\n\n"), promise: nil)
        default: break
        }
    }
}
