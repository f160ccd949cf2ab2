import CLinux
import Glibc
import Platform
import Synchronization
import Web

/// The state that a responder's threads share: the epoll set in which the listening socket and every connection wait,
/// and the counts that decide when to end.
///
/// Every descriptor is armed for one event only (EPOLLONESHOT), so whoever receives it owns it until it is armed
/// again, and no connection needs a state of its own. The listening socket is shared with other processes (a
/// successor during a restart, `elwosa up`); it is not waited on with EPOLLEXCLUSIVE, since a process that is woken
/// alone and then does not accept would leave the connection lying.
final class Pool: Sendable {
    let answering: any Answering
    let options: Responder.Options
    let listener: Int32
    let epoll: Descriptor
    /// Raised once, when the threads are to end.
    let stop: Descriptor
    /// Raised when the keeper should look up.
    let wake: Descriptor
    /// Raised once, when streams have to end.
    let streamsOver: Descriptor
    private let peers: Set<UInt32>

    let isAccepting = Atomic(true)
    let isPaused = Atomic(false)
    let isAskedToDrain = Atomic(false)
    /// Set by the keeper when it wants to hear that the last connection has closed.
    let wantsEmpty = Atomic(false)
    /// Connections open or about to be accepted.
    let open = Atomic(0)
    let emptySince = Atomic(MonotonicTime.now.nanoseconds)
    let threads = Atomic(0)
    /// Threads that are not kept by a stream.
    let free = Atomic(0)
    let memory = Memory()

    init?(_ answering: any Answering, _ options: Responder.Options, listener: Int32) {
        guard let epoll = Descriptor(epoll_create1(Int32(EPOLL_CLOEXEC))), let stop = Descriptor.flag(),
            let wake = Descriptor.flag(), let streamsOver = Descriptor.flag()
        else { return nil }
        self.answering = answering
        self.options = options
        self.listener = listener
        self.epoll = epoll
        self.stop = stop
        self.wake = wake
        self.streamsOver = streamsOver
        peers = options.peers.union(options.owners)
    }

    func mayConnect(_ user: UInt32) -> Bool { peers.contains(user) }

    func askToDrain() {
        isAskedToDrain.store(true, ordering: .sequentiallyConsistent)
        wake.raise()
    }
}

// MARK: - The epoll set

extension Pool {
    enum ReadyEvent {
        case connection(Int32, hasHungUp: Bool)
        case listener
        case stop
    }

    private static let stopToken = UInt64.max
    private static let listenerToken = UInt64.max - 1

    /// - Errors: false when the system gives no more memory for it.
    func begin() -> Bool {
        _ = fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) | O_NONBLOCK)
        return control(EPOLL_CTL_ADD, stop.number, EPOLLIN.rawValue, Self.stopToken)
            && listen(EPOLL_CTL_ADD)
    }

    /// The next descriptor that belongs to the calling thread.
    func next() -> ReadyEvent {
        var event = epoll_event()
        while true {
            guard epoll_wait(epoll.number, &event, 1, -1) == 1 else { continue }
            switch event.data.u64 {
            case Self.stopToken: return .stop
            case Self.listenerToken: return .listener
            default:
                let hangUp = EPOLLRDHUP.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue
                return .connection(Int32(event.data.u64), hasHungUp: event.events & hangUp != 0)
            }
        }
    }

    @discardableResult
    func listen(_ operation: Int32) -> Bool {
        control(operation, listener, EPOLLIN.rawValue | EPOLLONESHOT.rawValue, Self.listenerToken)
    }

    func unlisten() {
        epoll_ctl(epoll.number, EPOLL_CTL_DEL, listener, nil)
    }

    /// Gives a connection back to the set until its next request.
    func watch(_ connection: Int32, isNew: Bool) -> Bool {
        let events = EPOLLIN.rawValue | EPOLLRDHUP.rawValue | EPOLLONESHOT.rawValue
        return control(isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, connection, events, UInt64(connection))
    }

    private func control(_ operation: Int32, _ descriptor: Int32, _ events: UInt32, _ token: UInt64) -> Bool {
        var event = epoll_event(events: events, data: epoll_data_t(u64: token))
        return epoll_ctl(epoll.number, operation, descriptor, &event) == 0
    }
}
