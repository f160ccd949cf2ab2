import CSQLite
import Glibc
import Platform
import Synchronization

/// The one thread of this process that writes.
///
/// It takes the write lock, then what is queued, carries all of it out in one transaction, commits once, and only then
/// answers. The lock (`flock` on a file of its own) is also the guard against the WAL-reset bug of SQLite before
/// 3.51.3: no commit of any process meets a checkpoint of another.
///
/// - Source: https://sqlite.org/wal.html
final class Writer: @unchecked Sendable {
    private let files: DatabaseFiles
    private let options: Database.Options
    private let lock: FileLock
    private let queue = WriteQueue()
    private let hasEnded = Monitor(false)
    private let thread = Atomic<UInt>(0)
    private let wanted = Mutex(Rewriting.done)
    let statistics = StatisticsRecord()
    // Below: the writer thread's own.
    private var connection: Connection?
    private var checkpoints: Checkpoints
    /// The connection of a commit whose outcome is open. It writes nothing any more, and keeps the WAL's index in memory:
    /// were that made anew from the file, the commit would count, though the disk may never have taken it, and what is
    /// committed behind it would be lost with it.
    private var unsettled: Connection?

    init(_ files: DatabaseFiles, _ lock: FileLock, _ connection: Connection, _ options: Database.Options) {
        self.files = files
        self.lock = lock
        self.connection = connection
        self.options = options
        checkpoints = Checkpoints(soft: options.softMark, hard: options.hardMark)
    }

    var queuedRequests: Int { queue.count }

    func start() throws(SQLiteError) {
        guard BackgroundThread.detach({ self.work() }) else {
            throw SQLiteError(.outOfMemory, "no thread for the writer")
        }
    }

    /// Waits for a request's answer.
    ///
    /// - Errors: `.busy` when its turn did not come in time; then it is never carried out. What the request threw.
    func carryOut(_ request: WriteRequest, until deadline: MonotonicTime) throws {
        guard thread.load(ordering: .relaxed) != pthread_self() else {
            throw SQLiteError(.misuse, "a write inside a write would wait for itself")
        }
        try queue.append(request)
        switch request.wait(until: deadline) {
        case .carriedOut: return
        case .refused(let error): throw error
        case nil:
            queue.remove(request)
            throw SQLiteError(.busy, "the write lock was not free in time", code: SQLITE_BUSY)
        }
    }

    var rewriting: Rewriting {
        get { wanted.withLock { $0 } }
        set { wanted.withLock { $0 = newValue } }
    }

    /// Lets the pages go that its connection keeps, if it has nothing to do.
    func releaseMemory() {
        queue.whileIdle { connection?.releaseMemory() }
    }

    /// Refuses new requests, and waits until those accepted are answered and the thread has ended. Where another
    /// process hangs with the write lock, the thread stays behind waiting for it, with nothing left to do (false).
    func close(until deadline: MonotonicTime) -> Bool {
        queue.close()
        return hasEnded.wait(until: deadline) { $0 ? true : nil } ?? false
    }

    private func work() {
        thread.store(pthread_self(), ordering: .relaxed)
        while queue.waitForWork() { turn() }
        connection = nil
        unsettled = nil
        hasEnded.change { $0 = true }
    }

    /// One turn with the write lock: one transaction, its answers, and perhaps a checkpoint.
    private func turn() {
        do {
            try lock.acquire()
        } catch {
            return refuse(error)
        }
        let taken = MonotonicTime.now
        defer {
            lock.release()
            let seconds = MonotonicTime.now.since(taken).inSeconds
            statistics.change { $0.lockTimes.count(seconds) }
        }
        do {
            let open = try begin()
            // Who comes while they are carried out waits for the next turn.
            var left = min(queue.count, options.maximumBatch)
            var batch = Batch(
                open, maximumWork: options.maximumBatchWork,
                next: {
                    while left > 0 {
                        left -= 1
                        if let request = self.queue.take(1).first { return request }
                    }
                    return nil
                }, reopen: reopen)
            batch.carryOut()
            connection = batch.connection
            if let failed = batch.unsettled {
                unsettled = failed
                try? settle()
            }
            assert(connection?.hasBusyStatement != true, "a statement of a write is still running")
            record(batch)
            for (request, answer) in zip(batch.requests, batch.answers) { request.answer(answer) }
            if batch.answers.contains(where: \.isCarriedOut) { options.afterCommit?() }
        } catch {
            // A lock that is none of ours, such as a person's at the sqlite3 prompt: the requests wait on.
            if error.kind != .busy { refuse(error) }
            return
        }
        lookAfterWAL()
    }

    /// Before the answers: who was answered finds itself counted.
    private func record(_ batch: Batch) {
        statistics.change { statistics in
            statistics.batches += 1
            for answer in batch.answers {
                if case .carriedOut = answer { statistics.requests += 1 } else { statistics.refusals += 1 }
            }
        }
    }

    /// After the answers: nobody waits for a checkpoint but the next to write.
    private func lookAfterWAL() {
        guard let connection else { return }
        let wish = rewriting
        // Written only where something was wanted: a wish that comes at this moment must not be taken for carried out.
        if wish.isOpen { rewriting = wish.carriedOut(files, options) { self.checkpoints.empty(connection) } }
        let outcome = checkpoints.follow(connection)
        statistics.change { statistics in
            statistics.pagesInWAL = outcome.pages
            statistics.checkpoints += outcome.wasDue ? 1 : 0
            statistics.failedCheckpoints += outcome.isComplete ? 0 : 1
        }
    }

    /// Overwrites a commit whose outcome is open with one that changes nothing, so that whoever looks for it finds what
    /// stays true: it is not there.
    ///
    /// - Errors: where the disk fails again; then nobody may write.
    private func settle() throws(SQLiteError) {
        guard unsettled != nil else { return }
        let fresh = try Connection.open(files, .writer(creating: false), options)
        try fresh.commitNothing()
        connection = fresh
        unsettled = nil
    }

    private func begin() throws(SQLiteError) -> Connection {
        try checkSpace()
        try settle()
        let open = if let connection, !connection.isBroken { connection } else { try reopen() }
        connection = open
        guard !open.hasMoved else {
            throw SQLiteError(.cannotOpen, "the database file was removed or replaced while it was open; start again")
        }
        do {
            try open.command("BEGIN IMMEDIATE")
        } catch {
            if open.isBroken { connection = nil }
            throw error
        }
        return open
    }

    private func reopen() throws(SQLiteError) -> Connection {
        connection = nil
        return try Connection.open(files, .writer(creating: false), options)
    }

    private func checkSpace() throws(SQLiteError) {
        guard let free = FileSystem.freeBytes(at: files.directory), free < options.minimumFreeBytes else { return }
        throw SQLiteError(.full, "the file system has less free space than its reserve", code: SQLITE_FULL)
    }

    private func refuse(_ error: SQLiteError) {
        for request in queue.take(options.maximumBatch) { request.answer(.refused(error)) }
    }
}
