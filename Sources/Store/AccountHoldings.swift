import Domain
import SQLite

/// A feature's rows that belong to accounts, for the changes of accounts that have to ask for them: the room that keeps
/// accounts knows no other feature's tables.
package protocol AccountHoldings: Sendable {
    /// The number of things that the account alone looks after; they go to an heir who is named.
    func countOwnedAlone(by account: Int64, _ tx: ReadTransaction) throws -> Int

    /// True where the account has something of its own that nobody sees but whom it belongs to.
    func isAnythingOwn(of account: Int64, _ tx: ReadTransaction) throws -> Bool

    /// True where whoever acts for the agent sees no more, and may do no more, than the account `caller`.
    ///
    /// - Shape: nobody owns an agent that is an orphan, so what is its own is nobody's to see.
    func isSeen(allOf agent: Int64, by caller: Int64?, isOrphan: Bool, _ tx: ReadTransaction) throws -> Bool

    /// True where the caller reaches all of the spaces of memory of these numbers, as far as the feature has such.
    func isReached(all spaces: Set<Int64>, by caller: Caller, _ tx: ReadTransaction) throws -> Bool

    /// The spaces of memory that the caller reaches, by name, as far as the feature has such.
    func spaces(reachedBy caller: Caller, _ tx: ReadTransaction) throws -> [(id: Int64, name: String)]

    /// Gives the first account that can sign in what belongs to nobody.
    func takeOver(by account: Int64, _ actor: EventActor, at instant: Instant, _ tx: WriteTransaction) throws

    /// Gives the heir what the account alone looks after, and one step of what is its own.
    ///
    /// - Shape: false where more is left, for another transaction.
    func handOver(from account: Int64, to heir: Int64, by change: Change, _ tx: WriteTransaction) throws -> Bool

    /// Statements that take the account's name from what stays when it goes, at most so many rows each, without an event.
    ///
    /// - Shape: `?1` is the account, `?2` how many rows.
    var traces: [SQL] { get }
}

extension AccountHoldings {
    package func isReached(all spaces: Set<Int64>, by caller: Caller, _ tx: ReadTransaction) throws -> Bool { true }

    package func spaces(reachedBy caller: Caller, _ tx: ReadTransaction) throws -> [(id: Int64, name: String)] { [] }
}
