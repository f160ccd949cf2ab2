import Domain
import Glibc
import Logging
import Web

/// Writes down when tokens were last used: once a minute where any was, and once more at the end.
///
/// - Source: `docs/design/0003-writing.md`; no request that reads waits for the write lock.
final class TokenUseWriter: Sendable {
    private let uses: TokenUses
    private let tokens: any TokenReader
    private let logger: Logger
    private let thread: pthread_t?
    /// Closing `write` ends the thread's wait.
    private let pipe: (read: Int32, write: Int32)

    static let intervalMilliseconds: Int32 = 60_000

    init(_ uses: TokenUses, _ tokens: any TokenReader, _ logger: Logger) {
        (self.uses, self.tokens, self.logger) = (uses, tokens, logger)
        var ends: [Int32] = [-1, -1]
        Glibc.pipe(&ends)
        let pipe = (read: ends[0], write: ends[1])
        self.pipe = pipe
        thread = Self.start(
            Loop { Self.run(uses, tokens, logger, until: pipe.read) })
    }

    /// Writes what is left, and returns when that is done.
    func stop() {
        close(pipe.write)
        if let thread { pthread_join(thread, nil) }
        close(pipe.read)
        Self.write(uses, tokens, logger)
    }

    private static func run(_ uses: TokenUses, _ tokens: any TokenReader, _ logger: Logger, until end: Int32) {
        var wait = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
        while poll(&wait, 1, intervalMilliseconds) < 1 { write(uses, tokens, logger) }
    }

    /// Writes the uses since the last time; those that could not be written are tried again a minute later.
    static func write(_ uses: TokenUses, _ tokens: any TokenReader, _ logger: Logger) {
        let taken = uses.take()
        guard !taken.isEmpty else { return }
        do {
            try tokens.noteTokenUses(taken)
        } catch {
            uses.putBack(taken)
            logger.warning("When tokens were last used could not be written: \(error)")
        }
    }

    /// - Shape: nil where the system has no thread left; then only the end writes.
    private static func start(_ loop: Loop) -> pthread_t? {
        var thread = pthread_t()
        let kept = Unmanaged.passRetained(loop)
        let code = pthread_create(
            &thread, nil,
            { loop in
                Unmanaged<Loop>.fromOpaque(loop!).takeRetainedValue().body()
                return nil
            }, kept.toOpaque())
        guard code == 0 else {
            kept.release()
            return nil
        }
        return thread
    }
}

private final class Loop: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}
