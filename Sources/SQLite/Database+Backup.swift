import CSQLite
import Glibc

extension Database {
    /// Writes a copy of the database as it is now to `destination`, while others read and write.
    ///
    /// The copy appears under its name only when it is complete, checked and durable; a file that was there before
    /// stays until then. It is compact, in no need of a WAL, readable by its owner alone, and holds nothing deleted.
    ///
    /// - Shape: what `check` found in the very file that then gets the name.
    /// - Errors: `.full`, `.cannotOpen`, `.ioError`; `.corrupt` when the copy does not pass its check; `.misuse` when
    ///   `destination` is one of the database's own files; what `check` throws. Then nothing gets the name.
    /// - Source: https://sqlite.org/lang_vacuum.html, "VACUUM with an INTO clause".
    package func backup<Finding>(
        to destination: String, checking check: (ReadTransaction) throws -> Finding
    ) throws -> Finding {
        let target = try DatabaseFiles(path: destination)
        guard !files.all.contains(target.path) else {
            throw SQLiteError(.misuse, "a database cannot be its own backup")
        }
        let scratch = try ScratchDirectory(in: target.directory, for: "unfinished-backup")
        return try withExtendedLifetime(scratch) {
            let copy = scratch.file("copy.db")
            try FileCopy.makeEmpty(copy)
            try vacuum(into: copy)
            let finding = try BackupCopy.verify(copy, check)
            try FileCopy.sync(copy)
            guard rename(copy, target.path) == 0 else {
                throw SQLiteError(.ioError, "the backup cannot get its name (errno \(errno))")
            }
            try FileCopy.sync(target.directory)
            return finding
        }
    }

    package func backup(to destination: String) throws {
        try backup(to: destination) { _ in }
    }

    /// On a connection of its own: it lasts as long as the file is large, and a reader of the pool is wanted elsewhere.
    private func vacuum(into path: String) throws {
        let connection = try Connection.open(files, .reader, options)
        try connection.asEngine { try connection.run("VACUUM INTO ?", [path]) }
    }

    /// The faults of the file and its references, at most 100 sentences; empty when it is sound. The larger the file,
    /// the longer it takes.
    package func integrityCheck() throws -> [String] {
        try Connection.open(files, .reader, options).problems()
    }
}

/// A finished copy that has no name yet.
enum BackupCopy {
    /// Looks into a file that nobody has open, and leaves it and its directory as they are.
    ///
    /// - Errors: `.corrupt`, `.notADatabase`, `.cannotOpen`; what `check` throws.
    static func verify<Finding>(_ path: String, _ check: (ReadTransaction) throws -> Finding) throws -> Finding {
        let connection = try Connection.openCopy(path)
        guard try connection.problems().isEmpty else {
            throw SQLiteError(.corrupt, "the copy does not pass its check", code: SQLITE_CORRUPT)
        }
        return try connection.reading(check)
    }
}

extension Connection {
    /// Reads on a connection that belongs to no pool.
    func reading<Value>(_ body: (ReadTransaction) throws -> Value) throws -> Value {
        try command("BEGIN")
        let transaction = ReadTransaction(self)
        defer {
            transaction.end()
            endRead()
        }
        return try body(transaction)
    }
}
