import Settings

/// The stylesheet: the parts in `www/styles`, joined in the order of their names into the one file that pages name.
///
/// - Shape: one file, since a browser shows nothing before the last of its stylesheets has come. It lies in the state
///   directory: `www` may be read-only. Responders take its address from it (`Assets`), never from the parts, so that an
///   edit gets a new address when it is served, and no sooner.
package struct Stylesheet {
    private let settings: Settings

    package init(_ settings: Settings) { self.settings = settings }

    /// The bytes of all parts, with nothing between them.
    ///
    /// - Errors: no part where the settings say; a part that cannot be read.
    package func text() throws(SupervisorError) -> String {
        let place = settings.www + "/styles"
        // Editors keep hidden files beside what they edit.
        let parts = Files.names(in: place).filter { $0.hasSuffix(".css") && !$0.hasPrefix(".") }
        guard !parts.isEmpty else {
            throw SupervisorError("There is no stylesheet in \(place); set www (ELWOSA_WWW).")
        }
        return try parts.map { name throws(SupervisorError) in try Files.read("\(place)/\(name)") }.joined()
    }

    /// Replaces the joined file, in one step as NGINX sees it.
    func write() throws(SupervisorError) {
        let text = try text()
        try Files.makeDirectory(settings.joined)
        try Files.write(text, to: settings.joined + "/app.css")
    }
}
