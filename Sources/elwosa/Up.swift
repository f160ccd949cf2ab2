import ArgumentParser
import Glibc
import Settings
import Supervisor

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
        let orders = OrderSource.signals()
        let supervisor = try Supervisor(
            settings, chores: [.sweep], reread: { () throws(SettingsError) in try Settings.load() }, say: Self.say)
        try UpOpening.prepare(settings).forEach(Self.say)
        Self.say("ELWOSA is at \(settings.origin)")
        Self.say("Logs are in \(settings.logs), everything else in \(settings.state). Ctrl-C ends it.")
        try UpOpening.greet(settings).forEach(Self.say)
        supervisor.run(orders)
    }

    /// Prints a line at once, also where the output is a file or a pipe.
    private static func say(_ line: String) {
        print(line)
        fflush(nil)
    }
}
