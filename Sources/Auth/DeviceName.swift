import AuthTexts
import Texts

/// A browser and its system, guessed from what it says of itself.
///
/// - Source: the `User-Agent` header (RFC 9110, section 10.1.5). Browsers name each other in it, so the order of the
///   tables matters; it can be forged, and only serves to recognise one's own sessions.
struct DeviceName: Equatable {
    /// nil where nothing is recognised.
    let browser: String?
    let system: String?

    init(userAgent: String) {
        browser = Self.first(of: Self.browsers, in: userAgent) ?? Self.product(userAgent)
        system = Self.first(of: Self.systems, in: userAgent)
    }

    func words(_ texts: Texts) -> String { texts.device(browser: browser, system: system) }

    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Vivaldi/", "Vivaldi"), ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]

    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
        ("CrOS", "ChromeOS"), ("Macintosh", "Mac"), ("Linux", "Linux"), ("BSD", "BSD"),
    ]

    private static func first(of table: [(sign: String, name: String)], in userAgent: String) -> String? {
        table.first { userAgent.contains($0.sign) }?.name
    }

    /// The first word of programs that are no browsers: `curl/8.5.0` is curl.
    private static func product(_ userAgent: String) -> String? {
        let name = userAgent.prefix { $0 != "/" && $0 != " " }
        return name.isEmpty || name == "Mozilla" ? nil : String(name.prefix(40))
    }
}
