import CLinux
import Glibc
import Platform
import Settings

/// A listening socket, held here so that those who serve it can come and go.
package final class ListeningSocket {
    package let descriptor: Int32
    /// The file of a Unix socket; nil for TCP.
    private let path: String?

    private init(_ descriptor: Int32, path: String? = nil) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// As many connections as may wait while their responder is started; with a full queue NGINX answers 502 at once.
    static let backlog: Int32 = 1_024

    /// A Unix socket that its owner and group may connect to. What lies at `path` is replaced: whoever calls this
    /// holds the lock of the state directory, so nobody else is serving there.
    ///
    /// - Errors: a path that is too long, or a directory that cannot be written to.
    package static func unix(_ path: String) throws(SupervisorError) -> ListeningSocket {
        guard let address = UnixAddress(path) else {
            throw SupervisorError("The path of a socket may have \(UnixAddress.longest) bytes, which \(path) exceeds.")
        }
        let made = ListeningSocket(socket(AF_UNIX, streaming, 0), path: path)
        Glibc.unlink(path)
        let isBound = address.withSocketAddress { Glibc.bind(made.descriptor, $0, $1) == 0 }
        guard isBound, chmod(path, 0o660) == 0, listen(made.descriptor, backlog) == 0 else {
            throw .system("The socket \(path) cannot be opened")
        }
        return made
    }

    /// The socket NGINX will serve. It does not block: NGINX expects that of a socket it is handed, and its worker
    /// would hang in `accept` whenever another was quicker.
    ///
    /// - Errors: an address that another program listens on, is not this machine's, or has a port kept for root.
    package static func tcp(_ address: ListenAddress) throws(SupervisorError) -> ListeningSocket {
        let made = ListeningSocket(socket(address.isIPv6 ? AF_INET6 : AF_INET, streaming, 0))
        var on: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(made.descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size)
        if address.isIPv6 { setsockopt(made.descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, size) }
        guard made.bind(to: address), listen(made.descriptor, backlog) == 0,
            fcntl(made.descriptor, F_SETFL, O_NONBLOCK) == 0
        else { throw refusal(of: address, errno) }
        return made
    }

    private static var streaming: Int32 { Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue) }

    private func bind(to address: ListenAddress) -> Bool {
        if address.isIPv6 {
            var place = sockaddr_in6()
            place.sin6_family = sa_family_t(AF_INET6)
            place.sin6_port = address.port.bigEndian
            return inet_pton(AF_INET6, address.host, &place.sin6_addr) == 1 && bind(&place)
        }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_port = address.port.bigEndian
        return inet_pton(AF_INET, address.host, &place.sin_addr) == 1 && bind(&place)
    }

    private func bind<Address>(_ address: inout Address) -> Bool {
        withUnsafeBytes(of: &address) {
            Glibc.bind(
                descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count)) == 0
        }
    }

    private static func refusal(of address: ListenAddress, _ code: Int32) -> SupervisorError {
        switch code {
        case EADDRINUSE:
            SupervisorError(
                "Another program listens on \(address); end it, or choose another address with listen (ELWOSA_LISTEN).")
        case EACCES:
            SupervisorError(
                "Port \(address.port) is kept for root; choose one from 1024 on with listen (ELWOSA_LISTEN).")
        default: .system("\(address) cannot be listened on", code)
        }
    }

    /// Closes the connections that nobody has accepted. For a moment when nobody else accepts any.
    func refuseWaiting() {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&watched, 1, 0) == 1 {
            let connection = accept4(descriptor, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
            guard connection >= 0 else { return }
            close(connection)
        }
    }

    /// Removes a Unix socket's file.
    package func unlink() {
        if let path { Glibc.unlink(path) }
    }
}
