import Domain
import Foundation
import HouseStore
import JSON
import SQLite
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@testable import Store

@Suite("A database of schema 2")
struct MigrationTests {
    private let directory = FileManager.default.temporaryDirectory.appending(path: "elwosa-\(UUID().uuidString)")

    @Test("keeps its tasks and its log, counts them by the hour, and finds them by their words")
    func everythingStays() throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.appending(path: "elwosa.db").path
        try make(path)
        let key = [UInt8](repeating: 5, count: 32)
        #expect(try Schema.migrate(path, eventKey: key) == Array(3...Schema.newest))
        let store = try Store.open(path, eventKey: [UInt8](repeating: 5, count: 32))
        defer { store.close() }
        let query = TaskQuery(try TaskFilter(parsing: "mueller"), frame: DayFrame(utc: TestClock.start))
        let found = try store.tasks.list(query, for: .commandLine).tasks
        #expect(found.map(\.id) == [1, 3] && found[0].steps.map(\.title) == ["One", "Two"])
        #expect(found[0].description == "Words" && found[0].externalId == "x-1" && found[0].version == 5)
        let overview = try store.tasks.overview(DayFrame(utc: TestClock.start), for: .commandLine)
        #expect(overview.counts == [.open: 1, .done: 1, .dropped: 1, .active: 0, .waiting: 0].filter { $0.value > 0 })
        #expect(overview.donePerDay.last == 1 && overview.openPerDay.last == 1)
        #expect(try TaskInvariants.faults(store) == [])
        #expect(try store.tasks.tasks(citing: ["/memory/3/k"], limit: 9, for: .commandLine).map(\.id) == [2])
        #expect(try store.database.integrityCheck() == [])
    }

    @Test("begins a life, and none that another has")
    func life() throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let lives = try (1...2).map { number in
            let path = directory.appending(path: "elwosa-\(number).db").path
            try make(path)
            try Schema.migrate(path, eventKey: [UInt8](repeating: 5, count: 32))
            let store = try Store.open(path, eventKey: [UInt8](repeating: 5, count: 32))
            defer { store.close() }
            return store.life
        }
        #expect(lives.allSatisfy { $0.number > 1 << 32 } && lives[0] != lives[1])
    }

    /// As the programs before wrote it.
    private func make(_ path: String) throws {
        let database = try Database(path: path, create: true)
        defer { database.close() }
        let noon = TestClock.start.seconds
        try database.write { tx in
            for migration in Schema.migrations.prefix(2) { try tx.runScript(migration.sql) }
            try tx.run(
                """
                INSERT INTO task (id, title, description, status, priority, externalId, createdAt, updatedAt, completedAt,
                version) VALUES (1, 'Müller', 'Words', 'open', 2, 'x-1', ?1 - 9000, ?1, NULL, 4),
                (2, 'Two', '', 'done', 0, NULL, ?1 - 9000, ?1, ?1, 1),
                (3, 'Three', 'to MULLER', 'dropped', 0, NULL, ?1 - 900, ?1, NULL, 1)
                """, noon)
            try tx.run(
                "INSERT INTO step (taskId, position, title, done) VALUES (1, 1, 'Two', 0), (1, 0, 'One', 1), (2, 0, '/memory/3/k', 1)"
            )
            try tx.append(
                Event(.task(.taskCreated), subject: 1, by: Change(by: .commandLine, at: TestClock.start)),
                key: [UInt8](repeating: 5, count: 32))
            try tx.runScript("PRAGMA user_version = 2;")
        }
    }

    @Test("forgets what was typed as a name at refused sign-ins, keeps the names of accounts, and its log holds")
    func typedNames() throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.appending(path: "elwosa.db").path
        try make(path)
        let key = [UInt8](repeating: 5, count: 32)
        let database = try Database(path: path)
        try database.write { tx in
            try tx.run(
                "INSERT INTO account (id, name, nameKey, kind, role, createdAt) VALUES (1, 'Ada', 'ada', 'person', 'member', 1)"
            )
            for name in ["my secret passphrase", "ADA"] {
                let event = Event(.account(.sessionRefused), subject: nil, actor: .nobody, at: TestClock.start) {
                    out in
                    out.member("name", name)
                    out.member("network", "192.0.2.1")
                }
                try tx.append(event, key: key)
            }
            try tx.run(
                "INSERT INTO throttle (key, fadesAt, blockedUntil) VALUES ('account:00', 1, 1), ('device:1', 1, 1)")
        }
        database.close()
        try Schema.migrate(path, eventKey: key)
        for file in [path, path + "-wal"] {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
            #expect(bytes.range(of: Data("my secret passphrase".utf8)) == nil, "\(file)")
        }
        let store = try Store.open(path, eventKey: key)
        defer { store.close() }
        let bodies: [String] = try store.database.read { tx in
            try tx.all("SELECT content FROM eventBody JOIN event USING (seq) WHERE kind = 'session_refused'") { row in
                try row[0]
            }
        }
        #expect(bodies == [#"{"name":"ADA","network":"192.0.2.1"}"#])
        let verdict = try store.events.verify()
        #expect(verdict.fault == nil && verdict.erasedBodies == 1)
        let counters: [String] = try store.database.read { tx in
            try tx.all("SELECT key FROM throttle") { row in try row[0] }
        }
        #expect(counters == ["device:1"])
    }
}
