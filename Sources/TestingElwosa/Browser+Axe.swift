import Foundation

extension Browser {
    /// The faults that axe-core finds in the page as it is shown now.
    ///
    /// - Shape: rule and place of each fault; empty for a good page.
    /// - Source: https://github.com/dequelabs/axe-core, as the Python package axe-playwright-python brings it; the rules
    ///   of WCAG 2.0 to 2.2, levels A and AA, and axe's best practices.
    package func axeFaults() throws -> [String] {
        try command("POST", "/execute/sync", ["script": try Self.axe(), "args": [Any]()])
        let run = """
            axe.run().then((result) => result.violations.map((fault) =>
            fault.id + ": " + fault.nodes.map((node) => node.target.join(" ")).slice(0, 5).join(", ")))
            """
        return try evaluate(run) as? [String] ?? ["axe gave no answer"]
    }

    /// - Errors: `BrowserError` where `.ci/python` has not brought it.
    private static func axe() throws -> String {
        let libraries = URL(filePath: ".build/venv/lib")
        let versions =
            (try? FileManager.default.contentsOfDirectory(at: libraries, includingPropertiesForKeys: nil)) ?? []
        for version in versions {
            let file = version.appending(path: "site-packages/axe_playwright_python/axe.min.js")
            if let text = try? String(contentsOf: file, encoding: .utf8) { return text }
        }
        throw BrowserError("axe-core is not in .build/venv; .ci/python brings it")
    }
}
