import Glibc

/// An advisory lock on a file of its own, gone with the process that holds it.
///
/// - Source: flock(2). The lock belongs to the open file, so two of them in one process exclude each other too.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Opens the lock file, creating it readable and writable for owner and group (less the umask).
    ///
    /// - Errors: `.cannotOpen`.
    init(_ path: String) throws(SQLiteError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o660)
        guard descriptor >= 0 else {
            throw SQLiteError(.cannotOpen, "a lock file beside the database cannot be opened (errno \(errno))")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Waits as long as it takes.
    func acquire() throws(SQLiteError) {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw SQLiteError(.ioError, "the write lock failed (errno \(errno))") }
        }
    }

    /// Whether the lock could be had at once.
    func tryAcquire(shared: Bool) -> Bool {
        flock(descriptor, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0
    }

    func release() {
        flock(descriptor, LOCK_UN)
    }
}
