import Calendar
import Glibc

/// The rules by which the text of a setting becomes a value; nil where it breaks its own.
enum SettingsRules {
    /// Digits alone: no sign, no underscore.
    static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(text), range.contains(value) else {
            return nil
        }
        return value
    }

    static let pathRule = "a path without quotes, backslashes, dollar signs and control characters"

    /// Paths are written into the NGINX configuration, where these characters would mean something else.
    static func path(_ text: String) -> String? {
        let refused = text.unicodeScalars.contains {
            $0.value < 32 || $0.value == 127 || "\"'\\$".unicodeScalars.contains($0)
        }
        return text.isEmpty || refused ? nil : text
    }

    /// A path seen from the working directory, without a trailing slash.
    static func absolutePath(_ text: String) -> String? {
        guard var path = path(text) else { return nil }
        while path.hasPrefix("./") { path.removeFirst(2) }
        if !path.hasPrefix("/") { path = workingDirectory + "/" + path }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return self.path(path)
    }

    static var workingDirectory: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            getcwd(buffer.baseAddress!, buffer.count).map { String(cString: $0) } ?? "/"
        }
    }

    /// Scheme, host and port as browsers send them in `Origin` (RFC 6454, section 6.2): in lower case and without a
    /// default port.
    static func origin(_ text: String) -> String? {
        let lower = text.lowercased()
        for (scheme, port) in [("http://", ":80"), ("https://", ":443")] where lower.hasPrefix(scheme) {
            let host = lower.dropFirst(scheme.count)
            let allowed = "abcdefghijklmnopqrstuvwxyz0123456789.-:[]"
            guard !host.isEmpty, host.allSatisfy({ allowed.contains($0) }), host.first != ":", host.last != ":" else {
                return nil
            }
            return lower.hasSuffix(port) && !host.hasSuffix("]") ? String(lower.dropLast(port.count)) : lower
        }
        return nil
    }

    static func networks(_ text: String) -> [String]? {
        if text == "none" { return [] }
        let networks = text.split(separator: " ").map(String.init)
        return networks.isEmpty || !networks.allSatisfy(isNetwork) ? nil : networks
    }

    /// Shorter ones stand in many others, so that hardly any password would be left.
    static func words(_ text: String) -> [String]? {
        if text == "none" { return [] }
        let words = text.split(separator: " ").map(String.init)
        return words.isEmpty || words.contains { $0.count < 4 } ? nil : words
    }

    private static func isNetwork(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2 else { return false }
        let family = parts[0].contains(":") ? AF_INET6 : AF_INET
        let bits = parts.count == 2 ? number(parts[1], in: 0...(family == AF_INET6 ? 128 : 32)) : 0
        return bits != nil && ListenAddress.isAddress(parts[0], of: family)
    }

    static func timeZone(_ text: String) -> String? { (try? Zones().zone(named: text))?.name }

    static func users(_ text: String) -> [UInt32]? {
        let ids = text.split(separator: " ").map { user(String($0)) }
        return ids.isEmpty || ids.contains(nil) ? nil : ids.compactMap { $0 }
    }

    private static func user(_ text: String) -> UInt32? {
        if let id = number(text, in: 0...Int(UInt32.max) - 1) { return UInt32(id) }
        return getpwnam(text)?.pointee.pw_uid
    }
}
