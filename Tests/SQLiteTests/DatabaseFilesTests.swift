import Foundation
import SQLite
import Testing

@Suite("the files of a database")
struct DatabaseFilesTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test(
        "names that mean something in a URI are names",
        arguments: ["a b.db", "a?mode=ro&x#y%20.db", "größe.db", "-.db"])
    func names(name: String) throws {
        let path = scratch.file(name)
        try Database(path: path, create: true).write { tx in _ = try tx.run("CREATE TABLE t(x)") }
        #expect(try scratch.names().contains(name))
        #expect(try Database(path: path).integrityCheck() == [])
    }

    @Test("through a link the same locks are taken")
    func link() throws {
        let database = try scratch.database()
        let link = scratch.file("link.db")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: scratch.path)
        try Database(path: link).insert("by the link")
        #expect(try database.texts() == ["by the link"])
        #expect(try scratch.names().allSatisfy { !$0.hasPrefix("link.db-") })
        let error = #expect(throws: SQLiteError.self) { try Database.exclusively(path: link) {} }
        #expect(error?.kind == .busy)
    }

    @Test("a new database gets the permissions of its lock file, so that all processes of a group may use it")
    func permissions() throws {
        let database = try scratch.database()
        let modes = try ["test.db", "test.db-wal", "test.db-shm", "test.db-lock"].map { name in
            try FileManager.default.attributesOfItem(atPath: scratch.file(name))[.posixPermissions] as? Int
        }
        #expect(Set(modes).count == 1)
        #expect(try modes.allSatisfy { try #require($0) & 0o007 == 0 })
        database.close()
    }

    @Test("a database of another program enters WAL mode when it is opened")
    func entersWAL() throws {
        let database = try scratch.database()
        try database.insert("a")
        try database.backup(to: scratch.file("plain.db"))
        let plain = try Database(path: scratch.file("plain.db"))
        try plain.insert("b")
        #expect(try plain.texts() == ["a", "b"])
        #expect(try scratch.names().contains("plain.db-wal"))
    }
}
