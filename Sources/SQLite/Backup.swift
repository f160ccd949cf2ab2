import CSQLite
import Glibc

extension Database {
    /// Writes a copy of the database as it is now to `destination`, while others read and write.
    ///
    /// The copy appears under its name only when it is complete, checked and durable; a file that was there before
    /// stays until then. It is compact, in no need of a WAL, readable by its owner alone, and holds nothing deleted.
    ///
    /// - Errors: `.full`, `.cannotOpen`, `.ioError`; `.corrupt` when the copy does not pass its check; `.misuse` when
    ///   `destination` is one of the database's own files.
    /// - Source: https://sqlite.org/lang_vacuum.html, "VACUUM with an INTO clause".
    public func backup(to destination: String) throws {
        let target = try DatabaseFiles(path: destination)
        guard !files.all.contains(target.path) else {
            throw SQLiteError(.misuse, "a database cannot be its own backup")
        }
        let unfinished = target.path + "-unfinished"
        unlink(unfinished)
        try FileCopy.makeEmpty(unfinished)
        defer { unlink(unfinished) }
        try vacuum(into: unfinished)
        try Backup.verify(unfinished)
        try FileCopy.sync(unfinished)
        guard rename(unfinished, target.path) == 0 else {
            throw SQLiteError(.ioError, "the backup cannot get its name (errno \(errno))")
        }
        try FileCopy.sync(target.directory)
    }

    /// On a connection of its own: it lasts as long as the file is large, and a reader of the pool is wanted elsewhere.
    private func vacuum(into path: String) throws {
        let connection = try Connection.open(files, .reader, options)
        try connection.asEngine { try connection.run("VACUUM INTO ?", [path]) }
    }

    /// What is wrong with the file and its references, at most 100 sentences; empty when it is sound. Takes as long as
    /// the file is large.
    public func integrityCheck() throws -> [String] {
        try Connection.open(files, .reader, options).problems()
    }
}

enum Backup {
    /// - Errors: `.corrupt`, `.notADatabase`, `.cannotOpen`.
    static func verify(_ path: String) throws {
        let connection = try Connection.openCopy(path)
        guard try connection.problems().isEmpty else {
            throw SQLiteError(.corrupt, "the copy does not pass its check", code: SQLITE_CORRUPT)
        }
    }
}
