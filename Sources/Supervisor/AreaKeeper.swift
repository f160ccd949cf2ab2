import Glibc

/// Keeps one area served: holds its socket, starts its responder at the first connection, starts it again when it
/// died, replaces it by a successor, ends it.
final class AreaKeeper: Watching {
    let area: ServedArea
    let socket: ListeningSocket
    private let program: () -> Program
    private let limits: SupervisorLimits
    let say: (String) -> Void

    /// The one that serves; without one, the socket is watched.
    private(set) var current: ResponderProcess?
    /// The one that takes over as soon as it is ready.
    private(set) var successor: ResponderProcess?
    /// Those that have been told to end and still answer what is open.
    private(set) var leaving: [ResponderProcess] = []
    private(set) var isStopping = false
    private var backoff = Backoff()
    /// Until when no responder is started, since the last one failed.
    private var restsUntil: Moment?

    init(
        _ area: ServedArea, on socket: ListeningSocket, limits: SupervisorLimits, program: @escaping () -> Program,
        say: @escaping (String) -> Void
    ) {
        self.area = area
        self.socket = socket
        self.limits = limits
        self.program = program
        self.say = say
    }

    private var all: [ResponderProcess] { [current, successor].compactMap { $0 } + leaving }

    /// A connection is to start a responder; while a successor is on its way, that one will take it.
    private var waits: Bool { !isStopping && current == nil && successor == nil }

    var watched: [Int32] {
        all.flatMap(\.watched) + (waits && restsUntil == nil ? [socket.descriptor] : [])
    }

    var wakes: Moment? {
        (all.map(\.deadline) + [waits ? restsUntil : nil]).compactMap { $0 }.min()
    }

    func look(readable: Set<Int32>, at now: Moment) {
        lookAtLeaving(now)
        lookAtSuccessor(now)
        lookAtCurrent(now)
        if let rest = restsUntil, rest <= now { restsUntil = nil }
        if waits, restsUntil == nil, readable.contains(socket.descriptor) { current = start(at: now) }
    }

    private func lookAtLeaving(_ now: Moment) {
        leaving.removeAll { $0.look() != nil }
        for responder in leaving where responder.isOverdue(now) {
            say("\(name(responder)) did not end in time and is killed.")
            responder.kill()
        }
    }

    private func lookAtSuccessor(_ now: Moment) {
        guard let successor else { return }
        let ending = successor.look()
        if ending == nil, successor.isReady { return takeOver(successor, now) }
        if ending == nil, !successor.isOverdue(now) { return }
        successor.kill()
        self.successor = nil
        if ending == nil { leaving.append(successor) }
        let what = ending.map(\.description) ?? "was not ready in time"
        say("\(name(successor)) \(what); \(current.map { "\(name($0)) stays" } ?? "the next connection tries again").")
    }

    private func takeOver(_ successor: ResponderProcess, _ now: Moment) {
        successor.deadline = nil
        self.successor = nil
        if let current {
            say("\(name(successor)) takes over from \(current.pid).")
            leave(current, now)
        }
        current = successor
    }

    private func leave(_ responder: ResponderProcess, _ now: Moment) {
        responder.end(by: now + limits.drain)
        leaving.append(responder)
    }

    private func lookAtCurrent(_ now: Moment) {
        guard let responder = current, let ending = responder.look() else { return }
        current = nil
        // One that was ready may end by itself when nobody needed it.
        if ending == .exited(0), responder.isReady { return rest(until: responder.startedAt + limits.betweenStarts) }
        // Only a responder that cannot even start is waited for longer each time: one that dies of what it was
        // asked is back for the others at once.
        if responder.isReady { backoff.succeed() }
        let pause = backoff.fail()
        rest(until: now + pause)
        // Better an error page at once than one after a minute.
        if !responder.isReady, backoff.failures > 1 { socket.refuseWaiting() }
        say("\(name(responder)) \(ending); a connection starts it again after \(pause.text).")
    }

    private func rest(until moment: Moment) { restsUntil = moment }

    private func start(at now: Moment) -> ResponderProcess? {
        do {
            var program = program()
            program.input = socket.descriptor
            return try ResponderProcess(program, at: now)
        } catch {
            let pause = backoff.fail()
            rest(until: now + pause)
            socket.refuseWaiting()
            say("\(area.name): \(error) It is tried again after \(pause.text).")
            return nil
        }
    }

    private var line: String { ([area.program] + area.arguments).joined(separator: " ") }

    private func name(_ responder: ResponderProcess) -> String { "\(line) (\(responder.pid))" }
}

extension AreaKeeper {
    /// The replacement's state: true while a successor is on its way.
    var isReplacing: Bool { successor != nil }

    /// Starts a successor of the responder that serves; with none there is nothing to replace.
    func replace(at now: Moment) {
        guard current != nil, successor == nil, !isStopping else { return }
        successor = start(at: now)
        successor?.deadline = now + limits.ready
    }

    /// Tells every responder to end and starts none any more.
    func stop(at now: Moment) {
        isStopping = true
        let serving = [current, successor].compactMap { $0 }
        (current, successor) = (nil, nil)
        for responder in serving { leave(responder, now) }
        for responder in leaving { responder.deadline = min(responder.deadline ?? now, now + limits.stop) }
    }

    /// Ends the patience with those that are still there.
    func hasten(at now: Moment) {
        for responder in leaving where responder.deadline != nil { responder.deadline = now }
    }

    /// It has been told to stop, and nothing that was started here is running any more.
    var isEmpty: Bool { isStopping && all.isEmpty }

    var pids: [pid_t] { all.map(\.pid) }
}

extension ResponderProcess {
    func isOverdue(_ now: Moment) -> Bool { deadline.map { $0 <= now } ?? false }
}
