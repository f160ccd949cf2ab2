import NIOCore
import NIOWebSocket
import Synchronization
import Web

/// A connection that stays open. What is marked as the loop's is touched on its thread alone.
final class Connection: OpenConnection {
    enum Kind {
        case webSocket
        case events
    }

    /// The loop's own.
    private struct Progress {
        var lastHeard = NIODeadline.now()
        /// The time when a stream was last sent anything, or a WebSocket was pinged; what else it is sent asks nothing.
        var lastSign = NIODeadline.now()
        /// The orders still to be carried out, oldest first.
        var orders: [Roll.Order] = []
        var congestedSince: NIODeadline?
        /// When it is closed whatever is still on its way.
        var closesAt: NIODeadline?
    }

    private let channel: any Channel
    private let kind: Kind
    private let session: any OpenSession
    private let roll: Roll
    private let progress: NIOLoopBoundBox<Progress>
    /// Bytes in the queue that the loop has not written yet, and whether of those it has too many have not left.
    private let queued = Atomic(0)
    private let isFull = Atomic(false)
    /// Somebody has been told to wait for `drained`.
    private let isAwaited = Atomic(false)

    init(_ channel: any Channel, _ kind: Kind, _ session: any OpenSession, _ roll: Roll) {
        (self.channel, self.kind, self.session, self.roll) = (channel, kind, session, roll)
        progress = NIOLoopBoundBox(Progress(), eventLoop: channel.eventLoop)
    }

    func send(_ payload: Payload) {
        queued.add(payload.bytes.count, ordering: .relaxed)
        roll.order(self, .send(payload))
    }

    func close(_ reason: CloseReason) { roll.order(self, .close(reason)) }

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
            || queued.load(ordering: .sequentiallyConsistent) > roll.options.congestedBytes
    }
}

/// The loop's side.
extension Connection {
    func begin() {
        roll.enter(self)
        session.opened(self)
    }

    func gone() {
        roll.leave(self)
        session.closed()
    }

    private var isClosing: Bool { progress.value.closesAt != nil }

    /// - Shape: true for the first order since the last were carried out.
    func take(_ order: Roll.Order) -> Bool {
        progress.value.orders.append(order)
        return progress.value.orders.count == 1
    }

    /// Sends what has been ordered, and tells whoever waits for room that there is some.
    func carryOut(_ frames: Frames) {
        let orders = progress.value.orders
        progress.value.orders.removeAll(keepingCapacity: orders.count == 1)
        var bytes = 0
        for (place, order) in orders.enumerated() {
            switch order {
            case .close(let reason): end(reason)
            case .send(let payload):
                bytes += payload.bytes.count
                write(payload, frames, isLast: place == orders.count - 1)
            }
        }
        // In this order it never looks as if there were less than there is.
        isFull.store(!channel.isWritable, ordering: .sequentiallyConsistent)
        queued.subtract(bytes, ordering: .sequentiallyConsistent)
        tellDrained()
    }

    private func write(_ payload: Payload, _ frames: Frames, isLast: Bool) {
        guard progress.value.closesAt == nil, channel.isActive else { return }
        guard channel.isWritable || buffered < roll.options.bufferedBytes else { return cut() }
        roll.counters.sent.add(1, ordering: .relaxed)
        if kind == .events { progress.value.lastSign = .now() }
        let frame = NIOAny(kind == .webSocket ? frames.message(payload) : frames.lines(payload))
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
        roll.counters.cut.add(1, ordering: .relaxed)
        end(.tooSlow)
    }

    /// Says why and closes: a WebSocket once the client has answered, an event stream once all has left.
    func end(_ reason: CloseReason) {
        guard !isClosing else { return }
        progress.value.closesAt = .now() + TimeAmount(roll.options.handshake)
        switch kind {
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
        progress.value.closesAt = .now() + TimeAmount(roll.options.handshake)
        guard !isAnswer else { return channel.close(promise: nil) }
        let frame = reason.map(Frames.close) ?? Frames.frame(.connectionClose, [])
        channel.writeAndFlush(frame).assumeIsolated().whenComplete { _ in self.channel.close(promise: nil) }
    }

    /// Answers what breaks the protocol. What may still come is read and dropped until the other end closes: closed
    /// before that, the connection would be reset, and NGINX, which still writes, would not hand on why.
    func refuse(_ reason: CloseReason) {
        guard !isClosing else { return channel.close(promise: nil) }
        progress.value.closesAt = .now() + TimeAmount(roll.options.handshake)
        channel.writeAndFlush(Frames.close(reason)).assumeIsolated().whenComplete { _ in
            self.channel.close(mode: .output, promise: nil)
        }
    }

    func heard() { progress.value.lastHeard = .now() }

    func received(_ message: SocketMessage) {
        guard !isClosing else { return }
        roll.counters.messages.add(1, ordering: .relaxed)
        session.received(message)
    }

    func pong(_ data: ByteBuffer) {
        guard !isClosing else { return }
        guard channel.isWritable || buffered < roll.options.bufferedBytes else { return cut() }
        channel.writeAndFlush(Frames.frame(.pong, data.readableBytesView), promise: nil)
    }

    func writabilityChanged() {
        progress.value.congestedSince = channel.isWritable ? nil : .now()
        isFull.store(!channel.isWritable, ordering: .sequentiallyConsistent)
        if channel.isWritable { tellDrained() }
    }

    /// Closes what has been silent or congested for too long, and asks who has been silent for a while.
    func look(_ now: NIODeadline) {
        guard channel.isActive else { return gone() }
        let (options, state) = (roll.options, progress.value)
        if let due = state.closesAt { return due <= now ? channel.close(promise: nil) : () }
        if let since = state.congestedSince, now - since > TimeAmount(options.patience) { return cut() }
        switch kind {
        case .webSocket where now - state.lastHeard > TimeAmount(options.silence):
            channel.close(promise: nil)
        case .webSocket where now - max(state.lastHeard, state.lastSign) > TimeAmount(options.heartbeat):
            progress.value.lastSign = now
            channel.writeAndFlush(Frames.frame(.ping, []), promise: nil)
        case .events where now - state.lastSign > TimeAmount(options.heartbeat):
            progress.value.lastSign = now
            channel.writeAndFlush(ByteBuffer(string: ":\n\n"), promise: nil)
        default: break
        }
    }
}
