import Administration
import ArgumentParser
import Glibc
import Settings

/// Runs the whole site in the foreground.
struct Up: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the site in the foreground: NGINX, and the responders as they are needed.",
        discussion: """
            Ctrl-C (SIGINT) or SIGTERM ends everything it started. SIGHUP reads the settings and the stylesheet again \
            and replaces the responders one by one without losing a request.
            """)

    /// Becomes `elwosa-supervisor`, under the same process id.
    func run() throws {
        let program = Settings.sibling("elwosa-supervisor")
        var arguments = [strdup(program), nil]
        execv(program, &arguments)
        throw CommandFailure("\(program) cannot be run: \(String(cString: strerror(errno))).")
    }
}
