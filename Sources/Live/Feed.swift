import Domain
import Glibc
import Web

/// Hands the log on: it waits to be rung, and tells the hub to publish what is new.
///
/// A ring can be lost, with the process that should have rung. So while somebody listens the log is looked at four times
/// a second all the same, which costs one row by its key; while nobody does, a ring or a minute is waited for.
package struct Feed: Sendable {
    private let hub: Hub
    /// Waits to be rung, at most so many milliseconds.
    private let wait: @Sendable (Int32) -> Void
    /// The backlog: true while the last batch is still to be sent.
    private let isBehind: @Sendable () -> Bool
    private let log: @Sendable (String) -> Void

    package init(
        _ hub: Hub, wait: @escaping @Sendable (Int32) -> Void, isBehind: @escaping @Sendable () -> Bool = { false },
        log: @escaping @Sendable (String) -> Void
    ) {
        (self.hub, self.wait, self.isBehind, self.log) = (hub, wait, isBehind, log)
    }

    /// Else a long burst would pile up for everybody, faster than it is sent. Not for long: others have ended meanwhile.
    private func letSend() {
        for _ in 0..<200 {
            guard isBehind() else { return }
            usleep(1_000)
        }
    }

    /// Goes on for as long as the program does.
    package func run() {
        var lastLook = hub.clock.now()
        while true {
            wait(hub.isAwaited ? 250 : 60_000)
            do throws(Failure) {
                while try hub.publish() {
                    letSend()
                    // A session that has ended may stand behind thousands of other events.
                    try look(after: 1, &lastLook)
                }
                // Sessions end by themselves, without an event.
                try look(after: 10, &lastLook)
            } catch {
                log("The event log could not be read: \(error.message)")
                wait(1_000)
            }
        }
    }

    /// Looks who is still signed in, and may hear what, where that was last done so many seconds ago.
    private func look(after seconds: Int64, _ last: inout Instant) throws(Failure) {
        hub.lookAtExpiries()
        let now = hub.clock.now()
        guard now >= last.adding(seconds: seconds), hub.isAwaited else { return }
        try hub.lookAtRights()
        last = now
    }
}
