import Glibc
import Settings

/// The checks that can be made on a site without starting it.
package enum SiteCheck {
    /// The lock on this state directory: true while `elwosa up` holds it.
    package static func isRunning(_ settings: Settings) -> Bool {
        let descriptor = open(settings.state + "/up.lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }

    /// - Errors: the address is in use or not one of this machine's.
    package static func port(_ settings: Settings) throws(SupervisorError) {
        _ = try ListeningSocket.tcp(settings.listen)
    }

    /// Has NGINX read the configuration that it would run with, and looks for what it would serve.
    ///
    /// - Errors: no NGINX, no configuration, or one that NGINX refuses, in its words; no stylesheet.
    package static func gateway(_ settings: Settings) throws(SupervisorError) {
        try Files.makeDirectory(settings.logs)
        let configuration = GatewayConfiguration(settings: settings, areas: ServedArea.all, isRoot: geteuid() == 0)
        try configuration.write()
        try Gateway.check(try Gateway.find(settings.nginx), configuration)
        // Not written: the site may be running, and shows an edit only when it is told to.
        _ = try Stylesheet(settings).text()
    }

    /// - Errors: a responder's program is missing or may not be run.
    package static func programs(_ settings: Settings) throws(SupervisorError) {
        for area in ServedArea.all where access("\(settings.programs)/\(area.program)", X_OK) != 0 {
            throw .system("\(settings.programs)/\(area.program) cannot be run")
        }
    }
}
