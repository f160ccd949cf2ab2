import CLinux
import Glibc

/// A process this one started and will reap.
///
/// It is watched through a pidfd, not SIGCHLD: the descriptor speaks of this process alone, whoever else in the
/// program has children (pidfd_open(2)).
package final class ChildProcess {
    package let pid: pid_t
    /// Readable once the process has ended; -1 where the kernel had none to give.
    package let descriptor: Int32
    package private(set) var ending: Ending?

    init(pid: pid_t) {
        self.pid = pid
        descriptor = pidfd_open(pid, 0)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The end that a process came to.
    package enum Ending: Equatable, Sendable, CustomStringConvertible {
        case exited(Int32)
        case killed(signal: Int32)

        package var description: String {
            switch self {
            case .exited(let code): "ended with exit code \(code)"
            case .killed(let signal): "was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
            }
        }
    }

    /// Sends a signal; a process that has been reaped gets none, since its number may belong to another by now.
    package func signal(_ number: Int32) {
        if ending == nil { kill(pid, number) }
    }

    /// Kills what a process that has ended left behind in its group, such as NGINX's workers when their master was
    /// killed. The group keeps its number for as long as it has a member, so nobody else is hit.
    func killGroup() {
        if ending != nil { kill(-pid, SIGKILL) }
    }

    /// Looks whether the process has ended, without waiting.
    package func reap() -> Ending? { reap(WNOHANG) }

    /// Waits for the end of the process.
    @discardableResult
    package func wait() -> Ending {
        while true {
            if let ending = reap(0) { return ending }
        }
    }

    /// Waits for the end at most so long; nil when the process is still there.
    package func wait(milliseconds: Int32) -> Ending? {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&watched, 1, milliseconds) < 0, errno == EINTR {}
        return reap()
    }

    private func reap(_ options: Int32) -> Ending? {
        if ending != nil { return ending }
        var status: Int32 = 0
        guard waitpid(pid, &status, options) == pid else { return nil }
        let signal = status & 0x7f
        ending = signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal: signal)
        return ending
    }
}
