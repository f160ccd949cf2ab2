import Platform

/// The wish to write the database file anew after the next turn, and what came of it.
package enum Rewriting: Sendable, Equatable {
    /// Not yet; a file of more bytes is left as it is.
    case wanted(most: Int)
    /// The file is written, but somebody reads from before it, and the WAL has what was there.
    case onlyWAL
    /// The file is too large or the disk too small.
    case failed
    case done

    var isOpen: Bool {
        switch self {
        case .wanted, .onlyWAL: true
        case .done, .failed: false
        }
    }

    /// The writer calls this with the write lock held.
    func carriedOut(_ files: DatabaseFiles, _ options: Database.Options, _ emptyWAL: () -> Bool) -> Rewriting {
        switch self {
        case .done, .failed: return self
        case .onlyWAL: return emptyWAL() ? .done : .onlyWAL
        case .wanted(let most):
            guard (try? Self.rewrite(files, options, most)) == true else { return .failed }
            return emptyWAL() ? .done : .onlyWAL
        }
    }

    /// - Shape: false where the file is too large.
    private static func rewrite(
        _ files: DatabaseFiles, _ options: Database.Options, _ most: Int
    ) throws(SQLiteError) -> Bool {
        let connection = try Connection.open(files, .writer(creating: false), options)
        let size = try Int(connection.number("PRAGMA page_count") * connection.number("PRAGMA page_size"))
        // A copy in a temporary file and one in the WAL, besides the reserve.
        guard size <= most,
            let free = FileSystem.freeBytes(at: files.directory), free >= UInt64(2 * size) + options.minimumFreeBytes
        else { return false }
        // Not in memory, as large as it may be.
        try connection.command("PRAGMA temp_store = FILE")
        try connection.command("VACUUM")
        return true
    }
}
