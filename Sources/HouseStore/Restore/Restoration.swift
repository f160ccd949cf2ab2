import Crypto
import Domain
import JSON
import SQLite
import Store

/// The changes made to a copy of a backup before it takes the place of a database.
///
/// Whatever was taken away from somebody after the backup was made stays taken away: sessions end, and what the log of
/// the replaced database says of tokens, accounts, passwords, factors, roles and members is carried out again, as events.
package struct Restoration: Sendable {
    let eventKey: [UInt8]
    let options: Database.Options
    let change: Change
    /// The lives of which heads were kept outside the database; the restore ends them all.
    let keptLives: Set<Life>
    /// Tells whether a sealed key of a second factor, of the row with that number, opens.
    let opens: @Sendable (_ sealed: String, _ row: Int64) -> Bool

    package init(
        eventKey: [UInt8], options: Database.Options, by change: Change, keptLives: Set<Life> = [],
        opens: @escaping @Sendable (_ sealed: String, _ row: Int64) -> Bool
    ) {
        (self.eventKey, self.change, self.keptLives, self.opens) = (eventKey, change, keptLives, opens)
        var options = options
        // Nobody waits for it but who has asked.
        options.deadline = .seconds(86_400)
        self.options = options
    }

    /// Makes the copy at `path` what is to be in place.
    ///
    /// - Errors: `StoreError` where it is no backup; where its log does not hold under the keys at hand, or a second
    ///   factor was sealed under another key, unless `unverified`; where its schema is newer than this program.
    package func carryOut(on path: String, _ former: Replacement.Former, unverified: Bool = false) throws
        -> RestorationReport
    {
        try refuseOtherFiles(path)
        try Schema.migrate(path, eventKey: eventKey, options: options)
        let store = try Store.open(path, eventKey: eventKey, options: options)
        defer { store.close() }
        let verdict = try store.events.verify()
        if !unverified { try refuseOtherKeys(store, verdict) }
        let past = try readPast(former, store)
        var report = try store.database.write { tx in
            var reapplication = Reapplication(store: store, change: change, ending: keptLives, tx: tx)
            return try reapplication.carryOut(past, verdict)
        }
        report.head = try store.events.head()
        return report
    }

    /// An empty file is a database to SQLite, and so is that of any other program.
    private func refuseOtherFiles(_ path: String) throws {
        let database = try Database(path: path, options: options)
        defer { database.close() }
        let version = try Schema.version(of: database)
        let head = try? database.read { tx in try EventLog.last(tx) }
        guard version > 0, head != nil else {
            throw StoreError("The file is no backup of ELWOSA: it has no events. Nothing was changed.")
        }
    }

    private func refuseOtherKeys(_ store: Store, _ verdict: EventVerification) throws {
        if let fault = verdict.fault {
            throw StoreError(
                "The log of the backup does not hold. \(fault) Bring back the keys that it was made with, above all "
                    + "event.key; --unverified restores it all the same.")
        }
        let sealed = try store.database.read { tx in
            try tx.all("SELECT id, secret FROM credential WHERE kind = 'totp' AND confirmedAt IS NOT NULL") { row in
                (id: try row[0] as Int64, secret: try row[1] as String)
            }
        }
        guard sealed.allSatisfy({ opens($0.secret, $0.id) }) else {
            throw StoreError(
                "A second factor in the backup was sealed under another key. Bring back the seal.key that it was made "
                    + "with; --unverified restores it all the same.")
        }
    }

    /// Reads what the replaced database says of the time since the backup.
    private func readPast(_ former: Replacement.Former, _ store: Store) throws -> Predecessor.Reading {
        switch former {
        case .none: return .unreadable("There is no database in place.")
        case .damaged(let why): return .unreadable("The replaced database is damaged (\(why)).")
        case .sound(let read):
            do {
                return try read { tx in try Predecessor.read(tx, beside: store, key: eventKey) }
            } catch {
                // A body that no event of ours has is no reason to keep the backup from coming back.
                let why = (error as? SQLiteError)?.message ?? (error as? Failure)?.message ?? "\(error)"
                return .unreadable("The replaced database could not be read (\(why)).")
            }
        }
    }
}
