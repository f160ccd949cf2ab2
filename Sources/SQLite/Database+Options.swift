extension Database {
    /// The options by which one process uses a database. The defaults suit a responder on a small machine.
    package struct Options: Sendable {
        /// Connections that read at the same time; they are opened as they are needed.
        package var readers = 4
        /// The time that a request waits for its turn, and that a read may run, unless it says otherwise.
        package var deadline: Duration = .seconds(5)
        /// The time that a read may run once it has its turn; nil where that counts within `deadline`.
        package var readingTime: Duration?
        /// Page cache of each connection, in KiB.
        package var cacheKiB = 2_048
        /// Pages in the WAL from which a PASSIVE checkpoint follows a commit.
        package var softMark = 1_000
        /// Pages in the WAL from which the checkpoint also tries to cut the WAL to nothing.
        package var hardMark = 16_000
        /// Writes are refused while the file system has less than this: on a full disk DELETE fails too.
        package var minimumFreeBytes: UInt64 = 64 << 20
        /// Pages the database may have; nil is SQLite's own limit.
        package var maximumPages: Int?
        /// Requests that share one commit.
        package var maximumBatch = 256
        /// Work from which on a commit takes no further request, so that another process has its turn.
        ///
        /// - Units: as `WriteTransaction.limit`.
        package var maximumBatchWork = Int.max
        /// The longest text or blob, in bytes.
        package var maximumValueBytes = 16 << 20
        /// Called after each commit that changed something, on the thread that writes, once the requests are answered: it
        /// should be done at once.
        package var afterCommit: (@Sendable () -> Void)?
        /// Off only for migrations that rebuild tables, where DROP TABLE would cascade; they check before they commit.
        package var foreignKeys = true

        package init() {}
    }
}
