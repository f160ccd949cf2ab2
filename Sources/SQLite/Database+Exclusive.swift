import Glibc

extension Database {
    /// Runs `body` while nobody has the database open, in this process or another.
    ///
    /// - Errors: `.busy` at once when somebody has it open; whoever opens it meanwhile is refused the same way.
    public static func exclusively<Value>(path: String, _ body: () throws -> Value) throws -> Value {
        let files = try DatabaseFiles(path: path)
        let presence = try FileLock(files.openLock)
        guard presence.tryAcquire(shared: false) else {
            throw SQLiteError(.busy, "the database is open")
        }
        return try withExtendedLifetime(presence) { try body() }
    }

    /// Puts another database file, such as a backup, in this one's place, and keeps the old as `NAME-replaced`.
    ///
    /// The copy is checked first and the original file stays where it is. An old WAL must never meet the new file: it
    /// is emptied into the old one, and whatever cannot be emptied is set aside with it.
    ///
    /// - Errors: `.busy` when somebody has the database open; `.corrupt`, `.notADatabase` when the copy is damaged;
    ///   in these cases nothing has changed. `.ioError`, `.full`.
    public static func replace(path: String, with copy: String) throws {
        try exclusively(path: path) {
            let files = try DatabaseFiles(path: path)
            let fresh = files.path + "-restoring"
            let aside = files.path + "-replaced"
            unlink(fresh)
            defer { unlink(fresh) }
            try FileCopy.copy(copy, to: fresh)
            try Backup.verify(fresh)
            emptyWAL(of: files)
            for suffix in ["", "-wal", "-shm"] { unlink(aside + suffix) }
            unlink(files.path + "-shm")
            rename(files.path + "-wal", aside + "-wal")
            link(files.path, aside)
            guard rename(fresh, files.path) == 0 else { throw SQLiteError(.ioError, "rename failed (errno \(errno))") }
            try FileCopy.sync(files.directory)
        }
    }

    /// A damaged database may fail here; that is why it is being replaced.
    private static func emptyWAL(of files: DatabaseFiles) {
        guard files.exists, let connection = try? Connection.open(files, .writer(creating: false), Options()) else {
            return
        }
        connection.truncateWAL()
    }
}
