import Glibc

/// Unix sockets by their path.
public enum UnixSocket {
    public static func connect(_ path: String) throws -> Int32 {
        try open(path) { Glibc.connect($0, $1, $2) }
    }

    /// A listening socket with a backlog of 1,024; what was at `path` is replaced.
    public static func listen(_ path: String) throws -> Int32 {
        unlink(path)
        let socket = try open(path) { bind($0, $1, $2) }
        guard Glibc.listen(socket, 1_024) == 0 else { throw trouble() }
        return socket
    }

    private static func open(
        _ path: String, _ act: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < room else { throw FastCGIClient.Trouble.system("The path is too long: \(path)") }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                act(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0 else {
            close(socket)
            throw trouble()
        }
        return socket
    }

    private static func trouble() -> FastCGIClient.Trouble { .system(String(cString: strerror(errno))) }
}
