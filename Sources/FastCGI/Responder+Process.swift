import CLinux
import Glibc

extension Responder {
    /// Puts the process in order: signals held back for `serve`, memory bounded. The first thing a program does,
    /// since threads inherit the signals that are held back when they begin.
    ///
    /// - Units: `arenas` is how many heaps malloc may keep. glibc would take eight per processor, each of which
    ///   holds on to what its busiest moment needed.
    /// - Source: mallopt(3), malloc_trim(3), signal(7).
    public static func prepareProcess(arenas: Int32 = 2) {
        signal(SIGPIPE, SIG_IGN)
        SignalSet.ours.block()
        mallopt(M_ARENA_MAX, arenas)
        // A large body or page is mapped, so that it goes back to the system when it is freed.
        mallopt(M_MMAP_THRESHOLD, 256 * 1_024)
        mallopt(M_TRIM_THRESHOLD, 256 * 1_024)
    }
}

/// A set of signals.
struct SignalSet: @unchecked Sendable {
    private var set = sigset_t()

    init(_ signals: [Int32]) {
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
    }

    /// Those that begin a drain.
    static let ours = SignalSet([SIGTERM, SIGINT, SIGHUP])

    func block() {
        var set = set
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    func unblock() {
        var set = set
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    /// A descriptor that becomes readable when one of these signals comes.
    func descriptor() -> Int32 {
        var set = set
        return signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
    }
}
