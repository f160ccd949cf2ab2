import CSQLite
import Glibc
import Platform

/// One SQLite database in WAL mode, shared with other processes.
///
/// Any number of threads read, each from a snapshot of its own; what they write goes to one writer thread, which lets
/// many requests share one commit. Other programs may read the file while it is in use, and must not write to it. A
/// process that forked must not use it in the child.
package final class Database: Sendable {
    package let options: Options
    let files: DatabaseFiles
    let readers: ReaderPool
    private let writer: Writer
    private let watch: DataVersionWatch
    /// Held for life, so that `exclusively` knows the database is open.
    private let presence: FileLock

    /// Opens the database, and creates it only when asked to.
    ///
    /// - Errors: `.cannotOpen` if it is missing or may not be opened; `.busy` while somebody has it exclusively;
    ///   `.notADatabase`, `.corrupt`, `.ioError`.
    package init(path: String, options: Options = Options(), create: Bool = false) throws(SQLiteError) {
        self.options = options
        files = try DatabaseFiles(path: path)
        guard create || files.exists || files.isBeingReplaced else {
            throw SQLiteError(.cannotOpen, "the database does not exist")
        }
        presence = try FileLock(files.openLock)
        try Self.enter(presence, files)
        let lock = try WriteGuard.lock(of: files)
        let connection = try Connection.open(files, .writer(creating: create), options)
        try Self.enterWAL(connection, lock)
        readers = ReaderPool(files, options)
        watch = DataVersionWatch(files, options)
        writer = Writer(files, lock, connection, options)
        try writer.start()
    }

    /// Takes the shared lock, and goes on with a replacement that was stopped. That is looked for again once the lock is
    /// held: whoever replaced the database may have been stopped between the first look and the lock.
    ///
    /// - Errors: `.busy` while somebody has it exclusively, or has what is to make way open.
    private static func enter(_ presence: FileLock, _ files: DatabaseFiles) throws(SQLiteError) {
        for _ in 0..<3 {
            if files.isBeingReplaced, presence.tryAcquire(shared: false) { try Replacement.finish(files) }
            guard presence.tryAcquire(shared: true) else { break }
            guard files.isBeingReplaced else { return }
            presence.release()
        }
        throw SQLiteError(.busy, "the database is being replaced", code: SQLITE_BUSY)
    }

    deinit {
        close()
    }

    /// Reads from one snapshot; inside `sharingSnapshot`, from the one that is shared.
    ///
    /// - Errors: `.busy` when no reader becomes free in time, `.interrupted` when a statement runs past the deadline;
    ///   what `body` throws.
    package func read<Value>(
        deadline: Duration? = nil, _ body: (ReadTransaction) throws -> Value
    ) throws -> Value {
        let end = MonotonicTime.now.advanced(by: deadline ?? options.deadline)
        if let shared = SharedSnapshot.current(of: readers) { return try shared.read(until: end, body) }
        let connection = try readers.take(until: end)
        defer { readers.giveBack(connection) }
        let time = deadline == nil ? options.readingTime : nil
        connection.context.pointee.deadline = time.map { MonotonicTime.now.advanced(by: $0) } ?? end
        try connection.command("BEGIN")
        let transaction = ReadTransaction(connection)
        defer {
            transaction.end()
            connection.endRead()
        }
        return try body(transaction)
    }

    /// Writes, and returns once the change is durable.
    ///
    /// `body` runs on the writer thread, perhaps more than once; it touches nothing but its `tx`, which is why it is
    /// `@Sendable`. The deadline ends the wait for the turn; a request whose turn has come is waited for.
    ///
    /// - Errors: `.busy` when its turn did not come in time, `.full` when space is short; in both cases nothing was or
    ///   will be carried out. `.outcomeUnknown` when the commit failed after it may have reached the disk. What `body` throws: its own errors and SQLite's come out as they are, so the type is open.
    @discardableResult
    package func write<Value: Sendable>(
        deadline: Duration? = nil, _ body: @escaping @Sendable (WriteTransaction) throws -> Value
    ) throws -> Value {
        let end = MonotonicTime.now.advanced(by: deadline ?? options.deadline)
        SharedSnapshot.current(of: readers)?.end()
        var result: Value?
        try withUnsafeMutablePointer(to: &result) { result in
            nonisolated(unsafe) let result = result
            // The caller stands still until this has run for the last time, or never will.
            try writer.carryOut(WriteRequest { result.pointee = try body($0) }, until: end)
        }
        return result!
    }

    /// Writes the file anew and empties the WAL, so that what was erased is in neither. `secure_delete` overwrites what is
    /// freed, but not what SQLite leaves in the gaps of a page when it moves rows to another.
    ///
    /// Nobody writes for about a second for each 100 MB of the file.
    ///
    /// - Shape: `.failed` where the file is larger than `most` bytes, or there is no room for two more of it; `.onlyWAL`
    ///   where somebody kept on reading from the WAL for five seconds; else `.done`.
    /// - Errors: as `write`.
    /// - Source: https://sqlite.org/pragma.html#pragma_secure_delete, https://sqlite.org/lang_vacuum.html
    package func rewrite(most: Int) throws -> Rewriting {
        try carryOut(.wanted(most: most), patience: .seconds(5))
    }

    /// Copies all of the WAL into the file and cuts it to nothing, so that what was overwritten is in neither.
    ///
    /// - Shape: false where somebody kept on reading from it for `patience`; others write meanwhile.
    /// - Errors: as `write`.
    package func emptyWAL(patience: Duration) throws -> Bool {
        try carryOut(.onlyWAL, patience: patience) == .done
    }

    private func carryOut(_ rewriting: Rewriting, patience: Duration) throws -> Rewriting {
        let end = MonotonicTime.now.advanced(by: patience)
        var wanted = rewriting
        repeat {
            writer.rewriting = wanted
            // The file is looked after when the first is answered; the second waits for that.
            try write { _ in }
            try write { _ in }
            switch writer.rewriting {
            case .wanted: break
            case .onlyWAL: wanted = .onlyWAL
            case .done, .failed: return writer.rewriting
            }
            usleep(20_000)
        } while MonotonicTime.now < end
        writer.rewriting = .failed
        return wanted
    }

    /// Tells whether anybody has committed since it was last asked; about 2.5 µs. Ask before the query whose result is
    /// to be kept.
    package func version() throws -> DataVersion {
        try watch.current()
    }

    /// The counts of this process's writer so far.
    package var statistics: Statistics { writer.statistics.value }

    /// Requests that wait for the writer at this moment.
    package var queuedRequests: Int { writer.queuedRequests }

    /// Lets the page caches go that nobody uses at this moment; the next request reads its pages anew.
    ///
    /// - Source: https://sqlite.org/c3ref/db_release_memory.html
    package func releaseMemory() {
        readers.releaseMemory()
        writer.releaseMemory()
    }

    /// Waits for what is running, at most the usual deadline, and closes all connections.
    package func close() {
        let end = MonotonicTime.now.advanced(by: options.deadline)
        let writerEnded = writer.close(until: end)
        let readersEnded = readers.close(until: end)
        watch.close()
        if writerEnded && readersEnded { presence.release() }
    }

    /// A database that is new, or was made by another program, enters WAL mode; that is a write like any other.
    private static func enterWAL(_ connection: Connection, _ lock: FileLock) throws(SQLiteError) {
        guard try connection.journalMode("PRAGMA journal_mode") != "wal" else { return }
        try lock.acquire()
        defer { lock.release() }
        guard try connection.journalMode("PRAGMA journal_mode = WAL") == "wal" else {
            throw SQLiteError(.cannotOpen, "the file system cannot hold a database in WAL mode")
        }
    }
}
