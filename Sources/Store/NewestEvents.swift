import Domain
import SQLite
import Synchronization

/// The newest event of some areas: what tells one state of the pages that show them from another.
///
/// It remembers how far it has looked, so each question reads only the events since: the log needs no index of areas,
/// which every event would pay for.
package final class NewestEvents: Sendable {
    private struct State {
        /// The number of the newest event of any area that was looked at.
        var looked: Int64
        /// The newest of these areas up to there, or one that stands for it.
        var newest: Int64
    }

    private let store: Store
    private let select: SQL
    private let state = Mutex<State?>(nil)

    /// - Units: events that one question looks at; where there are more, something of these areas is taken to be among
    ///   them.
    static let most: Int64 = 10_000

    package init(_ store: Store, of areas: Set<AreaName>) {
        self.store = store
        let names = areas.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
        select = SQL(kept: "SELECT seq FROM event WHERE seq > ? AND area IN (\(names)) ORDER BY seq DESC LIMIT 1")
    }

    /// A number that is another one after each event of these areas.
    ///
    /// - Shape: nil where the caller's snapshot is older than what was looked at before.
    /// - Errors: `.unavailable` when the database cannot be read.
    package func number() throws(Failure) -> Int64? {
        try store.read { tx in
            let head = try EventLog.last(tx)?.seq ?? 0
            guard let known = state.withLock({ $0 }) else { return keep(head, newest: head) }
            guard head > known.looked else { return head == known.looked ? known.newest : nil }
            guard head - known.looked <= Self.most else { return keep(head, newest: head) }
            return keep(head, newest: try tx.value(select, known.looked) ?? known.newest)
        }
    }

    private func keep(_ looked: Int64, newest: Int64) -> Int64 {
        state.withLock { state in
            if looked > state?.looked ?? -1 { state = State(looked: looked, newest: newest) }
        }
        return newest
    }
}

extension Store {
    /// The newest event that pages of an area depend on, for whoever keeps them; it says nil where nothing is to be kept.
    package func newestShown(on area: AreaName) -> @Sendable () -> Int64? {
        let events = NewestEvents(self, of: area.shownAreas)
        return { (try? events.number()) ?? nil }
    }
}
