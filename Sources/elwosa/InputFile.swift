import Glibc

/// A file that a command reads, or standard input where it is called `-`.
struct InputFile {
    let path: String

    /// The whole content.
    ///
    /// - Errors: `CommandFailure` for a file that cannot be read or is larger than `limit` bytes.
    func bytes(limit: Int = 1 << 30) throws -> [UInt8] {
        let descriptor = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 { throw failure() }
            if count == 0 { return content }
            content.append(contentsOf: buffer[..<count])
            guard content.count <= limit else { throw CommandFailure("\(name) is larger than \(limit) bytes.") }
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

    private var name: String { path == "-" ? "Standard input" : path }

    private func failure() -> CommandFailure {
        CommandFailure("\(name) cannot be read: \(String(cString: strerror(errno))).")
    }
}
