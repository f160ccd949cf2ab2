import Durable
import Glibc
import Platform
import Synchronization

/// The keys that sign access tokens: the newest signs, older ones verify until their tokens are dead.
///
/// A key is a file `ID.HS256.key` of 32 bytes in a directory of its own; ids sort by age. Programs that are running see
/// a new key within ten seconds, or at once when a token names one they do not know.
package final class KeyRing: Sendable {
    package struct Key: Sendable, Equatable {
        /// The `kid` of a token.
        package let id: String
        /// As RFC 7518, section 3.1, names it; a key is good for this one and no other.
        package let algorithm: String
        package let secret: [UInt8]
        /// The header of every access token that this key signs, to the byte, in base64url (RFC 7515, section 4).
        package let header: String

        package init(id: String, algorithm: String = "HS256", secret: [UInt8]) {
            self.id = id
            self.algorithm = algorithm
            self.secret = secret
            header = Base64URL.encode(Array("{\"alg\":\"\(algorithm)\",\"typ\":\"at+jwt\",\"kid\":\"\(id)\"}".utf8))
        }
    }

    private let directory: String
    private let now: @Sendable () -> Int
    private let state = Mutex<[Key]>([])
    /// These two change under the lock only; to ask whether anything is new, threads need not wait for each other.
    private let readAt: Atomic<Int>
    private let changes = Atomic(0)
    /// - Units: seconds.
    private static let rereadSeconds = 10

    /// - Units: `now` is seconds of a clock that never goes back.
    /// - Errors: `KeyFileError` when there is no key, or one cannot be read.
    package init(
        directory: String, now: @escaping @Sendable () -> Int = { Int(MonotonicTime.now.seconds) }
    ) throws(KeyFileError) {
        self.directory = directory
        self.now = now
        let keys = try Self.read(directory)
        guard !keys.isEmpty else {
            throw KeyFileError("There is no key in \(directory); run `elwosa migrate` to make one.")
        }
        readAt = Atomic(now())
        state.withLock { $0 = keys }
    }

    /// Another number after each change of the keys: what was checked under this one need not be checked again.
    package var generation: Int {
        if isDue(Self.rereadSeconds) { _ = current(unlessOlderThan: Self.rereadSeconds) }
        return changes.load(ordering: .acquiring)
    }

    private func isDue(_ seconds: Int) -> Bool { now() - readAt.load(ordering: .acquiring) >= seconds }

    /// The newest key.
    package var signing: Key { current(unlessOlderThan: Self.rereadSeconds).last! }

    /// The key of that id; nil where there is none, or it was removed.
    package func key(id: String) -> Key? { key { $0.id == id } }

    /// The key whose tokens have that header; nil for every other text, so none of it is ever read as a header.
    package func key(header: Substring) -> Key? { key { $0.header == header } }

    private func key(_ isMeant: (Key) -> Bool) -> Key? {
        if let known = current(unlessOlderThan: Self.rereadSeconds).first(where: isMeant) { return known }
        // A token from a program that has seen a newer key: look once more, but not for every stranger's token.
        return current(unlessOlderThan: 1).first(where: isMeant)
    }

    package var keys: [Key] { current(unlessOlderThan: Self.rereadSeconds) }

    private func current(unlessOlderThan seconds: Int) -> [Key] {
        state.withLock { known in
            // Asked under the lock, or of several threads each would read the directory.
            if isDue(seconds) {
                readAt.store(now(), ordering: .releasing)
                // A directory that cannot be read for a moment is no reason to sign everybody out.
                if let keys = try? Self.read(directory), !keys.isEmpty, keys != known {
                    known = keys
                    changes.add(1, ordering: .releasing)
                }
            }
            return known
        }
    }

    /// These keys and no others, for as long as it lives.
    package init(keys: [Key]) {
        directory = ""
        now = { 0 }
        readAt = Atomic(.max)
        state.withLock { $0 = keys }
    }

    private static func read(_ directory: String) throws(KeyFileError) -> [Key] {
        var keys: [Key] = []
        for name in names(in: directory) {
            guard let secret = try KeyFile.read("\(directory)/\(name)") else { continue }
            keys.append(Key(id: String(name.dropLast(suffix.count)), secret: secret))
        }
        return keys
    }

    private static let suffix = ".HS256.key"

    /// The names of the key files, the oldest key's first.
    private static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var found: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(suffix) { found.append(name) }
        }
        return found.sorted()
    }

}

extension KeyRing {
    /// Adds a key that signs from now on, and removes all older ones but the last.
    ///
    /// - Units: `stamp` sorts by time, such as `20261123T081500Z`; two keys of one second differ in their random end.
    /// - Shape: the new key's id.
    /// - Errors: `KeyFileError`.
    @discardableResult
    package static func rotate(directory: String, stamp: String) throws(KeyFileError) -> String {
        try makeDirectory(directory)
        let old = names(in: directory)
        let end = Hexadecimal.encode(Random.bytes(2))
        var id = "\(stamp)-\(end)"
        // A key from when the clock was ahead would sign for ever, and the new one never: `_` sorts after the dot.
        if let newest = old.last, id + suffix < newest { id = "\(newest.dropLast(suffix.count))_\(end)" }
        _ = try KeyFile.readOrCreate("\(directory)/\(id)\(suffix)")
        // The one before still verifies what it signed; anything older has outlived its tokens by one rotation.
        for name in old.dropLast() { unlink("\(directory)/\(name)") }
        // A power cut must not bring back what was retired.
        do { try DurableFile.syncDirectory(of: "\(directory)/\(id)") } catch {
            throw KeyFileError("The older keys in \(directory) may come back after a power cut: \(error).")
        }
        return id
    }

    /// Makes the first key where there is none.
    package static func prepare(directory: String, stamp: String) throws(KeyFileError) {
        try makeDirectory(directory)
        if names(in: directory).isEmpty { try rotate(directory: directory, stamp: stamp) }
    }

    private static func makeDirectory(_ directory: String) throws(KeyFileError) {
        do { try DurableFile.makeDirectory(directory, mode: 0o700) } catch {
            throw KeyFileError("The directory \(directory) cannot be made: \(error).")
        }
    }
}
