import Glibc
import Lifecycle
import Platform

/// Writes down once a minute what requests that read have noted, and once more at the end.
///
/// - Source: `docs/design/0003-writing.md`; no request that reads waits for the write lock.
final class NoteWriter: Sendable {
    private let write: @Sendable () -> Void
    private let thread: BackgroundThread?
    /// Closing `write` ends the thread's wait.
    private let pipe: (read: Int32, write: Int32)

    static let intervalMilliseconds: Int32 = 60_000

    /// - Shape: what `write` cannot write it keeps for the next time.
    init(_ write: @escaping @Sendable () -> Void) {
        self.write = write
        var ends: [Int32] = [-1, -1]
        Glibc.pipe(&ends)
        let pipe = (read: ends[0], write: ends[1])
        self.pipe = pipe
        // Where the system has no thread left, only the end writes.
        thread = BackgroundThread.start { Self.run(write, until: pipe.read) }
    }

    /// Writes what is left, and returns when that is done.
    func stop() {
        close(pipe.write)
        thread?.join()
        close(pipe.read)
        write()
    }

    private static func run(_ write: () -> Void, until end: Int32) {
        var wait = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
        while poll(&wait, 1, intervalMilliseconds) < 1 { write() }
    }
}
