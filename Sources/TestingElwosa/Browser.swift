import Foundation

/// A real browser, headless, driven as a person would use it.
///
/// One belongs to one test: it has a fresh profile and shares nothing. Calls block until the page has answered.
///
/// - Source: W3C WebDriver through chromedriver (Debian package `chromium-driver`); what that protocol lacks (colour
///   scheme, screen size, touch) goes through the DevTools protocol's domain `Emulation`.
package final class Browser {
    private let process: BrowserProcess
    private let profile: URL
    let driver: WebDriverClient
    let session: String

    /// The options by which the browser is set up.
    package struct Options {
        /// CSS pixels.
        package var width = 1_280
        package var height = 800
        package var dark = false
        package var touch = false
        package var javaScript = true
        /// As in `Accept-Language`.
        package var language = "de"

        package init() {}
    }

    private init(process: BrowserProcess, profile: URL, options: Options) throws {
        self.process = process
        self.profile = profile
        driver = WebDriverClient(port: process.port)
        let made = try driver.call("POST", "/session", Self.capabilities(options, profile: profile))
        guard let id = (made as? [String: Any])?["sessionId"] as? String else { throw BrowserError("no session") }
        session = "/session/" + id
        try resize(options.width, options.height, touch: options.touch)
        try emulate(dark: options.dark)
    }

    /// - Errors: `BrowserError`; nothing is left running.
    static func start(_ options: Options) throws -> Browser {
        let profile = FileManager.default.temporaryDirectory.appending(path: "elwosa-browser-\(UUID().uuidString)")
        let process = try BrowserProcess.start()
        do {
            return try Browser(process: process, profile: profile, options: options)
        } catch {
            process.end()
            try? FileManager.default.removeItem(at: profile)
            throw error
        }
    }

    /// The numbers of the processes it consists of; empty once it has ended.
    package var processes: [Int32] { process.members }

    func end() {
        _ = try? driver.call("DELETE", session)
        process.end()
        try? FileManager.default.removeItem(at: profile)
    }

    private static func capabilities(_ options: Options, profile: URL) -> [String: Any] {
        var arguments = [
            "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
            "--user-data-dir=\(profile.path)", "--lang=\(options.language)",
        ]
        // Chromium's own sandbox refuses to run for root, as which containers run their tests.
        if geteuid() == 0 { arguments.append("--no-sandbox") }
        var settings: [String: Any] = ["intl.accept_languages": options.language]
        if !options.javaScript { settings["profile.managed_default_content_settings.javascript"] = 2 }
        let chrome: [String: Any] = ["args": arguments, "prefs": settings]
        return [
            "capabilities": [
                "alwaysMatch": ["goog:chromeOptions": chrome, "goog:loggingPrefs": ["browser": "ALL"]]
            ]
        ]
    }
}

/// Runs `body` with a browser that ends with it, however it ends.
///
/// - Errors: what `body` throws, and `BrowserError`.
package func withBrowser<Result>(
    _ options: Browser.Options = .init(), _ body: (Browser) throws -> Result
) throws -> Result {
    let browser = try Browser.start(options)
    defer { browser.end() }
    return try body(browser)
}
