import Foundation
import Synchronization
import Testing

@testable import Crypto

@Suite("The keys that sign access tokens")
struct KeyRingTests {
    /// Seconds that pass when a test says so.
    private final class Seconds: Sendable {
        private let value = Atomic(0)

        func pass(_ count: Int) { value.add(count, ordering: .relaxed) }

        func now() -> Int { value.load(ordering: .relaxed) }
    }

    /// A directory for the ring, not made yet, and a clock.
    private func withPlace(_ use: (_ directory: String, _ seconds: Seconds) throws -> Void) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "elwosa-ring-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        try use(url.path, Seconds())
    }

    private func ring(_ directory: String, _ seconds: Seconds) throws -> KeyRing {
        try KeyRing(directory: directory) { seconds.now() }
    }

    private func files(_ directory: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("a key that was made while the clock was ahead makes way for the next")
    func clockAhead() throws {
        try withPlace { directory, seconds in
            var ids: [String] = []
            for stamp in ["20270101T000000Z", "20260101T000000Z", "20260102T000000Z", "20270102T000000Z"] {
                ids.append(try KeyRing.rotate(directory: directory, stamp: stamp))
                #expect(try ring(directory, seconds).keys.map(\.id) == ids.suffix(2))
            }
        }
    }

    @Test("a first key is made once, in a directory that is closed to others")
    func prepare() throws {
        try withPlace { directory, seconds in
            #expect(throws: KeyFileError.self) { try ring(directory, seconds) }
            try KeyRing.prepare(directory: directory, stamp: "20260101T000000Z")
            try KeyRing.prepare(directory: directory, stamp: "20260102T000000Z")
            let keys = try ring(directory, seconds).keys
            #expect(keys.count == 1 && keys[0].id.hasPrefix("20260101T000000Z-") && keys[0].algorithm == "HS256")
            #expect(keys[0].secret.count == 32 && Set(keys[0].secret).count > 8)
            #expect(try mode(directory) == 0o700)
            #expect(try files(directory).map { try mode("\(directory)/\($0)") } == [0o600])
        }
    }

    @Test("the newest key signs, and a rotation keeps exactly the one before it")
    func rotate() throws {
        try withPlace { directory, seconds in
            let ids = try (1...4).map { try KeyRing.rotate(directory: directory, stamp: "2026010\($0)T000000Z") }
            let ring = try ring(directory, seconds)
            #expect(ring.keys.map(\.id) == Array(ids.suffix(2)) && ring.signing.id == ids[3])
            #expect(ring.keys[0].secret != ring.keys[1].secret)
            #expect(ids.prefix(2).allSatisfy { ring.key(id: $0) == nil })
            #expect(try files(directory) == ids.suffix(2).map { "\($0).HS256.key" })
        }
    }

    @Test("a running ring signs with a new key within ten seconds, and verifies with both")
    func takesUp() throws {
        try withPlace { directory, seconds in
            let old = try KeyRing.rotate(directory: directory, stamp: "20260101T000000Z")
            let ring = try ring(directory, seconds)
            let new = try KeyRing.rotate(directory: directory, stamp: "20260102T000000Z")
            seconds.pass(9)
            #expect(ring.signing.id == old)
            seconds.pass(1)
            #expect(ring.signing.id == new)
            #expect(ring.key(id: old) != nil && ring.key(id: new) != nil)
        }
    }

    @Test("a key nobody knows is looked for at once, but once a second at most")
    func unknownKey() throws {
        try withPlace { directory, seconds in
            try KeyRing.rotate(directory: directory, stamp: "20260101T000000Z")
            let ring = try ring(directory, seconds)
            seconds.pass(1)
            #expect(ring.key(id: "made up") == nil)
            let new = try KeyRing.rotate(directory: directory, stamp: "20260102T000000Z")
            #expect(ring.key(id: new) == nil, "the directory was read in this very second")
            seconds.pass(1)
            #expect(ring.key(id: new)?.id == new)
        }
    }

    @Test("a directory that cannot be read, or is empty, takes no key away")
    func unreadable() throws {
        try withPlace { directory, seconds in
            let id = try KeyRing.rotate(directory: directory, stamp: "20260101T000000Z")
            let ring = try ring(directory, seconds)
            try FileManager.default.moveItem(atPath: directory, toPath: directory + ".away")
            defer { try? FileManager.default.removeItem(atPath: directory + ".away") }
            seconds.pass(10)
            #expect(ring.signing.id == id)
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
            seconds.pass(10)
            #expect(ring.signing.id == id)
            try Data("short".utf8).write(to: URL(filePath: "\(directory)/20270101T000000Z-0000.HS256.key"))
            seconds.pass(10)
            #expect(ring.signing.id == id && ring.keys.count == 1)
        }
    }

    @Test("a key whose file is removed verifies nothing any more")
    func removed() throws {
        try withPlace { directory, seconds in
            let ids = try (1...2).map { try KeyRing.rotate(directory: directory, stamp: "2026010\($0)T000000Z") }
            let ring = try ring(directory, seconds)
            try FileManager.default.removeItem(atPath: "\(directory)/\(ids[0]).HS256.key")
            seconds.pass(10)
            #expect(ring.key(id: ids[0]) == nil && ring.signing.id == ids[1])
        }
    }

    @Test("threads that sign and verify while keys change always find a key, and never a half one")
    func concurrent() throws {
        try withPlace { directory, seconds in
            try KeyRing.rotate(directory: directory, stamp: "20260101T000000Z")
            let ring = try ring(directory, seconds)
            let isOver = Atomic(false)
            let faults = Atomic(0)
            let looks = Atomic(0)
            let threads = DispatchGroup()
            for _ in 0..<4 {
                DispatchQueue.global().async(group: threads) {
                    while !isOver.load(ordering: .relaxed) {
                        seconds.pass(1)
                        let key = ring.signing
                        if key.secret.count != 32 || !(1...3).contains(ring.keys.count) {
                            faults.add(1, ordering: .relaxed)
                        }
                        looks.add(1, ordering: .relaxed)
                    }
                }
            }
            for day in 10..<60 { try KeyRing.rotate(directory: directory, stamp: "202601\(day)T000000Z") }
            while looks.load(ordering: .relaxed) < 100 {}
            isOver.store(true, ordering: .relaxed)
            threads.wait()
            seconds.pass(10)
            #expect(faults.load(ordering: .relaxed) == 0 && ring.keys.count == 2)
            #expect(ring.signing.id.hasPrefix("20260159"))
        }
    }
}
