/// An element of the page that is open. It is gone when the page is.
public struct BrowserElement {
    private let browser: Browser
    private let path: String

    init(browser: Browser, reference: Any) throws {
        // The key is the protocol's web element identifier; there is only this one.
        guard let id = (reference as? [String: String])?.values.first else { throw BrowserError("no element") }
        self.browser = browser
        path = "/element/" + id
    }

    /// As a person sees it: nothing of what is hidden.
    public var text: String { get throws { try browser.command("GET", path + "/text") as? String ?? "" } }

    /// What a screen reader calls it.
    public var label: String { get throws { try browser.command("GET", path + "/computedlabel") as? String ?? "" } }

    public func attribute(_ name: String) throws -> String? {
        try browser.command("GET", path + "/attribute/" + name) as? String
    }

    /// The state of the element rather than its markup: `value` of a field that was typed into.
    public func property(_ name: String) throws -> String? {
        try browser.command("GET", path + "/property/" + name) as? String
    }

    public func css(_ property: String) throws -> String {
        try browser.command("GET", path + "/css/" + property) as? String ?? ""
    }

    /// Scrolls to it and clicks its middle; if that opens a page, waits until it is loaded.
    public func click() throws {
        try browser.command("POST", path + "/click")
    }

    public func type(_ text: String) throws {
        try browser.command("POST", path + "/value", ["text": text])
    }

    public func clear() throws {
        try browser.command("POST", path + "/clear")
    }

    /// Presses Enter in it, as one sends a form from a field.
    public func submit() throws {
        try type("\u{E007}")
    }
}
