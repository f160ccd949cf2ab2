import Crypto
import Domain
import SQLite

/// The schema as numbered SQL files, and how a database gets from one number to the next.
///
/// `PRAGMA user_version` holds the number of the last file that was carried out. One program changes the schema,
/// `elwosa migrate`; the others check it and refuse to start on one they do not know.
package enum Schema {
    struct Migration: Sendable {
        let number: Int
        let sql: String
    }

    /// The part of a step that SQL cannot say, after it and in the same transaction.
    ///
    /// - Shape: with the secret bytes of the event chain, where whoever migrates has them.
    package typealias Code = @Sendable (WriteTransaction, _ eventKey: [UInt8]?) throws -> Void

    /// In their order; never edited after a release.
    static let migrations = [
        Migration(number: 1, sql: String(decoding: PackageResources._001_foundation_sql, as: UTF8.self)),
        Migration(number: 2, sql: String(decoding: PackageResources._002_auth_sql, as: UTF8.self)),
        Migration(number: 3, sql: String(decoding: PackageResources._003_time_zone_sql, as: UTF8.self)),
        Migration(number: 4, sql: String(decoding: PackageResources._004_tasks_sql, as: UTF8.self)),
        Migration(number: 5, sql: String(decoding: PackageResources._005_versions_sql, as: UTF8.self)),
        Migration(number: 6, sql: String(decoding: PackageResources._006_names_sql, as: UTF8.self)),
        Migration(number: 7, sql: String(decoding: PackageResources._007_traces_sql, as: UTF8.self)),
        Migration(number: 8, sql: String(decoding: PackageResources._008_token_maker_sql, as: UTF8.self)),
        Migration(number: 9, sql: String(decoding: PackageResources._009_life_sql, as: UTF8.self)),
        Migration(number: 10, sql: String(decoding: PackageResources._010_retry_change_sql, as: UTF8.self)),
        Migration(number: 11, sql: String(decoding: PackageResources._011_sweep_sql, as: UTF8.self)),
        Migration(number: 12, sql: String(decoding: PackageResources._012_inbox_sql, as: UTF8.self)),
        Migration(number: 13, sql: String(decoding: PackageResources._013_label_maker_sql, as: UTF8.self)),
        Migration(number: 14, sql: String(decoding: PackageResources._014_typed_names_sql, as: UTF8.self)),
        Migration(number: 15, sql: String(decoding: PackageResources._015_totals_sql, as: UTF8.self)),
        Migration(number: 16, sql: String(decoding: PackageResources._016_location_sql, as: UTF8.self)),
        Migration(number: 17, sql: String(decoding: PackageResources._017_search_sql, as: UTF8.self)),
        Migration(number: 18, sql: String(decoding: PackageResources._018_due_kinds_sql, as: UTF8.self)),
        Migration(number: 19, sql: String(decoding: PackageResources._019_memory_sql, as: UTF8.self)),
        Migration(number: 20, sql: String(decoding: PackageResources._020_readings_sql, as: UTF8.self)),
        Migration(number: 21, sql: String(decoding: PackageResources._021_citations_sql, as: UTF8.self)),
        Migration(number: 22, sql: String(decoding: PackageResources._022_finding_sql, as: UTF8.self)),
    ]

    /// The number of the newest schema this program knows.
    package static var newest: Int { migrations.last?.number ?? 0 }

    /// Brings a database to the newest schema, and makes it where there is none.
    ///
    /// - Shape: `code` by the numbers of the steps; the numbers that were carried out, each in a transaction of its own; empty when nothing was to do.
    /// - Errors: `StoreError` for a file that cannot be opened, a schema newer than this program, or a failed step,
    ///   which leaves the database as it was before that step; so does a step that has to write events, where
    ///   `eventKey` is not given. `beforeChange` runs once, before an existing database
    ///   is changed, and may stop it by throwing.
    @discardableResult
    package static func migrate(
        _ path: String, eventKey: [UInt8]?, options: Database.Options, code: [Int: Code],
        beforeChange: (Database, _ from: Int) throws -> Void
    ) throws -> [Int] {
        let database: Database
        do throws(SQLiteError) {
            database = try Database(path: path, options: options, create: true)
        } catch {
            throw StoreError(opening: path, error)
        }
        defer { database.close() }
        let version = try version(of: database)
        guard version <= newest else { throw newerSchema(path, version) }
        let steps = migrations.filter { $0.number > version }
        if version > 0, !steps.isEmpty { try beforeChange(database, version) }
        for step in steps { try carryOut(step, code[step.number], eventKey, on: database) }
        // What a step erased is in the file until it is written over; nobody waits where somebody still reads it.
        if version > 0, !steps.isEmpty { _ = try database.emptyWAL(patience: .zero) }
        return steps.map(\.number)
    }

    private static func carryOut(
        _ step: Migration, _ code: Code?, _ eventKey: [UInt8]?, on database: Database
    ) throws {
        try database.write { tx in
            // Another process may have been faster; the number is read under the write lock.
            let version: Int = try tx.value("PRAGMA user_version") ?? 0
            guard version == step.number - 1 else { return }
            try tx.runScript(step.sql)
            try code?(tx, eventKey)
            try tx.runScript("PRAGMA user_version = \(step.number);")
        }
    }

    /// For a copy into which the log of older programs is replayed: it has tasks that are in no project and in no inbox,
    /// until it says where they went.
    package static func allowTasksWithoutPlace(_ tx: WriteTransaction) throws {
        try tx.runScript("DROP TRIGGER taskIsSomewhere; DROP TRIGGER taskStaysSomewhere;")
    }

    /// - Errors: `StoreError` unless this program can work with the schema: as new as it knows, or newer and saying
    ///   that programs of this age may go on during an upgrade.
    /// - Shape: the life of the database.
    static func check(_ database: Database, path: String) throws(StoreError) -> Life {
        let found: (version: Int, minimumReader: Int, life: Life)
        do {
            let version = try version(of: database)
            guard version >= newest else {
                throw StoreError("The database \(path) has an older schema (\(version)); run `elwosa migrate`.")
            }
            found = try database.read { tx in
                let reader = try tx.value("SELECT value FROM meta WHERE name = 'minimumReader'") as Int?
                return (version, reader ?? version, try Life.read(tx))
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError("The database \(path) has no schema of ELWOSA; run `elwosa migrate`. (\(error))")
        }
        guard found.minimumReader <= newest else { throw newerSchema(path, found.version) }
        return found.life
    }

    package static func version(of database: Database) throws -> Int {
        try database.read { tx in try tx.value("PRAGMA user_version") ?? 0 }
    }

    private static func newerSchema(_ path: String, _ version: Int) -> StoreError {
        StoreError(
            "The database \(path) has schema \(version), and this program knows up to \(newest); "
                + "install the newer ELWOSA that made it.")
    }
}

extension Life {
    /// Gives the database a life that no other has had: never one that is counted on from what stands there, since the
    /// same backup may be brought back twice.
    package static func begin(_ tx: WriteTransaction) throws {
        let number = Random.bytes(8).reduce(Int64(0)) { $0 << 8 | Int64($1) } & .max
        try tx.run("UPDATE meta SET value = ? WHERE name = 'life'", number)
    }

    /// - Errors: `.internalFault` where the row is missing.
    package static func read(_ tx: ReadTransaction) throws -> Life {
        guard let number: Int64 = try tx.value("SELECT value FROM meta WHERE name = 'life'") else {
            throw Failure(.internalFault, "The table meta does not say the life.")
        }
        return Life(number)
    }
}
