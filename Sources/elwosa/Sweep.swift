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
            let sweeps = house.sweeps
            guard !dryRun else {
                return Self.say("Would erase", "would forget", sweeps.sweptThings, try sweeps.sweepable(at: now))
            }
            guard let lock = try SweepLock(settings.state + "/sweep.lock") else {
                return print("Another sweep is at work; nothing was done.")
            }
            defer { lock.release() }
            Self.say("Erased", "forgot", sweeps.sweptThings, try sweeps.sweep(by: .commandLine, at: now))
        }
    }

    private static func say(_ erased: String, _ forgot: String, _ things: [SweptThing], _ outcome: SweepOutcome) {
        let (gone, waiting) = (outcome.gone, outcome.waiting)
        let binned = things.filter { $0.bin != nil }
        let bins = binned.map { "\(gone[$0]) \($0.name) from \($0.bin ?? "")" }
        let others = things.filter { $0.bin == nil }.map { "\(gone[$0]) \($0.name)" }
        print("\(erased) \(list(bins)); \(forgot) \(list(others)).")
        guard waiting.all > 0 else { return }
        print(
            "\(waiting.all) more have expired (\(list(binned.map { "\(waiting[$0]) of them \($0.name)" }))); they go when a "
                + "sweep finds them so 24 hours of running after another.")
    }

    private static func list(_ parts: [String]) -> String { parts.joined(separator: ", ") }
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
