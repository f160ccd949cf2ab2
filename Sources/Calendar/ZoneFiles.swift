import Glibc

/// The files of the time zone database.
enum ZoneFiles {
    /// - Shape: nil where there is no such file, or something else than a file.
    /// - Errors: `.noData` without the directory; `.damaged` when the file cannot be read or is larger than 64 KB, which
    ///   is twenty times the largest.
    static func read(_ path: String, in directory: String) throws(ZoneError) -> [UInt8]? {
        // Not to be held up by a pipe.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            guard errno == ENOENT || errno == ENOTDIR else { throw .damaged(path: path, .unreadable) }
            guard access(directory, F_OK) == 0 else { throw .noData(directory: directory) }
            return nil
        }
        defer { close(descriptor) }
        var state = stat()
        guard fstat(descriptor, &state) == 0 else { throw .damaged(path: path, .unreadable) }
        guard state.st_mode & S_IFMT == S_IFREG else { return nil }
        guard let bytes = contents(descriptor) else { throw .damaged(path: path, .unreadable) }
        return bytes
    }

    private static func contents(_ descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress! + filled, $0.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return Array(bytes.prefix(filled)) }
            filled += count
        }
        return nil
    }

    private static let limit = 65_536
}
