import Foundation
import Platform
import Settings
import Supervisor
import Testing
import TestingElwosa

/// A supervisor on a thread of its own, with stand-ins for the responders and without NGINX.
final class RunningSupervisor: Sendable {
    let state: String
    private let orders: FileHandle
    private let said = Lines()
    private let ended = Lines()

    init(
        areas: [String] = ["tasks"], program: String = "StandIn", limits: SupervisorLimits = .init(),
        jobEvery: Duration? = nil, behaviour: String = ""
    ) throws {
        state = FileManager.default.temporaryDirectory.path + "/elwosa-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        try behaviour.write(toFile: state + "/behaviour", atomically: true, encoding: .utf8)
        let pipe = Pipe()
        orders = pipe.fileHandleForWriting
        let reading = pipe.fileHandleForReading
        _ = fcntl(reading.fileDescriptor, F_SETFL, O_NONBLOCK)
        let settings = try Self.settings(state)
        let (said, ended) = (said, ended)
        let jobs = jobEvery.map { pause in
            [
                ScheduledJob(
                    name: "job", path: "\(settings.programs)/StandIn", arguments: ["job"], first: .zero,
                    pause: pause)
            ]
        }
        // The children end with the thread that started them, so it goes on until there are none.
        Thread.detachNewThread {
            do {
                let served = areas.map { ServedArea(name: $0, program: program) }
                let supervisor = try Supervisor(
                    settings, areas: served, jobs: jobs ?? [], gateway: false, limits: limits,
                    reread: { () throws(SettingsError) in settings }, say: { said.add($0) })
                said.add("running")
                supervisor.run(.pipe(reading.fileDescriptor))
            } catch {
                said.add("refused: \(error)")
            }
            ended.add("ended")
        }
        guard said.wait(for: { $0.contains("running") || $0.hasPrefix("refused") }) != nil else { throw Late() }
    }

    static func settings(_ state: String) throws -> Settings {
        // Stand-ins are built beside the tests.
        let place = URL(fileURLWithPath: Settings.processExecutable).deletingLastPathComponent().path
        return try Settings.load(environment: ["ELWOSA_STATE": state, "ELWOSA_PROGRAMS": place])
    }

    struct Late: Error {}

    func order(_ order: Order) { orders.write(Data([order.rawValue])) }

    func behave(_ behaviour: String) throws {
        try behaviour.write(toFile: state + "/behaviour", atomically: true, encoding: .utf8)
    }

    /// The lines that it has said so far.
    var lines: [String] { said.all.filter { $0 != "running" } }

    func says(_ part: String) -> Bool { said.wait { $0.contains(part) } != nil }

    /// The stand-ins that were started, in their order.
    var started: [pid_t] {
        let text = (try? String(contentsOfFile: state + "/started", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { pid_t($0) }
    }

    /// A plus for each job that began, a minus for each that came to its end.
    var runs: String { (try? String(contentsOfFile: state + "/runs", encoding: .utf8)) ?? "" }

    func connect(to area: String = "tasks") throws -> Line { try Line(to: "\(state)/run/\(area).sock") }

    /// The process that answers a new connection.
    func ask(_ area: String = "tasks") throws -> pid_t? { try connect(to: area).ask() }

    /// Ends it and checks that nothing is left.
    func stop() {
        order(.stop)
        #expect(ended.wait { $0 == "ended" } != nil)
        for pid in started { #expect(isGone(pid), "stand-in \(pid) is left") }
        #expect((try? FileManager.default.contentsOfDirectory(atPath: state + "/run")) == [])
        try? FileManager.default.removeItem(atPath: state)
    }
}

func isGone(_ pid: pid_t) -> Bool { kill(pid, 0) != 0 && errno == ESRCH }

/// A connection to a stand-in.
final class Line {
    private let descriptor: Int32

    init(to path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let code = try #require(UnixAddress(path)).withSocketAddress { Glibc.connect(descriptor, $0, $1) }
        try #require(code == 0, "\(path): \(errno)")
    }

    deinit { close(descriptor) }

    /// The stand-in sees the end of the connection.
    func end() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    func send(_ line: String) { _ = Glibc.send(descriptor, line + "\n", line.utf8.count + 1, Int32(MSG_NOSIGNAL)) }

    /// The answer; nil when the connection was closed instead.
    func receive() -> String? {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }

    func ask() -> pid_t? {
        send("pid")
        return receive().flatMap { pid_t($0.dropLast()) }
    }
}
