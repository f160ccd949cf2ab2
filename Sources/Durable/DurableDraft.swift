import Glibc

/// A file on its way: it gets its name once all of it is there and durable, and whoever lets go of it before leaves
/// nothing behind.
public final class DurableDraft {
    private let path: String
    private let descriptor: Int32
    private var isFinished = false

    private var draft: String { path + ".unfinished" }

    /// - Errors: `DurableFileError` for a file that cannot be made.
    public init(of path: String, mode: mode_t = 0o600) throws(DurableFileError) {
        self.path = path
        descriptor = open(path + ".unfinished", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw DurableFileError() }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        if !isFinished { unlink(draft) }
    }

    public func write(_ bytes: ArraySlice<UInt8>) throws(DurableFileError) {
        try DurableFile.writeAll(bytes, to: descriptor)
    }

    /// - Errors: `DurableFileError` where the disk did not take it; the name is then what it was before, unless it was the
    ///   directory that could not be synced.
    public func finish() throws(DurableFileError) {
        try DurableFile.sync(descriptor)
        guard rename(draft, path) == 0 else { throw DurableFileError() }
        isFinished = true
        try DurableFile.syncDirectory(of: path)
    }
}
