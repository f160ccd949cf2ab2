import Glibc

/// Files that are not, or not yet, a database anybody has open. A live one is never opened here: closing it again would
/// drop SQLite's own locks.
enum FileCopy {
    private static let pieceLength = 1 << 20

    /// - Errors: `.cannotOpen`, `.ioError`, `.full`.
    static func copy(_ source: String, to destination: String) throws(SQLiteError) {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw SQLiteError(.cannotOpen, "the copy cannot be opened (errno \(errno))") }
        defer { close(input) }
        let output = try create(destination)
        defer { close(output) }
        var buffer = [UInt8](repeating: 0, count: pieceLength)
        while true {
            let count = Glibc.read(input, &buffer, buffer.count)
            guard count >= 0 else { throw failure("reading") }
            if count == 0 { break }
            try write(buffer[..<count], to: output)
        }
        guard fsync(output) == 0 else { throw failure("syncing") }
    }

    /// A file that did not exist before, for its owner alone.
    static func create(_ path: String) throws(SQLiteError) -> Int32 {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SQLiteError(.cannotOpen, "cannot create the copy (errno \(errno))") }
        return descriptor
    }

    static func makeEmpty(_ path: String) throws(SQLiteError) {
        close(try create(path))
    }

    private static func write(_ bytes: ArraySlice<UInt8>, to output: Int32) throws(SQLiteError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure("writing") }
            rest = rest.dropFirst(count)
        }
    }

    /// Makes a file's bytes, or a directory's names, durable.
    static func sync(_ path: String) throws(SQLiteError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("opening") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("syncing") }
    }

    private static func failure(_ doing: String) -> SQLiteError {
        errno == ENOSPC || errno == EDQUOT
            ? SQLiteError(.full, "\(doing) failed: no space left")
            : SQLiteError(.ioError, "\(doing) failed (errno \(errno))")
    }
}
