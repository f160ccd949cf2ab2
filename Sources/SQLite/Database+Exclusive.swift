import Glibc

extension Database {
    /// Runs `body` while nobody has the database open, in this process or another.
    ///
    /// - Errors: `.busy` at once when somebody has it open; whoever opens it meanwhile is refused the same way.
    package static func exclusively<Value>(path: String, _ body: () throws -> Value) throws -> Value {
        let files = try DatabaseFiles(path: path)
        let presence = try FileLock(files.openLock)
        guard presence.tryAcquire(shared: false) else {
            throw SQLiteError(.busy, "the database is open")
        }
        return try withExtendedLifetime(presence) {
            try Replacement.finish(files)
            return try body()
        }
    }
}
