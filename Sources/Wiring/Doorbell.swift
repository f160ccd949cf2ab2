import Glibc
import Settings

/// Rung by whoever has committed a change, heard by `elwosa-live`: a datagram on a Unix socket, of which nobody waits for
/// an answer. Where nobody hears it, it is lost.
public struct Doorbell: Sendable {
    private let descriptor: Int32
    private let path: String

    /// - Shape: nil where the system has no socket left, or the path is too long for one.
    public init?(_ settings: Settings) {
        path = settings.bell
        guard path.utf8.count < 108 else { return nil }
        descriptor = socket(
            AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return nil }
    }

    /// Rings; never waits.
    public func ring() {
        withAddress { address, length in _ = sendto(descriptor, "", 0, Int32(MSG_NOSIGNAL), address, length) }
    }

    /// From now on hears the rings: those who heard them before hear none any more.
    ///
    /// - Shape: false where the directory cannot be written to.
    public func listen() -> Bool {
        unlink(path)
        return withAddress { address, length in bind(descriptor, address, length) == 0 } && chmod(path, 0o660) == 0
    }

    /// Waits for a ring, at most so many milliseconds; several at once are one.
    public func wait(_ milliseconds: Int32) {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&watched, 1, milliseconds) > 0 else { return }
        var byte: UInt8 = 0
        while recv(descriptor, &byte, 1, 0) >= 0 {}
    }

    private func withAddress<Value>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafeBytes(of: &address) {
            body($0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
        }
    }
}
