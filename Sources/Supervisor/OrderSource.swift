import CLinux
import Glibc

/// Where orders come from: this process's signals, or in a test a pipe.
package struct OrderSource {
    /// Readable when there are orders.
    let descriptor: Int32
    /// The orders given since the last call; never waits.
    let take: () -> [Order]

    /// SIGTERM and SIGINT stop, SIGHUP replaces. To be called once, before the process has a second thread: the
    /// signals are blocked for all threads to come and taken from a descriptor (signalfd(2)).
    package static func signals() -> OrderSource {
        var set = sigset_t()
        sigemptyset(&set)
        for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&set, number) }
        sigprocmask(SIG_BLOCK, &set, nil)
        // A reader of our output that has gone (`elwosa up | head`) is no reason to end.
        signal(SIGPIPE, SIG_IGN)
        let descriptor = signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
        let hadTerminal = isatty(0) == 1
        return OrderSource(descriptor: descriptor) {
            var info = signalfd_siginfo()
            var orders: [Order] = []
            while read(descriptor, &info, MemoryLayout<signalfd_siginfo>.size) > 0 {
                // A terminal that is closed sends SIGHUP as well, and nothing may be left behind it.
                let hungUp = hadTerminal && isatty(0) != 1
                orders.append(Int32(info.ssi_signo) == SIGHUP && !hungUp ? .replace : .stop)
            }
            return orders
        }
    }

    /// One byte an order; `descriptor` does not block.
    package static func pipe(_ descriptor: Int32) -> OrderSource {
        OrderSource(descriptor: descriptor) {
            var byte: UInt8 = 0
            var orders: [Order] = []
            while read(descriptor, &byte, 1) == 1 { if let order = Order(rawValue: byte) { orders.append(order) } }
            return orders
        }
    }
}
