import Glibc
import Platform

/// Another database file in a database's place, such as a backup that is brought back.
///
/// The new file is made ready beside the old one. Then one `rename` decides: before it the old database is in place with
/// its WAL, after it there is `NAME-restored`, and whoever opens the database next, or the same program right away, sets
/// the old aside whole as `NAME-replaced`, or `NAME-replaced-2` and so on where there is one already, and gives the new
/// its name. So there is no moment at which a program could be
/// killed, or the power be cut, and leave a database without its WAL, or with that of another.
package enum Replacement {
    /// Reads a file that nobody has open.
    package struct Reader {
        let path: String

        /// - Errors: SQLite's; what `body` throws.
        package func callAsFunction<Value>(_ body: (ReadTransaction) throws -> Value) throws -> Value {
            try Connection.openCopy(path).reading(body)
        }
    }

    /// A database that is to make way.
    package enum Former {
        case none
        /// All of it is in its one file; it may be read here.
        case sound(Reader)
        /// It cannot be read, or its WAL cannot be emptied, and the sentence says why.
        case damaged(String)
    }

    /// Puts a copy in the place of the database at `path`, and keeps the old one beside it, as all that were kept before.
    ///
    /// The copy is checked first and the file it comes from stays where it is.
    ///
    /// - Shape: `prepare` gets the path of a copy of the copy, which it may open, check and change before it is in place,
    ///   and the database that makes way. What it returns is returned, with the path of the old one; nil where there was
    ///   none.
    /// - Errors: `.busy` when somebody has the database open; `.corrupt`, `.notADatabase` when the copy is damaged;
    ///   `DamagedFormer` when the database itself is, unless `acceptingDamage`, and where its newest changes cannot be
    ///   taken out of the WAL; what `prepare` throws. In all of these cases nothing has changed. `.ioError`, `.full`.
    @discardableResult
    package static func replace<Finding>(
        path: String, with copy: String, acceptingDamage: Bool = false,
        prepare: (_ fresh: String, Former) throws -> Finding
    ) throws -> (finding: Finding, setAside: String?) {
        try Database.exclusively(path: path) {
            let files = try DatabaseFiles(path: path)
            guard FileSystem.size(copy + "-wal") ?? 0 == 0 else {
                throw SQLiteError(.misuse, "it has a WAL, so it is no finished copy")
            }
            let scratch = try ScratchDirectory(in: files.directory, for: "unfinished-restore")
            return try withExtendedLifetime(scratch) {
                let fresh = try DatabaseFiles(path: scratch.file("copy.db"))
                try FileCopy.copy(copy, to: fresh.path)
                try BackupCopy.verify(fresh.path) { _ in }
                let former = try lookAtFormer(files, acceptingDamage)
                let finding = try prepare(fresh.path, former)
                try close(fresh)
                return (finding, try commit(fresh, files))
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
        return .sound(Reader(path: files.path))
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
        try BackupCopy.verify(fresh.path) { _ in }
        try FileCopy.sync(fresh.path)
    }

    private static func commit(_ fresh: DatabaseFiles, _ files: DatabaseFiles) throws -> String? {
        guard rename(fresh.path, files.restored) == 0 else {
            throw SQLiteError(.ioError, "the restored database cannot get its name (errno \(errno))")
        }
        try FileCopy.sync(files.directory)
        return try finish(files)
    }

    /// Goes on where a replacement that is decided was stopped; does nothing where none is. Only with the open lock held
    /// alone.
    ///
    /// - Shape: where the old database is; nil where there was none.
    @discardableResult
    static func finish(_ files: DatabaseFiles) throws(SQLiteError) -> String? {
        guard files.isBeingReplaced else { return nil }
        let aside = nameAside(files)
        if let aside {
            // Else whoever goes on after a power cut could choose another name for the rest.
            try FileCopy.sync(files.directory)
            for suffix in DatabaseFiles.parts.dropFirst() {
                guard rename(files.path + suffix, aside + suffix) == 0 || errno == ENOENT else {
                    throw SQLiteError(.ioError, "the old WAL cannot be set aside (errno \(errno))")
                }
            }
            if files.exists, !isSame(files.path, aside) {
                guard rename(files.path, aside) == 0 else {
                    throw SQLiteError(.ioError, "the old database cannot be set aside (errno \(errno))")
                }
            }
            // Not before the old WAL is gone for good.
            try FileCopy.sync(files.directory)
        }
        guard rename(files.restored, files.path) == 0 else {
            throw SQLiteError(.ioError, "the restored database cannot get its name (errno \(errno))")
        }
        try FileCopy.sync(files.directory)
        return aside
    }

    /// The name under which the old database is kept: what was set aside before is never touched.
    ///
    /// The old file has it as its second name from here on, so that the first is never without a file, and whoever goes
    /// on after a stop knows it again. Where there are none (FAT), a WAL could then get another name than its file.
    ///
    /// - Shape: nil where nothing is there to keep.
    private static func nameAside(_ files: DatabaseFiles) -> String? {
        guard DatabaseFiles.parts.contains(where: { access(files.path + $0, F_OK) == 0 }) else { return nil }
        var number = 1
        while true {
            let name = number == 1 ? files.replaced : "\(files.replaced)-\(number)"
            let isFree = DatabaseFiles.parts.allSatisfy { access(name + $0, F_OK) != 0 }
            if isFree { link(files.path, name) }
            if isFree || isSame(files.path, name) { return name }
            number += 1
        }
    }

    private static func isSame(_ path: String, _ other: String) -> Bool {
        var (one, two) = (stat(), stat())
        return stat(path, &one) == 0 && stat(other, &two) == 0 && one.st_ino == two.st_ino && one.st_dev == two.st_dev
    }
}

/// Why a database cannot make way.
package struct DamagedFormer: Error, Sendable {
    package let cause: SQLiteError
}
