import Foundation
import SQLite
import Synchronization
import Testing

@Suite("backup and replacement")
struct BackupTests {
    let database: Database
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        database = try scratch.database()
    }

    private var copy: String { scratch.file("copy.db") }

    @Test("a copy made while others write is one moment's, sound, private and stands alone")
    func whileWriting() throws {
        let goesOn = Goes()
        let writer = Background {
            var number = 0
            while goesOn.on {
                number += 1
                try database.insert(String(number))
            }
        }
        #expect(try eventually { try database.texts().count > 20 })
        try database.backup(to: copy)
        goesOn.on = false
        try writer.result().get()

        #expect(try !scratch.names().contains { $0.hasPrefix("copy.db-") })
        let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let texts = try Database(path: copy).texts()
        #expect(texts.count >= 20)
        #expect(texts == (1...texts.count).map(String.init))
    }

    @Test("a newer backup takes the place of an older one")
    func overwrites() throws {
        try database.backup(to: copy)
        try database.insert("a")
        try database.backup(to: copy)
        #expect(try Database(path: copy).texts() == ["a"])
    }

    @Test("the database's own files are refused as a place, also by another name", arguments: ["", "-wal", "-lock"])
    func ownFiles(suffix: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: scratch.file("link"), withDestinationPath: scratch.path + suffix)
        for place in [scratch.path + suffix, scratch.file("link")] {
            let error = #expect(throws: SQLiteError.self) { try database.backup(to: place) }
            #expect(error?.kind == .misuse)
        }
        try database.insert("unharmed")
        #expect(try database.texts() == ["unharmed"])
    }

    @Test("a copy takes the database's place, and the old one is kept beside it")
    func replace() throws {
        try database.insert("old")
        try database.backup(to: copy)
        try database.insert("newer")
        database.close()
        try Replacement.replace(path: scratch.path, with: copy) { _, _ in }
        #expect(try Database(path: scratch.path).texts() == ["old"])
        #expect(try Database(path: scratch.path + "-replaced").texts() == ["old", "newer"])
    }

    @Test("what was set aside once is never touched by the next, which gets a name that is free")
    func twice() throws {
        try database.insert("original")
        try database.backup(to: copy)
        try database.insert("only here")
        database.close()
        var places: [String?] = []
        for turn in 1...3 {
            places.append(try Replacement.replace(path: scratch.path, with: copy) { _, _ in }.setAside)
            let next = try Database(path: scratch.path)
            try next.insert("after \(turn)")
            next.close()
            // A WAL without its file is somebody's too.
            if turn == 1 { try Data([1]).write(to: URL(filePath: scratch.path + "-replaced-2-wal")) }
        }
        let real = try #require(realpath(scratch.path, nil).map { String(cString: $0) })
        #expect(places == ["\(real)-replaced", "\(real)-replaced-3", "\(real)-replaced-4"])
        #expect(try Database(path: scratch.path + "-replaced").texts() == ["original", "only here"])
        #expect(try Database(path: scratch.path + "-replaced-3").texts() == ["original", "after 1"])
        #expect(try scratch.size("test.db-replaced-2-wal") == 1)
    }

    @Test("a replacement that was stopped under one who has the old one open is seen by the next to open it")
    func stopped() throws {
        let restored = URL(filePath: scratch.path + "-restored")
        try database.insert("old")
        try database.backup(to: restored.path)
        let error = #expect(throws: SQLiteError.self) { try Database(path: scratch.path) }
        #expect(error?.kind == .busy)
        database.close()
        #expect(try Database(path: scratch.path).texts() == ["old"])
        #expect(try !scratch.names().contains { $0.contains("restored") })
    }

    @Test("many that need a place for unfinished files at once keep theirs until they let go")
    func places() throws {
        let lost = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<300 {
                guard let place = try? ScratchDirectory(in: scratch.directory.path, for: "unfinished-test") else {
                    lost.withLock { $0 += 1 }
                    continue
                }
                sched_yield()
                if access(place.path, F_OK) != 0 { lost.withLock { $0 += 1 } }
            }
        }
        #expect(lost.withLock { $0 } == 0)
    }

    @Test("a WAL that a damaged database left never meets the copy")
    func orphanedWAL() throws {
        database.close()
        // With a checkpoint after each commit the WAL holds only what the last one changed, and not the first page.
        let database = try scratch.database { $0.softMark = 1 }
        try database.insert("old")
        try database.backup(to: copy)
        try database.insert("newer")
        database.close()
        #expect(try scratch.size("test.db-wal") > 0)
        try scratch.overwrite(page: 1)
        let refused = #expect(throws: DamagedFormer.self) {
            try Replacement.replace(path: scratch.path, with: copy) { _, _ in }
        }
        #expect(try refused?.cause.kind == .notADatabase && !scratch.names().contains { $0.contains("rest") })
        try Replacement.replace(path: scratch.path, with: copy, acceptingDamage: true) { _, _ in }
        #expect(try Database(path: scratch.path).texts() == ["old"])
        #expect(try Database(path: scratch.path).integrityCheck() == [])
        #expect(try scratch.size("test.db-replaced-wal") > 0)
    }

    @Test("a damaged copy changes nothing")
    func damagedCopy() throws {
        try database.insert("a")
        database.close()
        try Data(repeating: 0x5A, count: 8_192).write(to: URL(filePath: copy))
        let error = #expect(throws: SQLiteError.self) {
            try Replacement.replace(path: scratch.path, with: copy) { _, _ in }
        }
        #expect(error?.kind == .notADatabase)
        #expect(try Database(path: scratch.path).texts() == ["a"])
        #expect(try !scratch.names().contains { $0.contains("rest") })
    }

    @Test("nothing is replaced while anybody has the database open, and nobody opens it meanwhile")
    func whileOpen() throws {
        try database.backup(to: copy)
        let refused = #expect(throws: SQLiteError.self) {
            try Replacement.replace(path: scratch.path, with: copy) { _, _ in }
        }
        #expect(refused?.kind == .busy)
        database.close()
        try Database.exclusively(path: scratch.path) {
            let error = #expect(throws: SQLiteError.self) { try Database(path: scratch.path) }
            #expect(error?.kind == .busy)
        }
        #expect(try Database(path: scratch.path).texts() == [])
    }

    @Test("another process that has it open is noticed")
    func openElsewhere() throws {
        let program = try HammerProgram("count", scratch.path)
        #expect(program.line() == "1")
        database.close()
        let error = #expect(throws: SQLiteError.self) { try Database.exclusively(path: scratch.path) {} }
        #expect(error?.kind == .busy)
        program.kill(SIGKILL)
        try Database.exclusively(path: scratch.path) {}
    }
}

private final class Goes: @unchecked Sendable {
    private let lock = NSLock()
    private var value = true

    var on: Bool {
        get { lock.withLock { value } }
        set { lock.withLock { value = newValue } }
    }
}
