import Domain
import Synchronization

/// When tokens were last used, kept in memory until somebody writes it down: no request that reads writes for it.
package final class TokenUses: Sendable {
    private let uses = Mutex<[Int64: Instant]>([:])

    package init() {}

    func note(_ id: Int64, at instant: Instant) {
        uses.withLock { $0[id] = instant }
    }

    /// The uses that came together since the last call, by the token's number.
    package func take() -> [Int64: Instant] {
        uses.withLock { uses in
            let taken = uses
            uses = [:]
            return taken
        }
    }

    /// Puts back what could not be written; a later use stands.
    package func putBack(_ taken: [Int64: Instant]) {
        uses.withLock { $0.merge(taken) { now, _ in now } }
    }
}
