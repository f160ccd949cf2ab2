import CSQLite

extension Connection {
    enum Mode {
        case reader
        case writer(creating: Bool)
    }

    /// Debian's libsqlite3 counts memory under one lock of the whole process; this has to come before its first use.
    private static let library: Void = {
        _ = elwosa_sqlite3_without_memory_statistics()
        sqlite3_initialize()
    }()

    /// Opens and configures; a writer that creates gives the new file the permissions of the lock file beside it.
    ///
    /// - Errors: `.cannotOpen`, `.notADatabase`, `.corrupt`, `.ioError`, `.busy`.
    static func open(
        _ files: DatabaseFiles, _ mode: Mode, _ options: Database.Options
    ) throws(SQLiteError) -> Connection {
        try open(files.uri, mode, options)
    }

    static func open(
        _ uri: String, _ mode: Mode, _ options: Database.Options
    ) throws(SQLiteError) -> Connection {
        _ = library
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(uri, &handle, mode.flags, nil)
        guard let handle else { throw SQLiteError(.outOfMemory, "no memory for a connection", code: code) }
        let connection = Connection(handle: handle)
        guard code == SQLITE_OK else { throw SQLiteError(code: sqlite3_extended_errcode(handle), of: handle) }
        try connection.configure(mode, options)
        return connection
    }

    private func configure(_ mode: Mode, _ options: Database.Options) throws(SQLiteError) {
        sqlite3_extended_result_codes(handle, 1)
        // Before anything that could meet a lock, or it would fail at once.
        busyTimeout = options.deadline.milliseconds
        sqlite3_busy_timeout(handle, busyTimeout)
        try setFlags()
        setLimits(options)
        installCallbacks()
        try command("PRAGMA mmap_size = 0")
        try command("PRAGMA temp_store = MEMORY")
        try command("PRAGMA synchronous = FULL")
        // What is erased is written over, whatever the library was built with.
        try command("PRAGMA secure_delete = ON")
        try command(options.foreignKeys ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF")
        try command(SQL(composed: "PRAGMA cache_size = -\(options.cacheKiB)"))
        if case .writer = mode { try limitSize(options.maximumPages) }
    }

    private func limitSize(_ pages: Int?) throws(SQLiteError) {
        guard let pages else { return }
        try command(SQL(composed: "PRAGMA max_page_count = \(pages)"))
    }

    /// The guard's part of each connection: it never checkpoints by itself, not after a commit (the hook) and not
    /// at its end. The rest makes a hostile schema harmless.
    private func setFlags() throws(SQLiteError) {
        for (option, on) in [
            (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1), (SQLITE_DBCONFIG_DEFENSIVE, 1),
            (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
        ] as [(Int32, Int32)] {
            let code = elwosa_sqlite3_db_config_flag(handle, option, on)
            guard code == SQLITE_OK else { throw SQLiteError(code: code) }
        }
        sqlite3_wal_autocheckpoint(handle, 0)
    }

    private func setLimits(_ options: Database.Options) {
        for (limit, value) in [
            (SQLITE_LIMIT_LENGTH, Int32(clamping: options.maximumValueBytes)), (SQLITE_LIMIT_SQL_LENGTH, 262_144),
            (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000), (SQLITE_LIMIT_TRIGGER_DEPTH, 50),
            (SQLITE_LIMIT_ATTACHED, 1), (SQLITE_LIMIT_WORKER_THREADS, 0),
        ] as [(Int32, Int32)] {
            sqlite3_limit(handle, limit, value)
        }
    }
}

extension Connection.Mode {
    /// NOMUTEX because a connection belongs to one thread at a time; NOFOLLOW because the path has no link left.
    fileprivate var flags: Int32 {
        let common = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE
        switch self {
        case .reader: return common | SQLITE_OPEN_READONLY
        case .writer(creating: false): return common | SQLITE_OPEN_READWRITE
        case .writer(creating: true): return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        }
    }
}

extension Duration {
    var milliseconds: Int32 {
        let (seconds, attoseconds) = components
        return Int32(clamping: seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
    }
}
