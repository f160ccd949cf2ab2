import Synchronization

/// The counters of a responder since it began, kept without a lock.
package final class ResponderCounters: Sendable {
    /// The numbers at one moment. Each is right by itself; together they may be a request apart.
    package struct Snapshot: Equatable, Sendable {
        /// Requests read in full up to their body.
        package let requests: Int
        /// Requests being answered now, streams among them.
        package let active: Int
        /// Streamed answers being sent now.
        package let streams: Int
        /// Connections open now.
        package let connections: Int
        /// Connections accepted.
        package let accepted: Int
        /// Connections closed because their user may not connect.
        package let refusedPeers: Int
        /// Answers whose client left, or whose handler failed, before their end.
        package let aborted: Int
    }

    let requests = Atomic(0)
    let active = Atomic(0)
    let streams = Atomic(0)
    let connections = Atomic(0)
    let accepted = Atomic(0)
    let refusedPeers = Atomic(0)
    let aborted = Atomic(0)

    package init() {}

    package var snapshot: Snapshot {
        Snapshot(
            requests: requests.load(ordering: .relaxed), active: active.load(ordering: .relaxed),
            streams: streams.load(ordering: .relaxed), connections: connections.load(ordering: .relaxed),
            accepted: accepted.load(ordering: .relaxed), refusedPeers: refusedPeers.load(ordering: .relaxed),
            aborted: aborted.load(ordering: .relaxed))
    }
}

extension Atomic where Value == Int {
    func increment() { add(1, ordering: .relaxed) }
    func decrement() { subtract(1, ordering: .relaxed) }
}
