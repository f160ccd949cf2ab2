import Glibc

/// A file on its way: it gets its name once all of it is there and durable, and whoever lets go of it before leaves
/// nothing behind.
///
/// Until then it has a name that nobody can foresee: in a directory that others may write to, a link of that name would
/// lead what is written to another place. What a killed program left is removed by the next draft of the same file; a
/// lock on the draft tells who is still at work.
package final class DurableDraft {
    private let path: String
    private let draft: String
    private let descriptor: Int32
    private var isFinished = false

    /// - Errors: `DurableFileError` for a file that cannot be made, and where something else than a file has its name.
    package init(of path: String, mode: mode_t = 0o600) throws(DurableFileError) {
        self.path = path
        try Self.requireFile(path)
        Self.removeLeftovers(of: path)
        (draft, descriptor) = try Self.make(path, mode)
    }

    deinit {
        if !isFinished { unlink(draft) }
        close(descriptor)
    }

    package func write(_ bytes: ArraySlice<UInt8>) throws(DurableFileError) {
        try DurableFile.writeAll(bytes, to: descriptor)
    }

    /// - Errors: `DurableFileError` where the disk did not take it; the name is then what it was before, unless it was the
    ///   directory that could not be synced.
    package func finish() throws(DurableFileError) {
        try DurableFile.sync(descriptor)
        try Self.requireFile(path)
        guard rename(draft, path) == 0 else { throw DurableFileError() }
        isFinished = true
        try DurableFile.syncDirectory(of: path)
    }

    /// A link, a device or a pipe of that name would be replaced by a file, and whoever reads it there find nothing.
    private static func requireFile(_ path: String) throws(DurableFileError) {
        var state = stat()
        guard lstat(path, &state) == 0 else { return }
        guard state.st_mode & S_IFMT == S_IFREG else { throw DurableFileError(EEXIST) }
    }

    private static func make(_ path: String, _ mode: mode_t) throws(DurableFileError) -> (String, Int32) {
        while true {
            let draft = prefix(path) + (0..<8).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined()
            let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
            if descriptor < 0, errno == EEXIST { continue }
            guard descriptor >= 0 else { throw DurableFileError() }
            // Between the two somebody else may take it for a leftover: they have the lock then, or have removed it.
            let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
            if isLocked, access(draft, F_OK) == 0 { return (draft, descriptor) }
            close(descriptor)
        }
    }

    private static func prefix(_ path: String) -> String { path + ".unfinished-" }

    private static func removeLeftovers(of path: String) {
        let directory = DurableFile.directory(of: path)
        let prefix = String(Self.prefix(path).split(separator: "/").last ?? "")
        guard let stream = opendir(directory) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasPrefix(prefix), name.utf8.count == prefix.utf8.count + 8 else { continue }
            removeLeftover("\(directory)/\(name)")
        }
    }

    private static func removeLeftover(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
    }
}
