import Glibc
import Platform

/// Unix sockets by their path.
package enum UnixSocket {
    package static func connect(_ path: String) throws -> Int32 {
        try open(path) { Glibc.connect($0, $1, $2) }
    }

    /// A listening socket with a backlog of 1,024; what was at `path` is replaced.
    package static func listen(_ path: String) throws -> Int32 {
        unlink(path)
        let socket = try open(path) { bind($0, $1, $2) }
        guard Glibc.listen(socket, 1_024) == 0 else { throw trouble() }
        return socket
    }

    private static func open(
        _ path: String, _ act: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        guard let address = UnixAddress(path) else {
            throw FastCGIClient.Trouble.system("The path is too long: \(path)")
        }
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let code = address.withSocketAddress { act(socket, $0, $1) }
        guard code == 0 else {
            close(socket)
            throw trouble()
        }
        return socket
    }

    private static func trouble() -> FastCGIClient.Trouble { .system(String(cString: strerror(errno))) }
}
