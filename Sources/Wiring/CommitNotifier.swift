import Glibc
import Platform
import Settings

/// Tells `elwosa-live` that a change was committed: a datagram on a Unix socket, of which nobody waits for an answer.
/// Where nobody listens, it is lost.
package struct CommitNotifier: Sendable {
    private let descriptor: Int32
    private let address: UnixAddress

    /// - Shape: nil where the system has no socket left, or the path is too long for one.
    package init?(_ settings: Settings) {
        guard let address = UnixAddress(settings.commitSocket) else { return nil }
        self.address = address
        descriptor = socket(
            AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return nil }
    }

    /// Notifies whoever listens; never waits.
    package func notify() {
        address.withSocketAddress { address, length in
            _ = sendto(descriptor, "", 0, Int32(MSG_NOSIGNAL), address, length)
        }
    }

    /// Listens from now on: those who listened before receive nothing any more.
    ///
    /// - Shape: false where the directory cannot be written to.
    package func listen() -> Bool {
        unlink(address.path)
        return address.withSocketAddress { bind(descriptor, $0, $1) == 0 } && chmod(address.path, 0o660) == 0
    }

    /// Waits for a notification, at most so many milliseconds; several at once are one.
    package func wait(_ milliseconds: Int32) {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&watched, 1, milliseconds) > 0 else { return }
        var byte: UInt8 = 0
        while recv(descriptor, &byte, 1, 0) >= 0 {}
    }
}
