import CSQLite
import Collation
import Glibc
import Platform

/// The state that a connection's callbacks share with it. SQLite calls them on the thread that runs the statement.
struct ConnectionContext {
    /// When the running statement is interrupted; `.max` is never.
    var deadline = MonotonicTime.never
    /// Pages in the WAL after this connection's last commit.
    var pagesInWAL: Int32 = 0
    /// The work that the writing request may still do; `.max` is without a limit.
    var workLeft = Int.max
    /// The work done by all requests of a turn with the write lock, those without a limit too.
    var workDone = 0
    /// The work done by the statement that runs now, as far as anybody has looked.
    var running = 0
    /// The statement that runs now only reads: a write that is interrupted would end the transaction.
    var mayStop = false
    /// Set while the room itself speaks: only then transactions, pragmas and ATTACH are allowed.
    var engineSpeaks = false
}

extension Connection {
    func installCallbacks() {
        sqlite3_progress_handler(handle, instructionsPerLook, interrupt, context)
        sqlite3_wal_hook(handle, noteWAL, context)
        sqlite3_set_authorizer(handle, allowStatement, context)
        sqlite3_create_collation_v2(handle, "alphabetical", SQLITE_UTF8, nil, compareAlphabetically, nil)
    }
}

/// The order of names in statements; no index has it, so that any program can write to the file.
///
/// - Source: https://sqlite.org/c3ref/create_collation.html
private func compareAlphabetically(
    _: UnsafeMutableRawPointer?, _ leftCount: Int32, _ left: UnsafeRawPointer?, _ rightCount: Int32,
    _ right: UnsafeRawPointer?
) -> Int32 {
    Int32(
        Collation.compare(
            UnsafeRawBufferPointer(start: left, count: Int(leftCount)),
            UnsafeRawBufferPointer(start: right, count: Int(rightCount))
        ).signum())
}

/// Instructions of SQLite's machine between two looks at the clock and at the work, about 50 µs.
private let instructionsPerLook: Int32 = 2_000

private func interrupt(_ context: UnsafeMutableRawPointer?) -> Int32 {
    let context = context!.assumingMemoryBound(to: ConnectionContext.self)
    context.pointee.running += Int(instructionsPerLook)
    if context.pointee.mayStop, context.pointee.running > context.pointee.workLeft { return 1 }
    let deadline = context.pointee.deadline
    return deadline != .never && MonotonicTime.now >= deadline ? 1 : 0
}

/// Takes the place of SQLite's own hook, which would start a checkpoint.
private func noteWAL(
    _ context: UnsafeMutableRawPointer?, _: OpaquePointer?, _: UnsafePointer<CChar>?, _ pages: Int32
) -> Int32 {
    context!.assumingMemoryBound(to: ConnectionContext.self).pointee.pagesInWAL = pages
    return SQLITE_OK
}

/// Refuses at preparation what would take a transaction out of the room's hands: a COMMIT inside a write would make
/// half of it durable, a checkpoint outside the guard can corrupt the file.
private func allowStatement(
    _ context: UnsafeMutableRawPointer?, _ action: Int32, _ name: UnsafePointer<CChar>?, _: UnsafePointer<CChar>?,
    _: UnsafePointer<CChar>?, _: UnsafePointer<CChar>?
) -> Int32 {
    if context!.assumingMemoryBound(to: ConnectionContext.self).pointee.engineSpeaks { return SQLITE_OK }
    switch action {
    case SQLITE_TRANSACTION, SQLITE_SAVEPOINT, SQLITE_ATTACH, SQLITE_DETACH:
        return SQLITE_DENY
    case SQLITE_PRAGMA:
        return name.map { harmlessPragmas.contains(String(cString: $0)) } == true ? SQLITE_OK : SQLITE_DENY
    default:
        return SQLITE_OK
    }
}

/// Pragmas that only look, or change what belongs to the transaction. FTS5 asks for `data_version` itself.
private let harmlessPragmas: Set<String> = [
    "application_id", "data_version", "defer_foreign_keys", "foreign_key_check", "foreign_key_list", "freelist_count",
    "index_info",
    "index_list", "index_xinfo", "integrity_check", "page_count", "page_size", "quick_check", "table_info",
    "table_list", "table_xinfo", "user_version",
]
