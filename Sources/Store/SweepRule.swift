import Domain
import SQLite

/// One kind of things of a feature that outlive their use: which those are, and how they go.
package struct SweepRule: Sendable {
    /// The way in which they go.
    package enum Release: Sendable {
        /// A statement that removes their rows, with no event.
        ///
        /// - Shape: `?1` is the limit, `?2` how many rows.
        case removal(SQL)
        /// In steps of its own, between which others write, and with events.
        ///
        /// - Shape: how many went.
        case erasing(@Sendable (Store, _ limit: Instant, Change) throws(Failure) -> Int)
    }

    /// The things that go whatever their age.
    package struct Leavings: Sendable {
        package let count: @Sendable (ReadTransaction) throws -> Int
        /// - Shape: how many went.
        package let erase: @Sendable (Store, Change) throws(Failure) -> Int

        package init(
            count: @escaping @Sendable (ReadTransaction) throws -> Int,
            erase: @escaping @Sendable (Store, Change) throws(Failure) -> Int
        ) {
            (self.count, self.erase) = (count, erase)
        }
    }

    package let thing: SweptThing
    /// The limit of a moment: what has reached it has outlived its use then.
    package let limit: @Sendable (Instant) -> Instant
    /// The number of those that have reached the limit, which is `?1`.
    package let count: SQL
    package let release: Release
    package let leavings: Leavings?

    package init(
        _ thing: SweptThing, limit: @escaping @Sendable (Instant) -> Instant, count: SQL, release: Release,
        leavings: Leavings? = nil
    ) {
        (self.thing, self.limit, self.count) = (thing, limit, count)
        (self.release, self.leavings) = (release, leavings)
    }

    /// Rows that are removed.
    ///
    /// - Shape: `key` are the columns of the table's key; the limit is `?1` in the condition.
    package init(
        _ thing: SweptThing, of table: String, by key: String = "id", where condition: String,
        limit: @escaping @Sendable (Instant) -> Instant = { $0 }
    ) {
        self.init(
            thing, limit: limit, count: SQL(composed: "SELECT count(*) FROM \(table) WHERE \(condition)"),
            release: .removal(
                SQL(
                    composed: """
                        DELETE FROM \(table) WHERE (\(key)) IN (SELECT \(key) FROM \(table) WHERE \(condition) LIMIT ?2)
                        """)))
    }

    /// The things that every feature shares.
    package static let ofHouse = [
        SweepRule(.retries, of: "retry", by: "actor, route, key", where: "createdAt <= ?1", limit: RetryLog.limit)
    ]
}

extension SweptThing {
    package static let retries = SweptThing("idempotency keys")
}
