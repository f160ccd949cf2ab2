import Domain

/// Cookies as they are sent and set (RFC 6265).
public struct Cookies: Sendable {
    private let headers: [String]

    /// - Units: `headers` are all `Cookie` headers; HTTP/2 clients send several.
    public init(_ headers: [String]) {
        self.headers = headers
    }

    /// nil where the cookie is absent, or stands twice: which of the two is ours cannot be told.
    ///
    /// Every request comes through here, so it works on bytes: splitting by characters took longer than the database.
    public subscript(_ name: String) -> String? {
        var found: Substring.UTF8View?
        for header in headers {
            for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
                let pair = pair.drop { $0 == UInt8(ascii: " ") }
                guard let equals = pair.firstIndex(of: UInt8(ascii: "=")), pair[..<equals].elementsEqual(name.utf8)
                else { continue }
                guard found == nil else { return nil }
                found = pair[pair.index(after: equals)...]
            }
        }
        return found.flatMap { String($0) }
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

/// The two cookies of a session in a browser.
struct SessionCookies {
    let access: String?
    let refresh: String?

    init(_ parameters: Parameters, isSecure: Bool) {
        let cookies = Cookies(parameters.values(of: "HTTP_COOKIE"))
        access = cookies[Self.name("access", isSecure)]
        refresh = cookies[Self.name("refresh", isSecure)]
    }

    static func setting(_ pair: Tokens.Pair, isSecure: Bool) -> [String] {
        [
            SetCookie.header(
                name("access", isSecure), pair.access, maximumAge: Int(AccessToken.lifetime), isSecure: isSecure),
            SetCookie.header(
                name("refresh", isSecure), pair.refresh, maximumAge: Int(RefreshPolicy.idleSeconds),
                isSecure: isSecure),
        ]
    }

    static func removal(isSecure: Bool) -> [String] {
        ["access", "refresh"].map {
            SetCookie.header(name($0, isSecure), "", maximumAge: 0, isSecure: isSecure)
        }
    }

    private static func name(_ kind: String, _ isSecure: Bool) -> String {
        SetCookie.name("elwosa-" + kind, isSecure: isSecure)
    }
}
