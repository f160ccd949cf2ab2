import CLinux
import Glibc

/// A set of signals.
package struct SignalSet: @unchecked Sendable {
    private var set = sigset_t()

    package init(_ signals: [Int32]) {
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
    }

    /// Those that ask a program to end.
    package static let ending = SignalSet([SIGTERM, SIGINT, SIGHUP])

    package func block() {
        var set = set
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    package func unblock() {
        var set = set
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }

    /// A descriptor that becomes readable when one of these signals comes.
    package func descriptor() -> Int32 {
        var set = set
        return signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
    }

    /// Waits for one of these signals, which are blocked.
    ///
    /// - Shape: its number.
    package func wait() -> Int32 {
        var set = set
        var number: Int32 = 0
        while sigwait(&set, &number) != 0 {}
        return number
    }
}
