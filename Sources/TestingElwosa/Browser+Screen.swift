import Foundation

/// The screen the page is shown on.
extension Browser {
    /// - Units: CSS pixels, one device pixel each.
    package func resize(_ width: Int, _ height: Int, touch: Bool = false) throws {
        try devTools(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch])
        try devTools("Emulation.setTouchEmulationEnabled", ["enabled": touch])
    }

    package func emulate(dark: Bool) throws {
        try emulate("prefers-color-scheme", dark ? "dark" : "light")
    }

    /// Sets one media feature, such as `forced-colors` to `active`; the others go back to their defaults.
    package func emulate(_ feature: String, _ value: String) throws {
        try devTools("Emulation.setEmulatedMedia", ["features": [["name": feature, "value": value]]])
    }

    /// Saves what is in sight, or the whole page, as a PNG file.
    package func screenshot(to path: String, wholePage: Bool = false) throws {
        let shot = try devTools("Page.captureScreenshot", ["format": "png", "captureBeyondViewport": wholePage])
        guard let encoded = (shot as? [String: Any])?["data"] as? String, let png = Data(base64Encoded: encoded) else {
            throw BrowserError("no screenshot")
        }
        try png.write(to: URL(fileURLWithPath: path))
    }

    @discardableResult
    package func devTools(_ name: String, _ parameters: [String: Any]) throws -> Any {
        try command("POST", "/goog/cdp/execute", ["cmd": name, "params": parameters])
    }
}
