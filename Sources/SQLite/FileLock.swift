import Glibc

/// An advisory lock on a file of its own, gone with the process that holds it.
///
/// - Source: flock(2). The lock belongs to the open file, so two of them in one process exclude each other too.
final class FileLock: Sendable {
    private let path: String
    private let descriptor: Int32

    /// Opens the lock file, creating it readable and writable for owner and group (less the umask).
    ///
    /// - Errors: `.cannotOpen`.
    init(_ path: String) throws(SQLiteError) {
        self.path = path
        descriptor = try Self.open(path)
    }

    private static func open(_ path: String) throws(SQLiteError) -> Int32 {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o660)
        guard descriptor >= 0 else {
            throw SQLiteError(.cannotOpen, "a lock file beside the database cannot be opened (errno \(errno))")
        }
        return descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Waits as long as it takes.
    ///
    /// A lock on a file that was removed would exclude nobody who came later; then the file of that name now is taken.
    func acquire() throws(SQLiteError) {
        try wait()
        while !isInPlace {
            release()
            try reopen()
            try wait()
        }
    }

    /// A process that lets go and at once asks again would mostly win against those that have to wake up first, for
    /// seconds. So whoever waits stands in a door, and who asks again has to pass it.
    private func wait() throws(SQLiteError) {
        try moveDoor(F_WRLCK)
        defer { try? moveDoor(F_UNLCK) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw failure }
        }
    }

    private var isInPlace: Bool {
        var (held, named) = (stat(), stat())
        return fstat(descriptor, &held) == 0 && lstat(path, &named) == 0 && held.st_ino == named.st_ino
            && held.st_dev == named.st_dev
    }

    /// The descriptor keeps its number, so nobody who uses it has to know.
    private func reopen() throws(SQLiteError) {
        let fresh = try Self.open(path)
        defer { close(fresh) }
        guard dup2(fresh, descriptor) == descriptor, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw failure }
    }

    /// The door is a lock of the other kind, on the same file, and like `flock` it belongs to the open file.
    private func moveDoor(_ type: Int32) throws(SQLiteError) {
        var door = Glibc.flock(
            l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 1, l_pid: 0)
        while fcntl(descriptor, Self.setAndWait, &door) != 0 {
            guard errno == EINTR else { throw failure }
        }
    }

    /// F_OFD_SETLKW, which Glibc hides unless asked for.
    private static let setAndWait: Int32 = 38

    private var failure: SQLiteError { SQLiteError(.ioError, "the write lock failed (errno \(errno))") }

    /// Takes the lock if it can be had at once, and tells whether it could.
    func tryAcquire(shared: Bool) -> Bool {
        flock(descriptor, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0
    }

    func release() {
        flock(descriptor, LOCK_UN)
    }
}
