/// Cookies as they are sent and set (RFC 6265).
public struct Cookies: Sendable {
    private let pairs: [(name: Substring, value: Substring)]

    /// - Units: `headers` are all `Cookie` headers; HTTP/2 clients send several.
    public init(_ headers: [String]) {
        pairs = headers.flatMap { header in
            header.split(separator: ";").compactMap { pair in
                guard let equals = pair.firstIndex(of: "=") else { return nil }
                return (pair[..<equals].drop { $0 == " " }, pair[pair.index(after: equals)...])
            }
        }
    }

    /// nil where the cookie is absent, or stands twice: which of the two is ours cannot be told.
    public subscript(_ name: String) -> String? {
        let found = pairs.filter { $0.name == name }
        return found.count == 1 ? String(found[0].value) : nil
    }
}

/// A cookie to be set for the whole site, out of reach for scripts.
public struct SetCookie: Sendable {
    /// The value of the `Set-Cookie` header.
    ///
    /// - Units: `maximumAge` in seconds; 0 removes the cookie.
    public static func header(_ name: String, _ value: String, maximumAge: Int, isSecure: Bool) -> String {
        "\(name)=\(value); Path=/; Max-Age=\(maximumAge); HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }

    /// The prefix ties the cookie to this very host (RFC 6265bis, section 4.1.3.2), but exists under HTTPS only.
    public static func name(_ plain: String, isSecure: Bool) -> String {
        isSecure ? "__Host-" + plain : plain
    }
}
