import AuthDomain
import Domain

/// Cookies as they are sent and set (RFC 6265).
package struct Cookies: Sendable {
    private let headers: [String]

    /// - Units: `headers` are all `Cookie` headers; HTTP/2 clients send several.
    package init(_ headers: [String]) {
        self.headers = headers
    }

    /// nil where the cookie is absent, or stands twice: which of the two is ours cannot be told.
    package subscript(_ name: String) -> String? {
        var values: [String] = []
        for var header in headers {
            header.withUTF8 { header in
                header.eachPiece(separatedBy: ";") { pair in
                    let pair = pair.trimmed
                    if let equals = pair.place(of: "="),
                        UnsafeBufferPointer(rebasing: pair[..<equals]).isSame(as: name)
                    {
                        values.append(String(decoding: pair[(equals + 1)...], as: UTF8.self))
                    }
                    return true
                }
            }
        }
        return values.count == 1 ? values[0] : nil
    }
}

/// A cookie to be set for the whole site, out of reach for scripts.
package struct SetCookie: Sendable {
    /// The value of the `Set-Cookie` header.
    ///
    /// - Units: `maximumAge` in seconds; 0 removes the cookie.
    package static func header(_ name: String, _ value: String, maximumAge: Int, isSecure: Bool) -> String {
        "\(name)=\(value); Path=/; Max-Age=\(maximumAge); HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }

    /// The prefix ties the cookie to this very host (RFC 6265bis, section 4.1.3.2), but exists under HTTPS only.
    package static func name(_ plain: String, isSecure: Bool) -> String {
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
