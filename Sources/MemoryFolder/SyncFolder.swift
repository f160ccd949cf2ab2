import Durable
import Glibc

/// A folder whose files of Markdown stand for entries. Nothing outside it is read or written, whoever puts links into it
/// meanwhile: each folder on the way is opened by itself, and never a link.
///
/// - Errors: `SyncFault` throughout, with the path.
/// - Source: openat(2), `O_NOFOLLOW`; proc(5), `/proc/self/fd`, by which a folder that is open has a path.
package final class SyncFolder {
    private let root: OpenFolder

    /// - Units: folders inside each other; names in all of them.
    static let depthLimit = 20
    static let nameLimit = 1_000_000

    /// Opens a folder, and keeps it from others that would do the same.
    package init(_ path: String) throws(SyncFault) {
        root = OpenFolder(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        guard root.isOpen else { throw SyncFault(path, "cannot be opened: \(Self.reason)") }
        guard flock(root.descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw SyncFault(path, "is being synced by another command.")
        }
    }

    /// The files of Markdown in it and in its folders, by their paths in it.
    ///
    /// - Shape: hidden files and folders, and files that show conflicts, are not among them; links are told apart.
    package func files() throws(SyncFault) -> (paths: [String], links: [String]) {
        var (paths, links, folders, count) = ([String](), [String](), [""], 0)
        while let folder = folders.popLast() {
            for (name, kind) in try names(in: folder) {
                count += 1
                guard count <= Self.nameLimit else {
                    throw SyncFault(folder, "there are more than \(count - 1) names.")
                }
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                let isEntry =
                    name.lowercased().hasSuffix(EntryFileName.ending)
                    && !name.lowercased().hasSuffix(EntryFileName.conflictEnding)
                if kind == S_IFDIR { folders.append(path) }
                if kind == S_IFREG, isEntry { paths.append(path) }
                if kind == S_IFLNK, isEntry { links.append(path) }
            }
        }
        return (paths.sorted(), links.sorted())
    }

    /// The names in a folder that are not hidden, each with its kind as stat(2) has it.
    private func names(in folder: String) throws(SyncFault) -> [(name: String, kind: mode_t)] {
        guard folder.split(separator: "/").count <= Self.depthLimit else {
            throw SyncFault(folder, "folders may be \(Self.depthLimit) deep.")
        }
        return try within(folder + "/.") { (opened, _) throws(SyncFault) in
            guard let stream = opendir(opened.path) else { throw SyncFault(folder, "cannot be read: \(Self.reason)") }
            defer { closedir(stream) }
            var names: [(String, mode_t)] = []
            while let entry = readdir(stream) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
                }
                var facts = stat()
                guard let name, !name.hasPrefix("."),
                    fstatat(opened.descriptor, name, &facts, AT_SYMLINK_NOFOLLOW) == 0
                else { continue }
                names.append((name, facts.st_mode & S_IFMT))
            }
            return names
        }
    }

    /// Tells whether there is anything of that name.
    package func has(_ path: String) throws(SyncFault) -> Bool {
        try within(path) { (folder, name) throws(SyncFault) in
            var facts = stat()
            return fstatat(folder.descriptor, name, &facts, AT_SYMLINK_NOFOLLOW) == 0
        }
    }

    /// - Shape: nil where there is no file of that name.
    /// - Errors: also for one that is larger than `limit` bytes.
    package func read(_ path: String, limit: Int) throws(SyncFault) -> [UInt8]? {
        try within(path) { (folder, name) throws(SyncFault) in
            let descriptor = openat(folder.descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else {
                guard errno == ENOENT else { throw SyncFault(path, "cannot be read: \(Self.reason)") }
                return nil
            }
            defer { close(descriptor) }
            var facts = stat()
            guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
                throw SyncFault(path, "is no file.")
            }
            var (content, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
            while true {
                let count = Glibc.read(descriptor, &buffer, buffer.count)
                guard count >= 0 else { throw SyncFault(path, "cannot be read: \(Self.reason)") }
                guard count > 0 else { return content }
                content += buffer[..<count]
                guard content.count <= limit else { throw SyncFault(path, "is larger than \(limit) bytes.") }
            }
        }
    }

    /// Writes a file, whole or not at all, with the rights that it had; only its owner may read a new one.
    package func write(_ path: String, _ bytes: [UInt8]) throws(SyncFault) {
        try within(path) { (folder, name) throws(SyncFault) in
            var facts = stat()
            let isThere = fstatat(folder.descriptor, name, &facts, AT_SYMLINK_NOFOLLOW) == 0
            do throws(DurableFileError) {
                try DurableFile.replace(
                    "\(folder.path)/\(name)", with: bytes, mode: isThere ? facts.st_mode & 0o777 : 0o600)
            } catch {
                throw SyncFault(path, "cannot be written: \(error).")
            }
        }
    }

    package func remove(_ path: String) throws(SyncFault) {
        try within(path) { (folder, name) throws(SyncFault) in
            let target = "\(folder.path)/\(name)"
            guard unlink(target) == 0 || errno == ENOENT else {
                throw SyncFault(path, "cannot be removed: \(Self.reason)")
            }
            do { try DurableFile.syncDirectory(of: target) } catch {
                throw SyncFault(path, "cannot be removed: \(error).")
            }
        }
    }

    /// Opens the folder that a path is in, and keeps it open as long as `body` runs with it and the name there.
    private func within<Value>(
        _ path: String, _ body: (OpenFolder, String) throws(SyncFault) -> Value
    ) throws(SyncFault) -> Value {
        let names = path.split(separator: "/").map(String.init)
        var folders = [root]
        defer { withExtendedLifetime(folders) {} }
        for name in names.dropLast() {
            let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
            folders.append(OpenFolder(openat(folders[folders.count - 1].descriptor, name, flags)))
            guard name != "..", folders[folders.count - 1].isOpen else {
                throw SyncFault(path, "cannot be opened: \(Self.reason)")
            }
        }
        return try body(folders[folders.count - 1], names.last ?? "")
    }

    private static var reason: String { String(cString: strerror(errno)) + "." }
}

/// A folder that stays open as long as somebody holds it.
private final class OpenFolder {
    let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { if isOpen { close(descriptor) } }

    var isOpen: Bool { descriptor >= 0 }

    var path: String { "/proc/self/fd/\(descriptor)" }
}

/// Why a folder, or a file in it, could not be synced.
package struct SyncFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// In the folder; the folder itself where it is all of it.
    package let path: String
    package let message: String

    init(_ path: String, _ message: String) { (self.path, self.message) = (path, message) }

    package var description: String { "\(path.isEmpty ? "." : path): \(message)" }
}
