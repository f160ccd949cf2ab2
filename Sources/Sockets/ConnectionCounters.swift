import NIOCore
import Synchronization

/// Numbers of connections, for metrics.
package final class ConnectionCounters: Sendable {
    package let open = Atomic(0)
    package let accepted = Atomic(0)
    /// Cut because they did not read.
    package let cut = Atomic(0)
    package let messages = Atomic(0)
    package let sent = Atomic(0)
    /// Connections of whatever kind, those whose request is still to be answered too.
    let channels = Atomic(0)
    /// When the last of them ended, in nanoseconds of the monotonic clock.
    let emptySince = Atomic(NIODeadline.now().uptimeNanoseconds)

    /// From its beginning to its end a connection counts, whatever becomes of it.
    ///
    /// - Shape: false for one beyond `limit`, which is not counted. Its place is taken before it is looked at, so that
    ///   two loops that accept at the same moment stay within the limit.
    func count(_ channel: any Channel, limit: Int) -> Bool {
        guard channels.add(1, ordering: .sequentiallyConsistent).newValue <= limit else {
            discount()
            return false
        }
        channel.closeFuture.assumeIsolated().whenComplete { [self] _ in discount() }
        return true
    }

    private func discount() {
        let left = channels.subtract(1, ordering: .sequentiallyConsistent).newValue
        if left == 0 { emptySince.store(NIODeadline.now().uptimeNanoseconds, ordering: .sequentiallyConsistent) }
    }

    /// The absence of any connection for as long as `limit`.
    func isEmpty(for limit: TimeAmount) -> Bool {
        let since = NIODeadline.uptimeNanoseconds(emptySince.load(ordering: .sequentiallyConsistent))
        return channels.load(ordering: .sequentiallyConsistent) == 0 && NIODeadline.now() - since >= limit
    }
}
