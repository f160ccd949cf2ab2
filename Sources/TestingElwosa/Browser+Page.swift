import Foundation

/// The page that is open.
extension Browser {
    /// Opens an address and waits until it is loaded.
    package func go(_ url: String) throws {
        try command("POST", "/url", ["url": url])
    }

    package var title: String { get throws { try text("/title") } }

    package var url: String { get throws { try text("/url") } }

    /// The document as it is now, after scripts.
    package var source: String { get throws { try text("/source") } }

    /// The first element that matches the CSS selector.
    ///
    /// - Errors: `BrowserError` if there is none.
    package func find(_ selector: String) throws -> BrowserElement {
        let found = try command("POST", "/element", ["using": "css selector", "value": selector])
        return try BrowserElement(browser: self, reference: found)
    }

    /// - Shape: in document order; empty if nothing matches.
    package func findAll(_ selector: String) throws -> [BrowserElement] {
        let found = try command("POST", "/elements", ["using": "css selector", "value": selector])
        return try (found as? [Any] ?? []).map { try BrowserElement(browser: self, reference: $0) }
    }

    /// Does something that opens another page, and waits until that is the one at hand: loaded anew, or put in place
    /// by the site's own script, which counts the pages it has shown.
    ///
    /// The driver waits only for a navigation that has begun when it looks, and an answer to a form begins later.
    func leavePage(by gesture: () throws -> Void) throws {
        let before = try find("html").reference
        let shown = try find("html").attribute("data-shown")
        try gesture()
        let clock = ContinuousClock()
        let limit = clock.now + .seconds(10)
        while clock.now < limit {
            if let now = try? find("html"), now.reference != before { return }
            if let now = try? find("html").attribute("data-shown"), now != shown { return }
            usleep(5_000)
        }
        throw BrowserError("no other page came")
    }

    /// The value of a JavaScript expression: `browser.evaluate("document.documentElement.scrollWidth") as? Int`.
    package func evaluate(_ expression: String) throws -> Any {
        try command("POST", "/execute/sync", ["script": "return (\(expression));", "args": [Any]()])
    }

    /// Waits until a JavaScript expression is true.
    ///
    /// - Shape: false when it is not within 10 s.
    package func waitFor(_ expression: String) throws -> Bool {
        let clock = ContinuousClock()
        let limit = clock.now + .seconds(10)
        while clock.now < limit {
            if try evaluate(expression) as? Bool == true { return true }
            usleep(10_000)
        }
        return false
    }

    /// Presses one key, wherever the focus is: a character, or one of WebDriver's code points such as Tab, `\u{E004}`.
    package func press(_ key: String) throws {
        let strokes = [["type": "keyDown", "value": key], ["type": "keyUp", "value": key]]
        try command("POST", "/actions", ["actions": [["type": "key", "id": "keyboard", "actions": strokes]]])
    }

    /// - Shape: name to value, those of the page that is open, `HttpOnly` ones included.
    package var cookies: [String: String] {
        get throws {
            let all = try command("GET", "/cookie") as? [[String: Any]] ?? []
            return all.reduce(into: [:]) { $0[$1["name"] as? String ?? ""] = $1["value"] as? String }
        }
    }

    /// Gives the page's site another value of a cookie that scripts do not see.
    package func setCookie(_ name: String, _ value: String) throws {
        let cookie: [String: Any] = ["name": name, "value": value, "path": "/", "httpOnly": true, "sameSite": "Lax"]
        try command("POST", "/cookie", ["cookie": cookie])
    }

    /// The browser's complaints since the last call: blocked by the content policy, not found, script errors.
    package func complaints() throws -> [String] {
        let log = try command("POST", "/se/log", ["type": "browser"]) as? [[String: Any]] ?? []
        return log.filter { ["SEVERE", "WARNING"].contains($0["level"] as? String) }
            .compactMap { $0["message"] as? String }
    }

    private func text(_ path: String) throws -> String {
        try command("GET", path) as? String ?? ""
    }

    @discardableResult
    func command(_ method: String, _ path: String, _ parameters: [String: Any]? = nil) throws -> Any {
        try driver.call(method, session + path, parameters ?? (method == "POST" ? [:] : nil))
    }
}
