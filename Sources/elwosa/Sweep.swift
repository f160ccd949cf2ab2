import Administration
import ArgumentParser
import Crypto
import Domain
import Glibc
import Platform
import Settings
import Web

/// Forgets what has outlived its use; `elwosa up` runs it every hour.
struct Sweep: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Erase what has been in the trash for 30 days, and what has expired.",
        discussion: """
            Tasks from the trash go for good: their events stay, without what they said, so that the chain still holds; \
            `elwosa events verify` counts them. Idempotency keys, invitations, sessions, tokens and counters of wrong \
            sign-ins go once they cannot count any more. `elwosa up` runs this every hour.

            A clock that is ahead erases nothing: two sweeps have to find a thing expired, 24 hours apart by the clock \
            that runs with the machine (CLOCK_MONOTONIC, summed across restarts), and when the time steps back in \
            between, the count begins anew.
            """)

    @Flag(help: "Only say what would go.")
    var dryRun = false

    func run() throws {
        let settings = try Settings.load()
        let now = SweepTime(Clock.system.now(), uptime: MonotonicTime.now.seconds)
        try Installation(settings: settings).open { house in
            guard !dryRun else { return Self.say("Would erase", "would forget", try house.sweeps.sweepable(at: now)) }
            guard let lock = try SweepLock(settings.state + "/sweep.lock") else {
                return print("Another sweep is at work; nothing was done.")
            }
            defer { lock.release() }
            Self.say("Erased", "forgot", try house.sweeps.sweep(by: .commandLine, at: now))
        }
    }

    private static func say(_ erased: String, _ forgot: String, _ outcome: SweepOutcome) {
        let count = outcome.gone
        print(
            "\(erased) \(count.tasks) tasks from the trash; \(forgot) \(count.retries) idempotency keys, "
                + "\(count.invitations) invitations, \(count.sessions) sessions, \(count.counters) counters, "
                + "\(count.tokens) tokens.")
        guard outcome.waiting.all > 0 else { return }
        print(
            "\(outcome.waiting.all) more have expired (\(outcome.waiting.tasks) of them tasks); they go when a sweep finds "
                + "them so 24 hours of running after another.")
    }
}

/// Held by the one sweep at work on a state directory.
private struct SweepLock {
    private let descriptor: Int32

    /// - Shape: nil while another one has it.
    init?(_ path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure("\(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    func release() { close(descriptor) }
}
