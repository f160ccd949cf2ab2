import Administration
import Glibc

/// A file that a command reads, or standard input where it is called `-`.
struct InputFile {
    let path: String

    /// The whole content.
    ///
    /// - Errors: `CommandFailure` for a file that cannot be read or is larger than `limit` bytes.
    func bytes(limit: Int = 1 << 30) throws -> [UInt8] {
        var content: [UInt8] = []
        try eachPiece { piece, _, _ in
            content.append(contentsOf: piece)
            guard content.count <= limit else { throw CommandFailure("\(name) is larger than \(limit) bytes.") }
        }
        return content
    }

    /// Piece by piece, for files that memory should not hold.
    ///
    /// - Units: bytes; `done` with this piece, of `total` where that is known.
    /// - Errors: `CommandFailure` for a file that cannot be read; what `body` throws.
    func eachPiece(_ body: (_ piece: ArraySlice<UInt8>, _ done: Int, _ total: Int?) throws -> Void) throws {
        let descriptor = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        var facts = stat()
        let isFile = fstat(descriptor, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var done = 0
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 { throw failure() }
            if count == 0 { return }
            done += count
            try body(buffer[..<count], done, isFile ? Int(facts.st_size) : nil)
        }
    }

    /// The first line, as a password file holds it.
    func firstLine() throws -> String {
        let line = try bytes(limit: 65_536).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard let text = String(validating: line, as: UTF8.self) else {
            throw CommandFailure("\(name) is not UTF-8 text.")
        }
        return text
    }

    /// All of it, but for the end of its last line.
    func text(limit: Int = 65_536) throws -> String {
        var content = try bytes(limit: limit)
        if content.last == UInt8(ascii: "\n") { content.removeLast() }
        if content.last == UInt8(ascii: "\r") { content.removeLast() }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw CommandFailure("\(name) is not UTF-8 text.")
        }
        return text
    }

    private var name: String { path == "-" ? "Standard input" : path }

    private func failure() -> CommandFailure {
        CommandFailure("\(name) cannot be read: \(String(cString: strerror(errno))).")
    }
}
