import CLinux
import Glibc
import Lifecycle
import Platform
import Synchronization

/// The thread that called `serve`: it hears the signals, lets memory go when nobody is there, and decides when the
/// responder has come to its end. It sleeps while there is nothing of that to do.
struct Keeper: ~Copyable {
    private let pool: Pool
    /// -1, which poll(2) passes over, when signals are left alone.
    private let signals: Int32
    private var drainBegan: MonotonicTime?
    /// Connections accepted when memory was last let go.
    private var trimmedAfter = -1

    init(pool: Pool, signals: SignalSet?) {
        self.pool = pool
        self.signals = signals?.descriptor() ?? -1
    }

    deinit {
        if signals >= 0 { close(signals) }
    }

    mutating func run() -> Int32 {
        guard pool.begin(), (0..<max(1, pool.options.threads)).allSatisfy({ _ in pool.startThread() }) else {
            pool.options.log("Cannot begin to serve: \(Descriptor.reason()).")
            finish()
            return 71
        }
        Readiness.announce(pool.options.notifyDescriptor)
        while true {
            if let signal = nextSignal() {
                if signal == SIGINT, drainBegan != nil { return 130 }
                beginDrain()
            }
            if pool.isAskedToDrain.load(ordering: .sequentiallyConsistent) { beginDrain() }
            if drainBegan == nil ? isIdleEnd() : isDrainEnd() { break }
            sleep()
        }
        finish()
        return 0
    }

    private func nextSignal() -> Int32? {
        guard signals >= 0 else { return nil }
        var information = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        return read(signals, &information, size) == size ? Int32(information.ssi_signo) : nil
    }

    // MARK: - Drain

    /// Accepts no more. Who waits in the backlog is left to the successor, or to whoever holds the socket.
    private mutating func beginDrain() {
        guard drainBegan == nil else { return }
        drainBegan = .now
        pool.isAccepting.store(false, ordering: .sequentiallyConsistent)
        pool.unlisten()
    }

    /// An idle kept connection is left for the web server to close: what it sends at the moment we close is lost.
    private func isDrainEnd() -> Bool {
        let passed = MonotonicTime.now.since(drainBegan!)
        if passed >= pool.options.streamDrain { pool.streamsOver.raise() }
        if isEmpty { return true }
        guard passed >= pool.options.drainLimit else { return false }
        pool.options.log("Ended with connections still open: the time for draining is over.")
        return true
    }

    // MARK: - Idleness

    private var isEmpty: Bool { pool.open.load(ordering: .sequentiallyConsistent) == 0 }

    private var emptyTime: Duration {
        MonotonicTime.now.since(MonotonicTime(nanoseconds: pool.emptySince.load(ordering: .sequentiallyConsistent)))
    }

    private var isTrimmed: Bool { pool.options.counters.accepted.load(ordering: .relaxed) == trimmedAfter }

    private static let trimDelay = Duration.seconds(1)

    /// Lets memory go when nobody has been there for a moment, and ends after `idleExit`.
    private mutating func isIdleEnd() -> Bool {
        guard isEmpty else { return false }
        let passed = emptyTime
        if !isTrimmed, passed >= Self.trimDelay {
            // Before, since somebody may come while this goes on.
            trimmedAfter = pool.options.counters.accepted.load(ordering: .relaxed)
            pool.options.whenIdle()
            malloc_trim(0)
        }
        guard let limit = pool.options.idleExit, passed >= limit else { return false }
        return tryToLeave()
    }

    /// Ends only if there is no connection, nor one being accepted at this moment (see `Pool.accept`).
    private func tryToLeave() -> Bool {
        pool.isAccepting.store(false, ordering: .sequentiallyConsistent)
        pool.unlisten()
        if isEmpty { return true }
        pool.isAccepting.store(true, ordering: .sequentiallyConsistent)
        pool.listen(EPOLL_CTL_ADD)
        return false
    }

    // MARK: - Sleep

    private func sleep() {
        pool.wantsEmpty.store(true, ordering: .sequentiallyConsistent)
        var waiting = [pool.wake.number, signals].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        poll(&waiting, nfds_t(waiting.count), timeout()?.pollMilliseconds ?? -1)
        pool.wake.lower()
    }

    /// - Shape: nil when only an event can change anything.
    private func timeout() -> Duration? {
        if let drainBegan {
            let passed = MonotonicTime.now.since(drainBegan)
            let streams = pool.options.streamDrain
            return passed < streams ? min(streams, pool.options.drainLimit) - passed : pool.options.drainLimit - passed
        }
        guard isEmpty else { return nil }
        let passed = emptyTime
        return [isTrimmed ? nil : Self.trimDelay, pool.options.idleExit].compactMap { $0 }.min().map { $0 - passed }
    }

    /// Ends the threads and waits for those that have nothing left to answer.
    private func finish() {
        pool.stop.raise()
        while pool.options.counters.connections.load(ordering: .relaxed) == 0,
            pool.threads.load(ordering: .sequentiallyConsistent) > 0
        {
            var wake = pollfd(fd: pool.wake.number, events: Int16(POLLIN), revents: 0)
            poll(&wake, 1, -1)
            pool.wake.lower()
        }
    }
}
