import Glibc
import Settings

/// A command that runs again and again while the site does, such as `elwosa sweep`.
package struct ScheduledJob: Sendable {
    /// As in the name of its log.
    package var name: String
    package var path: String
    package var arguments: [String]
    /// From the start of the site to the first run.
    package var first: Duration
    /// From the end of one run to the next.
    package var pause: Duration

    package init(name: String, path: String, arguments: [String], first: Duration, pause: Duration) {
        self.name = name
        self.path = path
        self.arguments = arguments
        self.first = first
        self.pause = pause
    }

    /// Every hour, for the first time once the site has been up for some seconds.
    package static let sweep = ScheduledJob(
        name: "sweep", path: Settings.sibling("elwosa"), arguments: ["sweep"], first: .seconds(20),
        pause: .seconds(3_600))
}

/// Runs a scheduled job: one at a time, and a failure is told and does nothing else.
final class JobRunner: Watching {
    private let job: ScheduledJob
    private let program: Program
    private let limits: SupervisorLimits
    private let say: (String) -> Void
    private var process: ChildProcess?
    /// When it runs next, or when one that is to end is killed.
    private(set) var wakes: Moment?
    private var isStopping = false

    init(
        _ job: ScheduledJob, _ settings: Settings, limits: SupervisorLimits, at now: Moment,
        say: @escaping (String) -> Void
    ) throws(SupervisorError) {
        (self.job, self.limits, self.say) = (job, limits, say)
        var environment = Settings.processEnvironment
        environment["ELWOSA_STATE"] = settings.state
        program = Program(
            path: job.path, arguments: job.arguments, environment: environment,
            output: try Files.log("\(settings.logs)/\(job.name).log"))
        wakes = now + job.first
    }

    var watched: [Int32] { process.map { [$0.descriptor] } ?? [] }

    var isEmpty: Bool { process == nil }

    func look(readable: Set<Int32>, at now: Moment) {
        if let process, let ending = process.reap() { ended(process, ending, now) }
        guard let due = wakes, due <= now else { return }
        wakes = nil
        if isStopping { process?.signal(SIGKILL) } else { start(now) }
    }

    private func start(_ now: Moment) {
        do {
            process = try program.start()
        } catch {
            say("\(job.name): \(error)")
            wakes = now + job.pause
        }
    }

    private func ended(_ process: ChildProcess, _ ending: ChildProcess.Ending, _ now: Moment) {
        self.process = nil
        wakes = isStopping ? nil : now + job.pause
        if ending != .exited(0), !isStopping {
            say("\(job.name) (\(process.pid)) \(ending); \(job.name).log says why.")
        }
    }

    /// Starts nothing any more, and tells what runs to end.
    func stop(at now: Moment) {
        guard !isStopping else { return }
        isStopping = true
        process?.signal(SIGTERM)
        wakes = process == nil ? nil : now + limits.stop
    }

    func hasten(at now: Moment) {
        if isStopping, process != nil, wakes != nil { wakes = now }
    }
}
