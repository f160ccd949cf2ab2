import Glibc

/// The files of one database: the file itself, and beside it the two locks of this room.
///
/// The names are those of the real path. Two processes that came by different links would otherwise hold different
/// locks, and the guard would be none.
struct DatabaseFiles: Sendable {
    let path: String
    let directory: String

    /// Taken around every write and every checkpoint.
    var writeLock: String { path + "-lock" }
    /// Held shared while the database is open.
    var openLock: String { path + "-open" }

    /// Where a database is that was replaced; its WAL and index have the same suffixes.
    var replaced: String { path + "-replaced" }
    /// Where the new one waits to take its place.
    var restored: String { path + "-restored" }

    /// The files that a database consists of, as suffixes of its name.
    static let parts = ["", "-wal", "-shm"]

    var all: [String] { [path, path + "-wal", path + "-shm", writeLock, openLock] }

    /// - Errors: `.cannotOpen` if the directory does not exist.
    init(path: String) throws(SQLiteError) {
        if let real = Self.resolve(path) {
            self.path = real
            directory = Self.split(real).directory
            return
        }
        let (folder, name) = Self.split(path)
        guard !name.isEmpty, let real = Self.resolve(folder) else {
            throw SQLiteError(.cannotOpen, "the database's directory does not exist")
        }
        directory = real
        self.path = real == "/" ? "/" + name : real + "/" + name
    }

    private static func resolve(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    private static func split(_ path: String) -> (directory: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let directory = slash == path.startIndex ? "/" : String(path[..<slash])
        return (directory, String(path[path.index(after: slash)...]))
    }

    /// Asked by path: opening and closing the file here would drop SQLite's own locks.
    var exists: Bool { access(path, F_OK) == 0 }

    /// A replacement is decided, and was stopped before its end.
    var isBeingReplaced: Bool { access(restored, F_OK) == 0 }

    /// A new file, its WAL and its index get the permissions of the lock file.
    var uri: String { "file:\(Self.escape(path))?modeof=\(Self.escape(writeLock))" }

    /// - Source: https://sqlite.org/uri.html
    static func escape(_ path: String) -> String {
        path.utf8.reduce(into: "") { escaped, byte in
            let isPlain = byte > UInt8(ascii: " ") && byte < 0x7F && !"%?#&".utf8.contains(byte)
            if isPlain {
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                escaped += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
