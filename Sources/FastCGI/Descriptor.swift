import CLinux
import Glibc

/// A descriptor that is closed when its owner ends.
struct Descriptor: ~Copyable, Sendable {
    let number: Int32

    /// - Errors: nil for what a system call returns when it has failed.
    init?(_ number: Int32) {
        guard number >= 0 else { return nil }
        self.number = number
    }

    deinit { close(number) }

    /// A flag that can be polled: readable once `raise` was called.
    static func flag() -> Descriptor? {
        Descriptor(eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)))
    }

    func raise() {
        eventfd_write(number, 1)
    }

    func lower() {
        var count: eventfd_t = 0
        eventfd_read(number, &count)
    }
}

extension Descriptor {
    static func isListening(_ descriptor: Int32) -> Bool {
        option(SO_ACCEPTCONN, of: descriptor) == 1
    }

    static func isUnixSocket(_ descriptor: Int32) -> Bool {
        option(SO_DOMAIN, of: descriptor) == AF_UNIX
    }

    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 ? value : nil
    }

    /// Bounds how long a read or write may wait for the other end.
    static func setTimeout(_ timeout: Duration, of descriptor: Int32) {
        var limit = timeval(timeout)
        let length = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, length)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, length)
    }

    /// The error of the last system call.
    static func reason(_ code: Int32 = errno) -> String {
        String(cString: strerror(code))
    }
}

extension timeval {
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.init(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
    }
}

extension Duration {
    /// Rounded up and bounded, as poll(2) wants it.
    var pollMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return Int32(clamping: seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
