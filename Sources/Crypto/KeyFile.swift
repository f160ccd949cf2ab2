import Durable
import Glibc

/// A file of 32 random bytes that only its owner may read.
package enum KeyFile {
    /// Reads the key, and makes it where there is none.
    ///
    /// - Shape: 32 bytes, the same for every program that names this path, however many make it at once.
    /// - Errors: `KeyFileError`, a sentence with a way out.
    package static func readOrCreate(_ path: String) throws(KeyFileError) -> [UInt8] {
        if let key = try read(path) { return key }
        // Written under another name and linked into place: nobody ever sees half a key, and the first one wins.
        let draft = "\(path).\(Hexadecimal.encode(Random.bytes(8)))"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw KeyFileError("The key \(path) cannot be made: \(reason()).") }
        defer { unlink(draft) }
        let key = Random.bytes(32)
        let isWritten = write(descriptor, key, key.count) == key.count && fsync(descriptor) == 0
        guard close(descriptor) == 0, isWritten else {
            throw KeyFileError("The key \(path) cannot be written: \(reason()).")
        }
        // What is signed with a key that is lost verifies nowhere.
        do { _ = try DurableFile.link(draft, to: path) } catch {
            throw KeyFileError("The key \(path) cannot be written: \(error).")
        }
        guard let stored = try read(path) else { throw KeyFileError("The key \(path) cannot be read back.") }
        return stored
    }

    /// nil where there is no such file.
    package static func read(_ path: String) throws(KeyFileError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw KeyFileError("The key \(path) cannot be read: \(reason()); check its owner and permissions.")
        }
        defer { close(descriptor) }
        var state = stat()
        guard fstat(descriptor, &state) == 0, state.st_mode & 0o077 == 0 else {
            throw KeyFileError("The key \(path) may be read by others; run `chmod 600` on it.")
        }
        var key = [UInt8](repeating: 0, count: 33)
        guard Glibc.read(descriptor, &key, key.count) == 32 else {
            throw KeyFileError("The key \(path) does not hold 32 bytes; bring it back from a backup.")
        }
        return Array(key.prefix(32))
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}

package struct KeyFileError: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
