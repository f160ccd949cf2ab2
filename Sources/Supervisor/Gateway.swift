import Glibc
import Settings

/// Keeps NGINX running: configures it, starts it on a socket held here, starts it again when it died, ends it.
final class Gateway: Watching {
    private let program: String
    private var configuration: GatewayConfiguration
    /// Held until the site ends, so that connections wait while NGINX is started again.
    private var socket: ListeningSocket?
    private let log: Int32
    private let limits: SupervisorLimits
    private let say: (String) -> Void

    private(set) var process: ChildProcess?
    private var backoff = Backoff()
    private var startedAt: Moment?
    private var restsUntil: Moment?
    /// The signals that are still to be tried on an NGINX that should end.
    private var insistence: [Int32] = []
    private var insistsAt: Moment?

    /// - Errors: a port in use; no NGINX; a configuration that NGINX refuses, in NGINX's words; no stylesheet.
    init(
        _ configuration: GatewayConfiguration, limits: SupervisorLimits, say: @escaping (String) -> Void
    ) throws(SupervisorError) {
        let settings = configuration.settings
        program = try Self.find(settings.nginx)
        socket = try ListeningSocket.tcp(settings.listen)
        log = try Files.log(settings.logs + "/nginx-error.log")
        (self.configuration, self.limits, self.say) = (configuration, limits, say)
        try configuration.write()
        try check()
        try Stylesheet(settings).write()
    }

    deinit { close(log) }

    /// NGINX lies in a sbin directory, which is not in everybody's PATH.
    static func find(_ name: String) throws(SupervisorError) -> String {
        if name.contains("/") {
            guard access(name, X_OK) == 0 else { throw .system("NGINX (\(name)) cannot be run") }
            return name
        }
        let path = Settings.processEnvironment["PATH"] ?? ""
        let places = path.split(separator: ":").map(String.init) + ["/usr/local/sbin", "/usr/sbin", "/sbin"]
        guard let place = places.first(where: { access("\($0)/\(name)", X_OK) == 0 }) else {
            throw SupervisorError(
                "There is no program \(name); install the package nginx, or name the program with nginx (ELWOSA_NGINX)."
            )
        }
        return "\(place)/\(name)"
    }

    private var command: Program { Self.command(program, configuration, output: log) }

    private static func command(_ program: String, _ configuration: GatewayConfiguration, output: Int32) -> Program {
        // Without -e NGINX would first try the log it was compiled with, which is not ours to write.
        Program(
            path: program,
            arguments: [
                "-e", configuration.settings.logs + "/nginx-error.log", "-p", configuration.directory + "/",
                "-c", configuration.mainFile,
            ],
            environment: Settings.processEnvironment, output: output)
    }

    /// Has NGINX read its configuration (`-t`).
    private func check() throws(SupervisorError) {
        try Self.check(program, configuration)
    }

    static func check(_ program: String, _ configuration: GatewayConfiguration) throws(SupervisorError) {
        let report = configuration.directory + "/check.log"
        unlink(report)
        let output = try Files.log(report)
        defer { close(output) }
        var test = command(program, configuration, output: output)
        test.arguments += ["-t", "-q"]
        guard try test.start().wait() != .exited(0) else { return }
        throw SupervisorError("NGINX refuses its configuration: \(sentence(try Files.read(report)))")
    }

    private static func sentence(_ text: String) -> String {
        text.split(separator: "\n").first.map(String.init) ?? "it does not say why."
    }

    func start(at now: Moment) {
        do {
            var command = command
            if let socket {
                // The way NGINX hands its sockets to its own successor: it serves this one instead of opening it.
                command.third = socket.descriptor
                command.environment["NGINX"] = "3;"
            }
            startedAt = now
            process = try command.start()
        } catch {
            rest("\(error)", now)
        }
    }

    private func rest(_ what: String, _ now: Moment) {
        let pause = backoff.fail()
        restsUntil = now + pause
        say("\(what) NGINX is started again after \(pause.text).")
    }

    var watched: [Int32] { process.map { [$0.descriptor] } ?? [] }

    var wakes: Moment? { [restsUntil, insistsAt].compactMap { $0 }.min() }

    func look(readable: Set<Int32>, at now: Moment) {
        if let process, let ending = process.reap() { ended(process, ending, now) }
        if let rest = restsUntil, rest <= now {
            restsUntil = nil
            start(at: now)
        }
        if let due = insistsAt, due <= now { insist(at: now) }
    }

    private func ended(_ process: ChildProcess, _ ending: ChildProcess.Ending, _ now: Moment) {
        process.killGroup()
        self.process = nil
        if isStopping { return insistsAt = nil }
        if let startedAt, now - startedAt > .seconds(10) { backoff.succeed() }
        rest("NGINX (\(process.pid)) \(ending).", now)
    }
}

extension Gateway {
    /// Takes over changed settings and an edited stylesheet without dropping a connection; a configuration that NGINX
    /// refuses changes nothing.
    func reload(_ settings: Settings) throws(SupervisorError) {
        let old = configuration
        configuration = GatewayConfiguration(settings: settings, areas: old.areas, isRoot: old.isRoot)
        do {
            try configuration.write()
            try check()
            try Stylesheet(settings).write()
        } catch {
            configuration = old
            try old.write()
            throw error
        }
        process?.signal(SIGHUP)
    }

    var isStopping: Bool { socket == nil }

    var isEmpty: Bool { isStopping && process == nil }

    /// No connection is accepted any more; what is open is answered.
    func stop(at now: Moment) {
        guard !isStopping else { return }
        (socket, restsUntil) = (nil, nil)
        insistence = [SIGQUIT, SIGTERM, SIGKILL]
        insist(at: now)
    }

    /// Ends the patience with an NGINX that is ending.
    func hasten(at now: Moment) {
        if insistsAt != nil { insistsAt = now }
    }

    private func insist(at now: Moment) {
        insistsAt = nil
        guard let process, let signal = insistence.first else { return }
        insistence.removeFirst()
        process.signal(signal)
        if signal != SIGKILL { insistsAt = now + limits.gateway }
    }
}
