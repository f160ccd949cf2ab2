import Glibc
import NIOCore
import Synchronization
import Web

/// The connections of one loop: it hears their hearts and delivers what is sent to them.
final class ConnectionRegistry: Sendable {
    /// Something to send on a connection; sent in the order it was asked for.
    enum Outbound {
        case send(Payload)
        case close(CloseReason)
    }

    private struct Queue {
        var outbound: [(SocketConnection, Outbound)] = []
        var isAwaited = false
        var isOver = false
    }

    let loop: any EventLoop
    let options: SocketServer.Options
    let counters: ConnectionCounters
    private let queue = Mutex(Queue())
    private let present: NIOLoopBoundBox<[ObjectIdentifier: SocketConnection]>

    init(_ loop: any EventLoop, _ options: SocketServer.Options, _ counters: ConnectionCounters) {
        (self.loop, self.options, self.counters) = (loop, options, counters)
        present = .makeBoxSendingValue([:], eventLoop: loop)
        // Several looks within each time that is waited for, so that not all are pinged at once.
        let pace = TimeAmount(min(options.heartbeat, options.patience, options.handshake) / 4)
        loop.scheduleRepeatedTask(initialDelay: pace, delay: pace) { [weak self] _ in self?.look() }
    }

    func enter(_ connection: SocketConnection) {
        present.value[ObjectIdentifier(connection)] = connection
        counters.open.add(1, ordering: .relaxed)
        counters.accepted.add(1, ordering: .relaxed)
    }

    func leave(_ connection: SocketConnection) {
        guard present.value.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        counters.open.subtract(1, ordering: .relaxed)
    }

    /// Puts it into the queue; the loop is woken once for all that come together.
    func enqueue(_ item: Outbound, on connection: SocketConnection) {
        let mustWake = queue.withLock { queue in
            guard !queue.isOver else { return false }
            queue.outbound.append((connection, item))
            defer { queue.isAwaited = true }
            return !queue.isAwaited
        }
        if mustWake { loop.execute { self.carryOut() } }
    }

    /// The loop's backlog: true while something is queued that it has not come to yet.
    var isBehind: Bool { queue.withLock { !$0.outbound.isEmpty } }

    private func carryOut() {
        let outbound = queue.withLock { queue in
            defer { (queue.outbound, queue.isAwaited) = ([], false) }
            return queue.outbound
        }
        // What goes to one connection goes at once, so that it costs one system call.
        var touched: [SocketConnection] = []
        for (connection, item) in outbound where connection.enqueue(item) { touched.append(connection) }
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
