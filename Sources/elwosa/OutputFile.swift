import Glibc
import JSON

/// A file that a command writes, or standard output where it is called `-`. A file is there under its name once all of
/// it is, and only its owner may read it.
final class OutputFile {
    private let path: String
    private let descriptor: Int32
    private var isFinished = false

    private var unfinished: String { path + ".unfinished" }

    /// - Errors: `CommandFailure` for a file that cannot be made.
    init(path: String) throws {
        self.path = path
        isTerminal = path == "-" && isatty(1) == 1
        descriptor = path == "-" ? dup(1) : open(path + ".unfinished", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure() }
    }

    deinit {
        close(descriptor)
        if !isFinished, path != "-" { unlink(unfinished) }
    }

    /// What a terminal is sent waits for the end of its line.
    private var line: [UInt8] = []
    private let isTerminal: Bool

    func write(_ bytes: [UInt8]) throws {
        guard isTerminal else { return try send(bytes) }
        line += bytes
        guard let end = line.lastIndex(of: 0x0a) else { return }
        try show(line[...end])
        line.removeFirst(end + 1)
    }

    private func show(_ bytes: some Collection<UInt8>) throws {
        try send(Array(VisibleText.lines(String(decoding: bytes, as: UTF8.self)).utf8))
    }

    private func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure() }
            rest = rest.dropFirst(count)
        }
    }

    /// - Errors: `CommandFailure` where the disk did not take it.
    func finish() throws {
        if isTerminal { try show(line) }
        guard path != "-" else { return }
        guard fsync(descriptor) == 0, rename(unfinished, path) == 0 else { throw failure() }
        isFinished = true
    }

    private func failure() -> CommandFailure {
        let name = path == "-" ? "Standard output" : path
        return CommandFailure("\(name) cannot be written: \(String(cString: strerror(errno))).")
    }
}
