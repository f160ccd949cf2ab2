import Domain
import JSON
import SQLite

/// The rights that a feature gives to accounts, for a restore: what was taken from somebody after the backup was made
/// stays taken away.
///
/// It is read from the replaced database, by its log and its tables, and then carried out in the one that comes back.
package protocol RestoredRights: Sendable {
    /// Notes an event that is in the replaced log alone.
    ///
    /// - Shape: `body` is nil where it was erased.
    mutating func note(_ kind: EventKind, subject: Int64?, body: JSONObject?)

    /// Reads the tables of the replaced database, after all events.
    mutating func read(_ tx: ReadTransaction) throws

    /// Takes away again what was taken away, and gives nothing that the backup does not give.
    func lower(in database: RestoredDatabase) throws -> RestoreFindings

    /// The accounts that have, in the replaced database, what this account alone looks after here.
    func heirs(of account: Int64, in database: RestoredDatabase) throws -> [Int64]
}

/// A database that comes back, in the transaction that makes it what is to be in place.
package struct RestoredDatabase {
    package let tx: WriteTransaction
    package let change: Change
    package let eventKey: [UInt8]
    /// The last event that both logs have.
    package let common: Int64

    package init(tx: WriteTransaction, change: Change, eventKey: [UInt8], common: Int64) {
        (self.tx, self.change, self.eventKey, self.common) = (tx, change, eventKey, common)
    }

    /// Tells whether both databases mean the same by a number: it was given before their logs parted.
    package func isOfBoth(_ id: Int64, madeBy kind: EventKind) throws -> Bool {
        let isLater: Bool? = try tx.value(
            "SELECT EXISTS (SELECT 1 FROM event WHERE kind = ? AND subject = ? AND seq > ?)", kind, id, common)
        return isLater == false
    }

    /// - Shape: the name of an account that both databases have; nil where there is none.
    package func shared(account id: Int64) throws -> String? {
        guard try isOfBoth(id, madeBy: .account(.accountCreated)) else { return nil }
        return try tx.value("SELECT name FROM account WHERE id = ?", id)
    }
}

/// The sentences about what a restore did with rights.
package struct RestoreFindings: Sendable {
    /// One for each change that was made again.
    package var applied: [String] = []
    /// One for each that was not and should be looked at.
    package var open: [String] = []

    package init() {}

    package static func += (all: inout RestoreFindings, more: RestoreFindings) {
        all.applied += more.applied
        all.open += more.open
    }
}
