import Glibc

/// The address of a Unix socket: the path of its file.
package struct UnixAddress: Sendable {
    /// Bytes that a path may have; `sun_path` ends with a zero byte (unix(7)).
    package static let longest = 107

    package let path: String

    /// - Errors: nil for a path of more than `longest` bytes.
    package init?(_ path: String) {
        guard path.utf8.count <= Self.longest else { return nil }
        self.path = path
    }

    /// Calls `body` with the address as `bind`, `connect` and `sendto` take it.
    package func withSocketAddress<Value>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafeBytes(of: &address) {
            body($0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
        }
    }
}
