import Foundation
import HouseStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("The schema")
struct SchemaTests {
    private let directory = FileManager.default.temporaryDirectory.appending(path: "elwosa-\(UUID().uuidString)")
    private var path: String { directory.appending(path: "elwosa.db").path }
    private let key = [UInt8](repeating: 1, count: 32)

    init() throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    @Test("is made once, and a second run has nothing to do")
    func twice() throws {
        #expect(try Schema.migrate(path) == Array(1...Schema.newest))
        #expect(try Schema.migrate(path) == [])
    }

    @Test("has a migration for each file of the directory, numbered as they are called")
    func files() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Store")
        let files = try FileManager.default.contentsOfDirectory(atPath: sources.appending(path: "Migrations").path)
        #expect(files.sorted().map { Int($0.prefix(4)) } == Array(1...Schema.newest))
    }

    @Test("finds what refers to a row by an index, so that removing one row looks at no table as a whole")
    func references() throws {
        try Schema.migrate(path)
        let store = try Store.open(path, eventKey: key)
        defer { store.close() }
        let scanned = try store.read { tx in
            try tx.all(
                """
                SELECT s.name || '.' || f."from" FROM sqlite_schema s JOIN pragma_foreign_key_list(s.name) f
                WHERE s.type = 'table' AND NOT EXISTS (SELECT 1 FROM pragma_index_list(s.name) l
                    JOIN pragma_index_info(l.name) i ON i.seqno = 0 WHERE i.name = f."from")
                AND NOT EXISTS (SELECT 1 FROM pragma_table_info(s.name) c WHERE c.pk = 1 AND c.name = f."from")
                """
            ) { try $0[0] as String }
        }
        // Invitations are few.
        #expect(scanned == ["invitation.accountId"])
    }

    @Test("is made once by several who begin together")
    func together() async throws {
        let path = path
        let made = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { try Schema.migrate(path).count } }
            return try await group.reduce(0) { max($0, $1) }
        }
        #expect(made == Schema.newest)
        let store = try Store.open(path, eventKey: key)
        defer { store.close() }
        #expect(try store.database.integrityCheck() == [])
    }

    @Test("that is missing is refused, with the command that makes it")
    func missing() {
        let error = #expect(throws: StoreError.self) { try Store.open(path, eventKey: key) }
        #expect(error?.description.contains("elwosa migrate") == true)
    }

    @Test("that was never made is refused, with the command that makes it")
    func empty() throws {
        try Database(path: path, create: true).close()
        let error = #expect(throws: StoreError.self) { try Store.open(path, eventKey: key) }
        #expect(error?.description.contains("elwosa migrate") == true)
    }

    @Test("of a newer program is refused, unless it says that this one may go on")
    func newer() throws {
        try Schema.migrate(path)
        try change("PRAGMA user_version = 99")
        try Store.open(path, eventKey: key).close()
        try change("UPDATE meta SET value = 99 WHERE name = 'minimumReader'")
        let error = #expect(throws: StoreError.self) { try Store.open(path, eventKey: key) }
        #expect(error?.description.contains("schema 99") == true)
        #expect(throws: StoreError.self) { try Schema.migrate(path) }
    }

    @Test("is not looked for in a file that is no database")
    func noDatabase() throws {
        try Data("Dear diary, today I learned what a page header is.".utf8).write(to: URL(filePath: path))
        let error = #expect(throws: StoreError.self) { try Store.open(path, eventKey: key) }
        #expect(error?.description.contains("not a database") == true)
    }

    @Test("has a paragraph for each table and a word for each column")
    func readable() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Sources/Store/Migrations")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let lines = try String(contentsOf: file, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() where line.hasPrefix("CREATE TABLE") {
                #expect(lines[index - 1].hasPrefix("-- "), "\(file.lastPathComponent): \(line)")
                let end = lines[index...].firstIndex { $0.hasPrefix(")") }!
                #expect(lines[end].contains("STRICT"), "\(line)")
            }
        }
    }

    private func change(_ statement: String) throws {
        let database = try Database(path: path)
        defer { database.close() }
        try database.write { tx in try tx.runScript(statement) }
    }
}
