import AuthDomain
import Domain
import Glibc
import Logging
import Platform
import Web

/// Writes down when tokens were last used: once a minute where any was, and once more at the end.
///
/// - Source: `docs/design/0003-writing.md`; no request that reads waits for the write lock.
final class TokenUseWriter: Sendable {
    private let uses: TokenUses
    private let tokens: any TokenReader
    private let logger: Logger
    private let thread: BackgroundThread?
    /// Closing `write` ends the thread's wait.
    private let pipe: (read: Int32, write: Int32)

    static let intervalMilliseconds: Int32 = 60_000

    init(_ uses: TokenUses, _ tokens: any TokenReader, _ logger: Logger) {
        (self.uses, self.tokens, self.logger) = (uses, tokens, logger)
        var ends: [Int32] = [-1, -1]
        Glibc.pipe(&ends)
        let pipe = (read: ends[0], write: ends[1])
        self.pipe = pipe
        // Where the system has no thread left, only the end writes.
        thread = BackgroundThread.start { Self.run(uses, tokens, logger, until: pipe.read) }
    }

    /// Writes what is left, and returns when that is done.
    func stop() {
        close(pipe.write)
        thread?.join()
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
}
