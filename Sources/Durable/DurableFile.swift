import Glibc

/// Operations on files and names that a power cut does not take back.
///
/// A name is an entry of its directory: it is durable once that is synced, and what a file holds once the file is.
///
/// - Errors: `DurableFileError` throughout.
/// - Source: fsync(2), "does not necessarily ensure that the entry in the directory … has also reached disk".
package enum DurableFile {
    /// Replaces a file, whole, in one step as its readers see it.
    package static func replace(_ path: String, with bytes: [UInt8], mode: mode_t = 0o600) throws(DurableFileError) {
        let draft = try DurableDraft(of: path, mode: mode)
        try draft.write(bytes[...])
        try draft.finish()
    }

    /// Adds bytes to the end of a file, and makes it where there is none.
    package static func append(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws(DurableFileError) {
        let isNew = access(path, F_OK) != 0
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw DurableFileError() }
        defer { close(descriptor) }
        try writeAll(bytes[...], to: descriptor)
        try sync(descriptor)
        if isNew { try syncDirectory(of: path) }
    }

    package static func rename(_ path: String, to target: String) throws(DurableFileError) {
        guard Glibc.rename(path, target) == 0 else { throw DurableFileError() }
        try syncDirectory(of: target)
    }

    /// Gives a file a second name, unless there is something of that name: then nothing is changed.
    ///
    /// - Shape: whether the name is the file's.
    package static func link(_ path: String, to target: String) throws(DurableFileError) -> Bool {
        let isOurs = Glibc.link(path, target) == 0
        guard isOurs || errno == EEXIST else { throw DurableFileError() }
        // Whoever was faster may not have come so far.
        try syncDirectory(of: target)
        return isOurs
    }

    /// Makes a directory; one that is there stays as it is.
    package static func makeDirectory(_ path: String, mode: mode_t) throws(DurableFileError) {
        guard mkdir(path, mode) == 0 else {
            guard errno == EEXIST else { throw DurableFileError() }
            return
        }
        try syncDirectory(of: path)
    }

    /// Makes the names of a path's directory durable: those that came, and those that went.
    package static func syncDirectory(of path: String) throws(DurableFileError) {
        let descriptor = open(directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DurableFileError() }
        defer { close(descriptor) }
        try sync(descriptor)
    }

    static func directory(of path: String) -> String {
        let trimmed = path.hasSuffix("/") && path.utf8.count > 1 ? path.dropLast() : path[...]
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    static func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(DurableFileError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw DurableFileError() }
            rest = rest.dropFirst(count)
        }
    }

    static func sync(_ descriptor: Int32) throws(DurableFileError) {
        // Not again after a failure: Linux then calls clean what was never written.
        guard fsync(descriptor) == 0 else { throw DurableFileError() }
    }
}

/// Why the system would not; its number, and its sentence.
package struct DurableFileError: Error, Equatable, Sendable, CustomStringConvertible {
    package let number: Int32

    /// The error of the call just made.
    init() { number = errno }

    init(_ number: Int32) { self.number = number }

    package var description: String { String(cString: strerror(number)) }
}
