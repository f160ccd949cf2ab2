import Foundation
import Testing

@testable import SQLite

@Suite("files that are removed under an open database")
struct RemovedFileTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test("what would be written to a removed or replaced file is refused instead of lost")
    func database() throws {
        let database = try scratch.database()
        try database.insert("kept")
        // Reads, which have a connection of their own, go on from what they have open.
        #expect(try database.texts() == ["kept"])
        let aside = scratch.file("aside.db")
        for replace in [false, true] {
            try FileManager.default.moveItem(atPath: scratch.path, toPath: aside)
            if replace { try Data().write(to: URL(filePath: scratch.path)) }
            let error = #expect(throws: SQLiteError.self) { try database.insert("lost") }
            #expect(error?.kind == .cannotOpen)
            #expect(try database.texts() == ["kept"])
            if replace { try FileManager.default.removeItem(atPath: scratch.path) }
            try FileManager.default.moveItem(atPath: aside, toPath: scratch.path)
        }
        try database.insert("again")
        #expect(try database.texts() == ["kept", "again"])
    }

    @Test("a lock whose file was removed or replaced is taken on the file that is there now")
    func lock() throws {
        let path = scratch.file("lock")
        let old = try FileLock(path)
        try old.acquire()
        old.release()
        try FileManager.default.removeItem(atPath: path)
        try old.acquire()
        let new = try FileLock(path)
        #expect(!new.tryAcquire(shared: false))
        old.release()
        #expect(new.tryAcquire(shared: false))
    }

    @Test("databases that lost their lock file still exclude each other")
    func writers() throws {
        let first = try scratch.database()
        let second = try Database(path: scratch.path)
        for round in 0..<3 {
            try FileManager.default.removeItem(atPath: scratch.path + "-lock")
            try first.insert("first \(round)")
            try second.insert("second \(round)")
        }
        #expect(try first.texts().count == 6 && second.integrityCheck() == [])
    }
}
