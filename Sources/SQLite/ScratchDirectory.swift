import Glibc

/// A directory for files that are not finished, beside where they are to go; gone with what is in it at the end.
///
/// A directory that a killed program left is removed by the next one of the same purpose: a lock on it tells who is
/// still at work. Where the file system has no such locks (NFS), it stays.
package final class ScratchDirectory {
    package let path: String
    private let descriptor: Int32

    /// - Shape: nobody but its owner may look into it. `purpose` is a word of letters.
    /// - Errors: `.cannotOpen` where `directory` is missing or may not be written to.
    package init(in directory: String, for purpose: String) throws(SQLiteError) {
        let prefix = ".\(purpose)-"
        Self.removeLeftovers(prefix, in: directory)
        while true {
            var template = Array("\(directory)/\(prefix)XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else {
                throw SQLiteError(.cannotOpen, "cannot make a directory in \(directory) (errno \(errno))")
            }
            let made = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
            let opened = open(made, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            if opened < 0, errno == ENOENT { continue }
            guard opened >= 0 else {
                throw SQLiteError(.cannotOpen, "cannot open a directory in \(directory) (errno \(errno))")
            }
            // Between the two somebody else may take it for a leftover: they have the lock then, or have removed it.
            // Where there are no locks (ENOLCK, ENOTSUP), nobody takes anything for one.
            let isLocked = flock(opened, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
            if isLocked, access(made, F_OK) == 0 {
                (path, descriptor) = (made, opened)
                return
            }
            close(opened)
        }
    }

    package func file(_ name: String) -> String { "\(path)/\(name)" }

    deinit {
        Self.remove(path)
        close(descriptor)
    }

    private static func removeLeftovers(_ prefix: String, in directory: String) {
        for name in names(in: directory) where name.hasPrefix(prefix) && name.utf8.count == prefix.utf8.count + 6 {
            let leftover = "\(directory)/\(name)"
            let descriptor = open(leftover, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { remove(leftover) }
            close(descriptor)
        }
    }

    private static func remove(_ directory: String) {
        for name in names(in: directory) { unlink("\(directory)/\(name)") }
        rmdir(directory)
    }

    private static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
