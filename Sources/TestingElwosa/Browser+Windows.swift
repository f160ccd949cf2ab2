/// More than one page of the same browser.
extension Browser {
    /// The page that is at hand: the one that all calls are about.
    package var tab: String { get throws { try command("GET", "/window") as? String ?? "" } }

    /// Opens an empty page beside the others and makes it the one at hand.
    ///
    /// - Shape: `isTab` puts it in front of the one at hand, which then is hidden; else both are in sight.
    package func openPage(isTab: Bool = false) throws -> String {
        let made = try command("POST", "/window/new", ["type": isTab ? "tab" : "window"]) as? [String: Any]
        guard let handle = made?["handle"] as? String else { throw BrowserError("no other page") }
        try turn(to: handle)
        return handle
    }

    package func turn(to tab: String) throws {
        try command("POST", "/window", ["handle": tab])
    }

    /// Closes the page at hand; `turn(to:)` has to follow.
    package func closePage() throws {
        try command("DELETE", "/window")
    }
}

extension Browser {
    /// Runs a script before those of every page that is opened from now on in the one at hand.
    package func atStart(_ script: String) throws {
        try devTools("Page.addScriptToEvaluateOnNewDocument", ["source": script])
    }
}
