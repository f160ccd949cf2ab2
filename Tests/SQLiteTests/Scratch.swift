import Foundation
import SQLite

/// A directory of a test's own, gone when the test lets go of it.
final class Scratch: Sendable {
    let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "elwosa-sqlite-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit {
        guard ProcessInfo.processInfo.environment["ELWOSA_TEST_KEEP"] != "1" else { return }
        try? FileManager.default.removeItem(at: directory)
    }

    var path: String { file("test.db") }

    func file(_ name: String) -> String { directory.appending(path: name).path }

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
    }

    /// A database with a table `note(id, text UNIQUE)`.
    func database(_ change: (inout Database.Options) -> Void = { _ in }) throws -> Database {
        var options = Database.Options()
        change(&options)
        let database = try Database(path: path, options: options, create: true)
        try database.write { tx in
            try tx.run(
                "CREATE TABLE IF NOT EXISTS note(id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL UNIQUE) STRICT"
            )
        }
        return database
    }
}

extension Database {
    func texts() throws -> [String] {
        try read { tx in try tx.all("SELECT text FROM note ORDER BY id") { row in try row[0] } }
    }

    func insert(_ text: String) throws {
        try write { tx in try tx.run("INSERT INTO note(text) VALUES (?)", text) }
    }
}
