import Foundation
import Synchronization
import Testing

@testable import Crypto

struct KeyFileTests {
    /// A directory of the test's own.
    private func withDirectory(_ use: (String) throws -> Void) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "elwosa-key-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        try use(url.path)
    }

    private func files(_ directory: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory)
    }

    /// Runs this in as many threads, which all begin when the last of them is there.
    private func inThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        let (ready, start, done) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        for _ in 0..<count {
            Thread.detachNewThread {
                ready.signal()
                start.wait()
                body()
                done.signal()
            }
        }
        for _ in 0..<count { ready.wait() }
        for _ in 0..<count { start.signal() }
        for _ in 0..<count { done.wait() }
    }

    @Test("a key is made once, and read the same ever after")
    func once() throws {
        try withDirectory { directory in
            #expect(try KeyFile.read(directory + "/a.key") == nil)
            let key = try KeyFile.readOrCreate(directory + "/a.key")
            #expect(key.count == 32 && Set(key).count > 8)
            #expect(try KeyFile.readOrCreate(directory + "/a.key") == key)
            #expect(try KeyFile.read(directory + "/a.key") == key)
            #expect(try KeyFile.readOrCreate(directory + "/b.key") != key)
            #expect(try files(directory).sorted() == ["a.key", "b.key"])
        }
    }

    @Test("only the owner may read a new key")
    func permissions() throws {
        try withDirectory { directory in
            _ = try KeyFile.readOrCreate(directory + "/a.key")
            let mode = try FileManager.default.attributesOfItem(atPath: directory + "/a.key")[.posixPermissions]
            #expect(mode as? Int == 0o600)
        }
    }

    @Test("many threads that make it at once get one key")
    func concurrent() throws {
        try withDirectory { directory in
            for round in 0..<20 {
                let keys = Mutex<[[UInt8]?]>([])
                inThreads(16) {
                    let key = try? KeyFile.readOrCreate("\(directory)/\(round).key")
                    keys.withLock { $0.append(key) }
                }
                let made = keys.withLock { $0 }
                #expect(made.count == 16 && Set(made).count == 1 && made.first != .some(nil))
            }
            let left = try files(directory)
            #expect(left.count == 20)
        }
    }

    @Test("a draft that a killed program left behind is in nobody's way")
    func leftover() throws {
        try withDirectory { directory in
            try Data().write(to: URL(filePath: "\(directory)/a.key.\(getpid())"))
            #expect(throws: Never.self) { try KeyFile.readOrCreate(directory + "/a.key") }
        }
    }

    @Test("a key that is too short or too long is refused, and left as it is", arguments: [0, 1, 31, 33, 64])
    func wrongLength(length: Int) throws {
        try withDirectory { directory in
            let path = directory + "/a.key"
            let content = Data(repeating: 1, count: length)
            #expect(
                FileManager.default.createFile(atPath: path, contents: content, attributes: [.posixPermissions: 0o600]))
            let error = #expect(throws: KeyFileError.self) { try KeyFile.readOrCreate(path) }
            #expect(error?.description.contains("does not hold 32 bytes") == true)
            let kept = try Data(contentsOf: URL(filePath: path))
            #expect(kept == content)
        }
    }

    @Test("a key that others may read is refused with the way out", arguments: [0o640, 0o604, 0o644, 0o620, 0o601])
    func openToOthers(mode: Int) throws {
        try withDirectory { directory in
            let path = directory + "/a.key"
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: mode]
            #expect(FileManager.default.createFile(atPath: path, contents: Data(repeating: 1, count: 32)))
            try FileManager.default.setAttributes(attributes, ofItemAtPath: path)
            let error = #expect(throws: KeyFileError.self) { try KeyFile.readOrCreate(path) }
            #expect(error?.description.contains("chmod 600") == true)
        }
    }

    @Test("a key that cannot be read, or a directory that is not there, is a sentence with the path")
    func unreadable() throws {
        try withDirectory { directory in
            // A link to itself is unreadable for root too.
            try FileManager.default.createSymbolicLink(atPath: directory + "/a.key", withDestinationPath: "a.key")
            let looped = #expect(throws: KeyFileError.self) { try KeyFile.readOrCreate(directory + "/a.key") }
            #expect(looped?.description.contains(directory + "/a.key") == true)
            #expect(throws: KeyFileError.self) { try KeyFile.readOrCreate(directory + "/none/a.key") }
        }
    }
}
