import ArgumentParser
import Settings

/// Runs the whole site in the foreground.
struct Up: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the site in the foreground: NGINX, and the responders as they are needed.",
        discussion: """
            Ctrl-C (SIGINT) or SIGTERM ends everything it started. SIGHUP reads the settings again and replaces the \
            responders one by one without losing a request.
            """)

    func run() throws {
        let settings = try Settings.load()
        print(settings.origin)
    }
}
