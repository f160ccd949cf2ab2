import Foundation
import Settings
import Supervisor

/// The whole site as a person runs it: `elwosa up` with the real NGINX, in a directory of its own on a free port.
package final class RunningSite: Sendable {
    package let state: String
    package let port: UInt16
    /// The process of `elwosa up`.
    package let pid: pid_t
    /// The lines that it prints, both streams.
    package let output = Lines()
    private let ending = Lines()

    package struct Options: Sendable {
        /// Settings as variables: `["ELWOSA_THREADS": "4"]`.
        package var environment: [String: String] = [:]
        /// The program that stands in for every responder, by its name among the built ones; nil runs the real ones.
        package var standIn: String?
        /// A state directory that it begins with a copy of; nil is an empty one.
        package var copied: String?

        package init(environment: [String: String] = [:], standIn: String? = nil, copied: String? = nil) {
            self.environment = environment
            self.standIn = standIn
            self.copied = copied
        }
    }

    /// - Errors: `HTTPError` with what it printed when it does not come up.
    package init(_ options: Options = Options()) throws {
        state = FileManager.default.temporaryDirectory.path + "/elwosa-\(UUID().uuidString.prefix(8))"
        port = try Self.freePort()
        if let copied = options.copied {
            try FileManager.default.copyItem(atPath: copied, toPath: state)
        } else {
            try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        }
        let program = try Self.program(options, state: state, port: port)
        pid = try Self.start(program, output: output, ending: ending)
        guard output.wait(for: { $0.hasPrefix("ELWOSA is at") }) != nil else {
            kill(pid, SIGTERM)
            _ = ending.wait { _ in true }
            try? FileManager.default.removeItem(atPath: state)
            throw HTTPError("elwosa up did not start: \(output.all.joined(separator: "\n"))")
        }
    }

    /// The directory of the programs that were built with these tests.
    package static var builtPrograms: String {
        (Settings.processExecutable as NSString).deletingLastPathComponent
    }

    private static func program(_ options: Options, state: String, port: UInt16) throws -> Program {
        var environment = Settings.processEnvironment.filter { !$0.key.hasPrefix("ELWOSA_") }
        environment["ELWOSA_STATE"] = state
        environment["ELWOSA_LISTEN"] = "127.0.0.1:\(port)"
        if let standIn = options.standIn {
            environment["ELWOSA_PROGRAMS"] = state + "/programs"
            try FileManager.default.createDirectory(atPath: state + "/programs", withIntermediateDirectories: true)
            for program in Set(ServedArea.all.map(\.program)) {
                try FileManager.default.createSymbolicLink(
                    atPath: "\(state)/programs/\(program)", withDestinationPath: "\(builtPrograms)/\(standIn)")
            }
        }
        environment.merge(options.environment) { $1 }
        return Program(path: builtPrograms + "/elwosa", arguments: ["up"], environment: environment)
    }

    /// A program ends with the thread that started it, so one thread starts it and waits for its end.
    private static func start(_ program: Program, output: Lines, ending: Lines) throws -> pid_t {
        let started = Lines()
        Thread.detachNewThread {
            var ends: [Int32] = [-1, -1]
            pipe(&ends)
            _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
            _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
            var program = program
            program.output = ends[1]
            let process = try? program.start()
            close(ends[1])
            output.read(ends[0])
            started.add(String(process?.pid ?? -1))
            ending.add(process?.wait().description ?? "not started")
        }
        guard let pid = started.wait(for: { _ in true }).flatMap({ pid_t($0) }), pid > 0 else {
            throw HTTPError("\(program.path) cannot be started")
        }
        return pid
    }

    package static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 ? getsockname(descriptor, $0, &size) : -1
            }
        }
        guard code == 0 else { throw HTTPError("no free port") }
        return UInt16(bigEndian: address.sin_port)
    }
}

extension RunningSite {
    package var origin: String { "http://127.0.0.1:\(port)" }

    package func client(_ headers: [(String, String)] = [], keepsConnection: Bool = false) -> HTTPClient {
        HTTPClient(port: port, headers: headers, keepsConnection: keepsConnection)
    }

    /// The responders of an area that are running now, the oldest first.
    package func responders(_ area: String) -> [pid_t] {
        guard let served = ServedArea.all.first(where: { $0.name == area }) else { return [] }
        return Processes.children(of: pid).map(\.pid).filter { child in
            let line = Processes.commandLine(of: child)
            return line.first?.hasSuffix("/\(served.program)") ?? false && Array(line.dropFirst()) == served.arguments
        }
    }

    package var nginx: pid_t? { Processes.children(of: pid).first { $0.name == "nginx" }?.pid }

    package func signal(_ number: Int32) { kill(pid, number) }

    package func log(_ name: String) -> String {
        (try? String(contentsOfFile: "\(state)/log/\(name).log", encoding: .utf8)) ?? ""
    }

    /// Waits for `elwosa up` to end; how it did, or nil when it goes on for longer than the limit.
    package func waitForEnd(seconds: Double = 30) -> String? { ending.wait(seconds: seconds) { _ in true } }

    /// Ends the site.
    ///
    /// - Shape: what is wrong with how it went, a sentence each; empty when it left nothing behind and NGINX has
    ///   nothing grave in its log.
    package func end() -> [String] {
        var complaints: [String] = []
        let descendants = Processes.descendants(of: pid)
        signal(SIGTERM)
        let end = waitForEnd()
        if end != "ended with exit code 0" { complaints.append("elwosa up: \(end ?? "goes on")") }
        complaints += descendants.filter(Processes.isAlive).map { "process \($0) is left" }
        let sockets = (try? FileManager.default.contentsOfDirectory(atPath: state + "/run")) ?? []
        complaints += sockets.map { "the socket \($0) is left" }
        let grave = ["[alert]", "[emerg]", "[crit]"]
        complaints += log("nginx-error").split(separator: "\n").map(String.init)
            .filter { line in grave.contains { line.contains($0) } }
        if ProcessInfo.processInfo.environment["ELWOSA_TEST_KEEP"] == "1" {
            print("The site is kept in \(state)")
        } else {
            try? FileManager.default.removeItem(atPath: state)
        }
        return complaints
    }
}

/// Runs `body` with a site that ends with it, however it ends.
///
/// - Errors: what `body` throws; `HTTPError` with what was wrong on the way out.
package func withRunningSite(
    _ options: RunningSite.Options = .init(), _ body: (RunningSite) throws -> Void
) throws {
    let site = try RunningSite(options)
    var complaints: [String] = []
    do {
        try body(site)
        complaints = site.end()
    } catch {
        _ = site.end()
        throw error
    }
    if !complaints.isEmpty { throw HTTPError(complaints.joined(separator: "\n")) }
}
