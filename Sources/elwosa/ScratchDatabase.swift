import Glibc

/// A database that is looked into and thrown away, in a directory of its own that nobody else may enter.
struct ScratchDatabase {
    private let directory: String

    /// - Errors: `CommandFailure` where the directory cannot be made.
    init(beside file: String, for purpose: String) throws {
        directory = "\(file)-\(purpose)-\(getpid())"
        guard mkdir(directory, 0o700) == 0 else {
            throw CommandFailure("\(directory) cannot be made: \(String(cString: strerror(errno))).")
        }
    }

    var path: String { directory + "/copy.db" }

    func remove() {
        for suffix in ["", "-wal", "-shm", "-lock", "-open"] { unlink(path + suffix) }
        rmdir(directory)
    }
}
