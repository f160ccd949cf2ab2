import Glibc
import NIOCore
import Synchronization
import Web

/// Numbers of connections, for metrics.
public final class Counters: Sendable {
    public let open = Atomic(0)
    public let accepted = Atomic(0)
    /// Cut because they did not read.
    public let cut = Atomic(0)
    public let messages = Atomic(0)
    public let sent = Atomic(0)
    /// Connections of whatever kind, those whose request is still to be answered too.
    let channels = Atomic(0)
    /// When the last of them ended, in nanoseconds of the monotonic clock.
    let emptySince = Atomic(NIODeadline.now().uptimeNanoseconds)

    /// From its beginning to its end a connection counts, whatever becomes of it.
    ///
    /// - Shape: false for one beyond `limit`, which is not counted. Its place is taken before it is looked at, so that
    ///   two loops that accept at the same moment stay within the limit.
    func count(_ channel: any Channel, limit: Int) -> Bool {
        guard channels.add(1, ordering: .sequentiallyConsistent).newValue <= limit else {
            discount()
            return false
        }
        channel.closeFuture.assumeIsolated().whenComplete { [self] _ in discount() }
        return true
    }

    private func discount() {
        let left = channels.subtract(1, ordering: .sequentiallyConsistent).newValue
        if left == 0 { emptySince.store(NIODeadline.now().uptimeNanoseconds, ordering: .sequentiallyConsistent) }
    }

    /// The absence of any connection for as long as `limit`.
    func isEmpty(for limit: TimeAmount) -> Bool {
        let since = NIODeadline.uptimeNanoseconds(emptySince.load(ordering: .sequentiallyConsistent))
        return channels.load(ordering: .sequentiallyConsistent) == 0 && NIODeadline.now() - since >= limit
    }
}

/// The connections of one loop: it hears their hearts and delivers what is sent to them.
final class Roll: Sendable {
    /// One thing to do on a connection; they are carried out in the order they were asked for.
    enum Order {
        case send(Payload)
        case close(CloseReason)
    }

    private struct Queue {
        var orders: [(Connection, Order)] = []
        var isAwaited = false
        var isOver = false
    }

    let loop: any EventLoop
    let options: SocketServer.Options
    let counters: Counters
    private let queue = Mutex(Queue())
    private let present: NIOLoopBoundBox<[ObjectIdentifier: Connection]>

    init(_ loop: any EventLoop, _ options: SocketServer.Options, _ counters: Counters) {
        (self.loop, self.options, self.counters) = (loop, options, counters)
        present = .makeBoxSendingValue([:], eventLoop: loop)
        // Several looks within each time that is waited for, so that not all are pinged at once.
        let pace = TimeAmount(min(options.heartbeat, options.patience, options.handshake) / 4)
        loop.scheduleRepeatedTask(initialDelay: pace, delay: pace) { [weak self] _ in self?.look() }
    }

    func enter(_ connection: Connection) {
        present.value[ObjectIdentifier(connection)] = connection
        counters.open.add(1, ordering: .relaxed)
        counters.accepted.add(1, ordering: .relaxed)
    }

    func leave(_ connection: Connection) {
        guard present.value.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        counters.open.subtract(1, ordering: .relaxed)
    }

    /// Puts an order into the queue; the loop is woken once for all that come together.
    func order(_ connection: Connection, _ order: Order) {
        let mustWake = queue.withLock { queue in
            guard !queue.isOver else { return false }
            queue.orders.append((connection, order))
            defer { queue.isAwaited = true }
            return !queue.isAwaited
        }
        if mustWake { loop.execute { self.carryOut() } }
    }

    /// The loop's backlog: true while there are orders that it has not come to yet.
    var isBehind: Bool { queue.withLock { !$0.orders.isEmpty } }

    private func carryOut() {
        let orders = queue.withLock { queue in
            defer { (queue.orders, queue.isAwaited) = ([], false) }
            return queue.orders
        }
        // What goes to one connection goes at once, so that it costs one system call.
        var touched: [Connection] = []
        for (connection, order) in orders where connection.take(order) { touched.append(connection) }
        let frames = Frames()
        for connection in touched { connection.carryOut(frames) }
    }

    private func look() {
        let now = NIODeadline.now()
        for connection in present.value.values { connection.look(now) }
    }

    /// From now on nothing is sent: the loop is about to end, and those who send do not know.
    func end() {
        queue.withLock { $0.isOver = true }
    }

    /// Tells all that are there now to come back later.
    func closeAll() {
        loop.execute { for connection in self.present.value.values { connection.end(.restart) } }
    }
}
