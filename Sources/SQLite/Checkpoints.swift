import CSQLite

/// When the WAL's pages are copied into the database file. Only the writer calls this, with the write lock held, after
/// its clients have their answers.
struct Checkpoints {
    let soft: Int
    let hard: Int
    /// The WAL's length when it was last looked after: while a reader keeps it from starting anew, another try is due
    /// only when it has grown by as much again.
    private var length = 0

    init(soft: Int, hard: Int) {
        self.soft = soft
        self.hard = hard
    }

    struct Outcome {
        let pages: Int
        let wasDue: Bool
        let isComplete: Bool
    }

    mutating func follow(_ connection: Connection) -> Outcome {
        let pages = Int(connection.context.pointee.pagesInWAL)
        if pages < length { length = 0 }
        guard pages - length >= soft else { return Outcome(pages: pages, wasDue: false, isComplete: true) }
        length = pages
        let isComplete = checkpoint(connection, SQLITE_CHECKPOINT_PASSIVE)
        if pages >= hard { truncate(connection) }
        return Outcome(pages: pages, wasDue: true, isComplete: isComplete)
    }

    /// Copies all of the WAL into the file and cuts it to nothing, unless somebody reads from it.
    ///
    /// - Shape: whether it is empty.
    mutating func empty(_ connection: Connection) -> Bool {
        guard truncate(connection) else { return false }
        length = 0
        return true
    }

    /// With a reader open it would wait for the whole busy timeout, and all writers with it; so it does not wait, and
    /// fails when one is open.
    @discardableResult
    private func truncate(_ connection: Connection) -> Bool {
        let timeout = connection.busyTimeout
        sqlite3_busy_timeout(connection.handle, 0)
        defer { sqlite3_busy_timeout(connection.handle, timeout) }
        return checkpoint(connection, SQLITE_CHECKPOINT_TRUNCATE)
    }

    /// A failure is no one's answer: everything is in the WAL, and a later commit tries again.
    private func checkpoint(_ connection: Connection, _ mode: Int32) -> Bool {
        let code = sqlite3_wal_checkpoint_v2(connection.handle, nil, mode, nil, nil)
        if code != SQLITE_OK { _ = connection.note(SQLiteError(code: code)) }
        return code == SQLITE_OK
    }
}
