import Domain
import Glibc
import Web

/// Hands the log on: it waits to be rung, and tells the hub to publish what is new.
///
/// A ring can be lost, with the process that should have rung. So while somebody listens the log is looked at four times
/// a second all the same, which costs one row by its key; while nobody does, a ring or a minute is waited for.
public struct Feed: Sendable {
    private let hub: Hub
    /// Waits to be rung, at most so many milliseconds.
    private let wait: @Sendable (Int32) -> Void
    /// Whether what was told last is still to be sent.
    private let isBehind: @Sendable () -> Bool
    private let log: @Sendable (String) -> Void

    public init(
        _ hub: Hub, wait: @escaping @Sendable (Int32) -> Void, isBehind: @escaping @Sendable () -> Bool = { false },
        log: @escaping @Sendable (String) -> Void
    ) {
        (self.hub, self.wait, self.isBehind, self.log) = (hub, wait, isBehind, log)
    }

    /// Else a long burst would pile up for everybody, faster than it is sent. At most a second: the next batch asks again.
    private func letSend() {
        for _ in 0..<1_000 where isBehind() { usleep(1_000) }
    }

    /// Goes on for as long as the program does.
    public func run() {
        var lastLook = hub.clock.now()
        while true {
            wait(hub.isAwaited ? 250 : 60_000)
            let now = hub.clock.now()
            do throws(Failure) {
                while try hub.publish() { letSend() }
                hub.lookAtExpiries()
                // Sessions end by themselves, without an event.
                if now >= lastLook.adding(seconds: 10), hub.isAwaited {
                    try hub.lookAtRights()
                    lastLook = now
                }
            } catch {
                log("The event log could not be read: \(error.message)")
                wait(1_000)
            }
        }
    }
}
