import Glibc

/// The part of a client's address that one customer of a provider holds: for IPv4 the address, for IPv6 its /64.
///
/// A /64 is the smallest network that is handed out, so its owner can send from 2^64 addresses. IPv4 addresses are
/// handed out one by one: counting by /24 would let anybody slow down the neighbours of a rented server, and would
/// stop nobody who guesses from many providers; what stops those is the account's own counter.
package struct ClientNetwork: Hashable, Sendable, CustomStringConvertible {
    /// `192.0.2.1`, `2001:db8:0:1::/64`, or `local` for anything that is no address, such as a Unix socket.
    package let description: String
    /// 16 bytes, IPv4 as IPv4-mapped IPv6 (RFC 4291, section 2.5.5.2); nil for `local`.
    private let address: [UInt8]?

    /// - Units: `address` is `REMOTE_ADDR`, which NGINX writes.
    package init(address text: String) {
        address = Self.bytes(text)
        switch address {
        case .none: description = "local"
        case .some(let bytes) where Self.isIPv4(bytes):
            description = bytes.suffix(4).map { String($0) }.joined(separator: ".")
        case .some(let bytes): description = Self.text(bytes.prefix(8) + [UInt8](repeating: 0, count: 8)) + "/64"
        }
    }

    /// Tells whether the address lies in a network such as `10.0.0.0/8`, `2001:db8::/32` or `192.0.2.1`.
    package func lies(in network: String) -> Bool {
        let parts = network.split(separator: "/")
        guard let address, let first = parts.first, let start = Self.bytes(String(first)),
            Self.isIPv4(start) == Self.isIPv4(address)
        else { return false }
        let bits = parts.count == 2 ? Int(parts[1]) ?? 128 : 128
        let length = Self.isIPv4(start) && parts.count == 2 ? bits + 96 : bits
        return (0..<min(length, 128)).allSatisfy { Self.bit($0, of: start) == Self.bit($0, of: address) }
    }

    private static func bit(_ index: Int, of bytes: [UInt8]) -> UInt8 { bytes[index / 8] >> (7 - index % 8) & 1 }

    private static func isIPv4(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, text.contains(":") ? text : "::ffff:" + text, &bytes) == 1 else { return nil }
        return bytes
    }

    private static func text(_ bytes: [UInt8]) -> String {
        var out = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, bytes, &out, socklen_t(out.count)) != nil else { return "local" }
        return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
