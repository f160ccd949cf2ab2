import Foundation

/// An element of the page that is open. It is gone when the page is.
package struct BrowserElement {
    private let browser: Browser
    private let path: String

    /// Differs between any two elements, those of a page before included.
    var reference: String { path }

    init(browser: Browser, reference: Any) throws {
        // The key is the protocol's web element identifier; there is only this one.
        guard let id = (reference as? [String: String])?.values.first else { throw BrowserError("no element") }
        self.browser = browser
        path = "/element/" + id
    }

    /// As a person sees it: nothing of what is hidden.
    package var text: String { get throws { try browser.command("GET", path + "/text") as? String ?? "" } }

    /// The name that a screen reader says for it.
    package var label: String { get throws { try browser.command("GET", path + "/computedlabel") as? String ?? "" } }

    package func attribute(_ name: String) throws -> String? {
        try browser.command("GET", path + "/attribute/" + name) as? String
    }

    /// The state of the element rather than its markup: `value` of a field that was typed into.
    package func property(_ name: String) throws -> String? {
        try browser.command("GET", path + "/property/" + name) as? String
    }

    package func css(_ property: String) throws -> String {
        try browser.command("GET", path + "/css/" + property) as? String ?? ""
    }

    /// A property of its style as it is computed.
    func style(_ property: String) throws -> String {
        try browser.command("GET", path + "/css/" + property) as? String ?? ""
    }

    /// Scrolls to it and clicks its middle, once the page lets it be pressed. For what opens another page, see `follow()`.
    ///
    /// - Errors: `BrowserError` if something else still lies there after 2 s.
    package func click() throws {
        let clock = ContinuousClock()
        let limit = clock.now + .seconds(2)
        while true {
            do {
                try browser.command("POST", path + "/click")
                return
            } catch let error as BrowserError where error.description.contains("click intercepted") && clock.now < limit
            {
                usleep(10_000)
            }
        }
    }

    package func type(_ text: String) throws {
        try browser.command("POST", path + "/value", ["text": text])
    }

    package func clear() throws {
        try browser.command("POST", path + "/clear")
    }

    /// Clicks a link or a button and waits for the page that it opens.
    ///
    /// - Errors: `BrowserError` if the page is still the same after 10 s.
    package func follow() throws {
        try browser.leavePage { try click() }
    }

    /// Presses Enter in it, as one sends a form from a field, and waits for the page that answers.
    ///
    /// - Errors: as `follow()`.
    package func submit() throws {
        try browser.leavePage { try type("\u{E007}") }
    }
}
