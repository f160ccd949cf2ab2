import Domain
import SQLite

/// The database with the schema of this house: what the repositories read and write through.
package final class Store: SnapshotSource {
    package let database: Database
    package let eventKey: [UInt8]
    /// Read once: the file cannot be replaced while it is open.
    package let life: Life

    /// Opens a database whose schema this program knows.
    ///
    /// - Units: `eventKey` is the 32 secret bytes of the event chain.
    /// - Errors: `StoreError`, a sentence with a way out, when the file is missing, is no database, was never migrated
    ///   or needs a newer program.
    package static func open(
        _ path: String, eventKey: [UInt8], options: Database.Options = Database.Options()
    ) throws(StoreError) -> Store {
        let database: Database
        do throws(SQLiteError) {
            database = try Database(path: path, options: options)
        } catch {
            throw StoreError(opening: path, error)
        }
        return Store(database, eventKey, try Schema.check(database, path: path))
    }

    private init(_ database: Database, _ eventKey: [UInt8], _ life: Life) {
        (self.database, self.eventKey, self.life) = (database, eventKey, life)
    }

    package var events: EventLog { EventLog(store: self) }

    /// Reads from one snapshot.
    ///
    /// - Errors: what `body` throws as `Failure`; SQLite's errors become `.unavailable` or `.internalFault`.
    package func read<Value>(
        deadline: Duration? = nil, _ body: (ReadTransaction) throws -> Value
    ) throws(Failure) -> Value {
        do {
            return try database.read(deadline: deadline, body)
        } catch {
            throw failure(error)
        }
    }

    /// Writes, and returns when it is durable. `body` may run more than once and touches nothing but its `tx`, and does
    /// no more than `work` (`ChangeRules`).
    ///
    /// - Errors: what `body` throws as `Failure`; `.invalid` on `change` when it does more; `.unavailable` when the write
    ///   lock stays busy, `.storageFull` when the disk is full; nothing is changed then. `.outcomeUnknown` when the disk
    ///   failed at the very end.
    package func write<Value: Sendable>(
        work: Int = ChangeRules.workLimit, _ body: @escaping @Sendable (WriteTransaction) throws -> Value
    ) throws(Failure) -> Value {
        do {
            return try database.write { tx in
                try tx.limit(work: work)
                return try body(tx)
            }
        } catch {
            throw failure(error)
        }
    }

    package func sharingSnapshot<Value>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        try database.sharingSnapshot(body)
    }

    package func newestEvent() throws(Failure) -> Int64 { try events.newest() }

    private func failure(_ error: any Error) -> Failure {
        if let failure = error as? Failure { return failure }
        let cause = (error as? SQLiteError)?.description ?? "\(error)"
        switch (error as? SQLiteError)?.kind {
        case .tooMuchWork: return Failure(.tooMuchAtOnce, field: "change")
        case .busy, .interrupted, .closed:
            return Failure(.unavailable, "The database is busy; try again in a moment.", cause: cause)
        case .outcomeUnknown:
            return Failure(
                .outcomeUnknown,
                "The storage failed while this was saved, so its outcome is unknown. Look before you repeat it; with its "
                    + "Idempotency-Key it can be repeated within 24 hours.", cause: cause)
        case .full:
            return Failure(
                .storageFull, "The storage is full. Nothing was changed; reading goes on.", cause: cause)
        default:
            return Failure(.internalFault, "Something went wrong in the database.", cause: cause)
        }
    }

    package func close() {
        database.close()
    }
}

/// Why a database cannot be used, in one sentence, and what to do about it.
package struct StoreError: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    init(opening path: String, _ error: SQLiteError) {
        description =
            switch error.kind {
            case .cannotOpen:
                "The database \(path) is missing or may not be opened; run `elwosa migrate` to make it, or check its "
                    + "owner and permissions."
            case .busy: "The database \(path) is being restored; try again when that is done."
            case .notADatabase:
                "\(path) is not a database; move it away, or bring back a backup with `elwosa restore`."
            case .corrupt: "The database \(path) is damaged; bring back a backup with `elwosa restore`."
            default: "The database \(path) cannot be opened: \(error.message)."
            }
    }
}
