/// The lock around every write and every checkpoint of one database, in whatever process.
///
/// The writer holds it; a test hammers plain calls of libsqlite3 under it, and without.
package final class WriteGuard: Sendable {
    private let lock: FileLock

    package init(database path: String) throws(SQLiteError) {
        lock = try Self.lock(of: try DatabaseFiles(path: path))
    }

    /// The one place that says which lock that is.
    static func lock(of files: DatabaseFiles) throws(SQLiteError) -> FileLock { try FileLock(files.writeLock) }

    /// Waits as long as it takes.
    package func acquire() throws(SQLiteError) { try lock.acquire() }

    package func release() { lock.release() }
}
