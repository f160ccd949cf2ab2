import CSQLite
import Glibc
import SQLite

/// A process that writes and one that checkpoints, in plain calls of libsqlite3: with no lock between them, which this
/// project must never do, and then the same with the product's own lock and nothing else changed.
///
/// It shows that the hammer finds the WAL-reset bug, and that it is the lock that keeps it away.
///
/// - Source: https://sqlite.org/wal.html; fixed in SQLite 3.51.3.
struct BareHammer {
    let path: String
    let seconds: Double
    let isGuarded: Bool

    private static let round = 5.0

    /// Ends with 0 once it is corrupt without the guard, or still sound with it; with 3 where SQLite has the fix.
    func run() throws -> Int32 {
        guard sqlite3_libversion_number() < 3_051_003 else { return 3 }
        try prepare()
        let start = now()
        while now() - start < seconds {
            guard try !roundIsSound() else { continue }
            say("corrupt \(name) after \(Int(now() - start)) s")
            return isGuarded ? 1 : 0
        }
        say("sound \(name) for \(Int(seconds)) s")
        return isGuarded ? 0 : 1
    }

    private var name: String { isGuarded ? "with the guard" : "without the guard" }

    private func roundIsSound() throws -> Bool {
        let prefix = isGuarded ? "guarded" : "unguarded"
        let children = try ["write", "checkpoint"].map { try Child(["\(prefix)-\($0)", path, String(Self.round)]) }
        let endedWell = children.map { $0.wait() }
        return !endedWell.contains(false) && isSound()
    }

    private func prepare() throws {
        let database = try open()
        defer { sqlite3_close(database) }
        try execute(database, "CREATE TABLE mark(number INTEGER PRIMARY KEY, copy INTEGER, filling BLOB)")
        try execute(database, "CREATE INDEX markByCopy ON mark(copy, filling)")
    }

    /// Small transactions all over the file. Ends with 4 when SQLite finds damage.
    func write() throws -> Int32 {
        try hammer { database in
            let number = Int.random(in: 1...5_000)
            return sqlite3_exec(
                database, "REPLACE INTO mark VALUES (\(number), \(number), randomblob(\(100 + number % 400)))",
                nil, nil, nil)
        }
    }

    func checkpoint() throws -> Int32 {
        try hammer { sqlite3_wal_checkpoint_v2($0, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil) }
    }

    private func hammer(_ stroke: (OpaquePointer?) -> Int32) throws -> Int32 {
        let database = try open()
        defer { sqlite3_close(database) }
        // The very one that the writer takes, file and all.
        let lock = isGuarded ? try WriteGuard(database: path) : nil
        let end = now() + seconds
        while now() < end {
            try lock?.acquire()
            let code = stroke(database)
            lock?.release()
            if code == SQLITE_CORRUPT { return 4 }
        }
        return 0
    }
}

extension BareHammer {
    private func isSound() -> Bool {
        guard let database = try? open() else { return false }
        defer { sqlite3_close(database) }
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, "PRAGMA integrity_check", -1, &statement, nil) == SQLITE_OK else {
            return false
        }
        defer { sqlite3_finalize(statement) }
        guard sqlite3_step(statement) == SQLITE_ROW, let text = sqlite3_column_text(statement, 0) else { return false }
        return String(cString: text) == "ok"
    }

    /// Unsynced, so that many commits meet many checkpoints; losing power is not what is tried here.
    private func open() throws -> OpaquePointer? {
        var database: OpaquePointer?
        guard sqlite3_open(path, &database) == SQLITE_OK else { throw Surprise() }
        sqlite3_busy_timeout(database, 5_000)
        _ = elwosa_sqlite3_db_config_flag(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        try execute(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 0")
        return database
    }

    private func execute(_ database: OpaquePointer?, _ sql: String) throws {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { throw Surprise() }
    }
}
