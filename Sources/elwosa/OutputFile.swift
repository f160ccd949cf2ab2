import Administration
import Durable
import Glibc
import JSON

/// A file that a command writes, or standard output where it is called `-`. A file is there under its name once all of
/// it is, durably, and only its owner may read it.
final class OutputFile {
    private let path: String
    /// nil for standard output.
    private let draft: DurableDraft?
    private let isTerminal: Bool
    /// The line that a terminal is being sent, kept until its end.
    private var line: [UInt8] = []

    /// - Errors: `CommandFailure` for a file that cannot be made.
    init(path: String) throws {
        self.path = path
        isTerminal = path == "-" && isatty(1) == 1
        do throws(DurableFileError) {
            draft = try path == "-" ? nil : DurableDraft(of: path)
        } catch {
            throw Self.failure(path, error.description)
        }
    }

    func write(_ bytes: [UInt8]) throws {
        if let draft {
            do { try draft.write(bytes[...]) } catch { throw Self.failure(path, error.description) }
            return
        }
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
            let count = rest.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.failure(path, String(cString: strerror(errno))) }
            rest = rest.dropFirst(count)
        }
    }

    /// - Errors: `CommandFailure` where the disk did not take it.
    func finish() throws {
        if isTerminal { try show(line) }
        do { try draft?.finish() } catch { throw Self.failure(path, error.description) }
    }

    private static func failure(_ path: String, _ reason: String) -> CommandFailure {
        CommandFailure("\(path == "-" ? "Standard output" : path) cannot be written: \(reason).")
    }
}
