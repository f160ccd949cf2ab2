import Glibc

/// Another database file in a database's place, such as a backup that is brought back.
///
/// The new file is made ready beside the old one. Then one `rename` decides: before it the old database is in place with
/// its WAL, after it there is `NAME-restored`, and whoever opens the database next, or the same program right away, sets
/// the old aside whole as `NAME-replaced` and gives the new its name. So there is no moment at which a program could be
/// killed, or the power be cut, and leave a database without its WAL, or with that of another.
public enum Replacement {
    /// A database that is to make way.
    public enum Former {
        case none
        /// All of it is in its one file; it may be read here.
        case sound((_ read: (ReadTransaction) throws -> Void) throws -> Void)
        /// It cannot be read, or its WAL cannot be emptied, and the sentence says why.
        case damaged(String)
    }

    /// Puts a copy in the place of the database at `path`, and keeps the old one as `NAME-replaced`.
    ///
    /// The copy is checked first and the file it comes from stays where it is.
    ///
    /// - Shape: `prepare` gets the path of a copy of the copy, which it may open, check and change before it is in place,
    ///   and the database that makes way. What it returns is returned.
    /// - Errors: `.busy` when somebody has the database open; `.corrupt`, `.notADatabase` when the copy is damaged;
    ///   `DamagedFormer` when the database itself is, unless `acceptingDamage`, and where its newest changes cannot be
    ///   taken out of the WAL; what `prepare` throws. In all of these cases nothing has changed. `.ioError`, `.full`.
    public static func replace<Finding>(
        path: String, with copy: String, acceptingDamage: Bool = false,
        prepare: (_ fresh: String, Former) throws -> Finding
    ) throws -> Finding {
        try Database.exclusively(path: path) {
            let files = try DatabaseFiles(path: path)
            guard FileSystem.size(copy + "-wal") ?? 0 == 0 else {
                throw SQLiteError(.misuse, "it has a WAL, so it is no finished copy")
            }
            let scratch = try ScratchDirectory(in: files.directory, for: "unfinished-restore")
            return try withExtendedLifetime(scratch) {
                let fresh = try DatabaseFiles(path: scratch.file("copy.db"))
                try FileCopy.copy(copy, to: fresh.path)
                try Backup.verify(fresh.path) { _ in }
                let former = try lookAtFormer(files, acceptingDamage)
                let finding = try prepare(fresh.path, former)
                try close(fresh)
                try commit(fresh, files)
                return finding
            }
        }
    }

    /// Looks at the database in place, and takes what is in its WAL into its file.
    private static func lookAtFormer(_ files: DatabaseFiles, _ acceptingDamage: Bool) throws -> Former {
        guard files.exists else { return .none }
        do {
            try emptyWAL(of: files, checking: true)
        } catch let error as SQLiteError {
            guard acceptingDamage else { throw DamagedFormer(cause: error) }
            return .damaged(error.message)
        }
        return .sound { read in try Connection.openCopy(files.path).reading(read) }
    }

    /// - Errors: `.corrupt` and others for a database that is not sound; `.busy`, `.full`, `.ioError` where something
    ///   stays in the WAL.
    private static func emptyWAL(of files: DatabaseFiles, checking: Bool) throws {
        // The WAL gets the permissions of the lock file (`DatabaseFiles.uri`), so there must be one.
        if FileSystem.size(files.writeLock) == nil { try FileCopy.makeEmpty(files.writeLock) }
        let connection = try Connection.open(files, .writer(creating: false), Database.Options())
        if checking, let problem = try connection.problems().first { throw SQLiteError(.corrupt, problem) }
        try connection.truncateWAL()
        guard FileSystem.size(files.path + "-wal") ?? 0 == 0 else {
            throw SQLiteError(.ioError, "its newest changes stay in the WAL")
        }
    }

    /// Leaves the prepared database in its one file, checked once more, and durable.
    private static func close(_ fresh: DatabaseFiles) throws {
        try emptyWAL(of: fresh, checking: false)
        for name in fresh.all where name != fresh.path { unlink(name) }
        try Backup.verify(fresh.path) { _ in }
        try FileCopy.sync(fresh.path)
    }

    private static func commit(_ fresh: DatabaseFiles, _ files: DatabaseFiles) throws {
        for suffix in DatabaseFiles.parts { unlink(files.replaced + suffix) }
        guard rename(fresh.path, files.restored) == 0 else {
            throw SQLiteError(.ioError, "the restored database cannot get its name (errno \(errno))")
        }
        try FileCopy.sync(files.directory)
        try finish(files)
    }

    /// Goes on where a replacement that is decided was stopped; does nothing where none is. Only with the open lock held
    /// alone.
    static func finish(_ files: DatabaseFiles) throws(SQLiteError) {
        guard files.isBeingReplaced else { return }
        for suffix in DatabaseFiles.parts.dropFirst() {
            guard rename(files.path + suffix, files.replaced + suffix) == 0 || errno == ENOENT else {
                throw SQLiteError(.ioError, "the old WAL cannot be set aside (errno \(errno))")
            }
        }
        // A second name, so that the first is never without a file; where there are none (FAT), another name.
        guard
            link(files.path, files.replaced) == 0 || errno == EEXIST || errno == ENOENT
                || rename(files.path, files.replaced) == 0
        else { throw SQLiteError(.ioError, "the old database cannot be set aside (errno \(errno))") }
        // Not before the old WAL is gone for good.
        try FileCopy.sync(files.directory)
        guard rename(files.restored, files.path) == 0 else {
            throw SQLiteError(.ioError, "the restored database cannot get its name (errno \(errno))")
        }
        try FileCopy.sync(files.directory)
    }
}

/// Why a database cannot make way.
public struct DamagedFormer: Error, Sendable {
    public let cause: SQLiteError
}
