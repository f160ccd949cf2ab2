import Glibc

/// A numeric IP address and a port.
///
/// - Shape: `host` is `127.0.0.1` or `::1`, without brackets.
package struct ListenAddress: Equatable, Sendable, CustomStringConvertible {
    package let host: String
    package let port: UInt16

    init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:8080` or `[::1]:8080`; nil for anything else, names of hosts included.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]), port > 0
        else { return nil }
        var host = text[..<colon]
        let bracketed = host.hasPrefix("[") && host.hasSuffix("]")
        if bracketed { host = host.dropFirst().dropLast() }
        guard Self.isAddress(String(host), of: bracketed ? AF_INET6 : AF_INET) else { return nil }
        self.init(host: String(host), port: port)
    }

    static func isAddress(_ text: String, of family: Int32) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 16, alignment: 8) { inet_pton(family, text, $0.baseAddress!) == 1 }
    }

    package var isIPv6: Bool { host.contains(":") }

    /// The wildcard: true where it stands for every address of the machine.
    var isWildcard: Bool { host == "0.0.0.0" || host == "::" }

    package var description: String { isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// As a browser writes it: port 80 is left out (RFC 6454, section 6.2).
    var origin: String {
        let host = isIPv6 ? "[\(host)]" : host
        return port == 80 ? "http://\(host)" : "http://\(host):\(port)"
    }
}
