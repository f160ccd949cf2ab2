import AuthDomain
import AuthStore
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

@Suite("A database from before everything had a version")
struct VersionMigrationTests {
    private let directory = FileManager.default.temporaryDirectory.appending(path: "elwosa-\(UUID().uuidString)")
    private let key = [UInt8](repeating: 5, count: 32)
    private let change = Change(by: .commandLine, at: TestClock.start)

    @Test("gives everything its first one, and the log, which says none, makes the same of it")
    func first() throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.appending(path: "elwosa.db").path
        try make(path)
        try Schema.migrate(path)
        let store = try Store.open(path, eventKey: key)
        defer { store.close() }
        #expect(try store.projects.labels(for: .commandLine).map(\.version) == [1])
        #expect(try store.accounts.user(1).version == 1 && store.accounts.role("spare").version == 1)
        #expect(try store.projects.savedView(1, of: 1).version == 1)
        #expect(try store.events.rebuild(at: directory.appending(path: "first.db").path).isSame)
        let ada = Change(by: Person.ada.caller, at: TestClock.start)
        #expect(try store.projects.updateLabel(1, name: "fault", colour: nil, by: change).version == 2)
        #expect(try store.projects.updateView(1, name: "y", query: nil, by: ada).version == 2)
        #expect(try store.accounts.changeRole("spare", to: [.tasksRead], by: change).version == 2)
        #expect(try store.accounts.disableUser(1, by: change).version == 2)
        #expect(try store.events.rebuild(at: directory.appending(path: "second.db").path).isSame)
    }

    /// As the programs before wrote it.
    private func make(_ path: String) throws {
        let database = try Database(path: path, create: true)
        defer { database.close() }
        try database.write { tx in
            for migration in Schema.migrations.prefix(4) { try tx.runScript(migration.sql) }
            try tx.runScript("PRAGMA user_version = 4;")
            let noon = TestClock.start.seconds
            try tx.run(
                """
                INSERT INTO account (id, name, nameKey, kind, role, createdAt)
                VALUES (1, 'Ada', 'ada', 'person', 'viewer', ?1), (2, 'Ben', 'ben', 'agent', 'agent', ?1)
                """, noon)
            try tx.run("INSERT INTO label VALUES (1, 'Bugs', 'bugs', 'blue', ?)", noon)
            try tx.run("INSERT INTO savedView VALUES (1, 1, 'x', 'is:late', ?)", noon)
            try tx.run("INSERT INTO role VALUES ('spare', 'tasks:write', ?)", noon)
            for (kind, subject, body) in Self.told {
                try tx.append(
                    Event(kind, subject: subject, by: change) { out in
                        for (name, value) in body { out.member(name, value) }
                        if subject == 1, kind == .task(.viewSaved) { out.member("account", 1) }
                    }, key: key)
            }
        }
    }

    private static let told: [(EventKind, Int64?, [(String, String)])] = [
        (.account(.accountCreated), 1, [("name", "Ada"), ("kind", "person"), ("role", "member")]),
        (.account(.accountCreated), 2, [("name", "Ben"), ("kind", "agent"), ("role", "agent")]),
        (.account(.accountChanged), 1, [("name", "Ada"), ("role", "viewer"), ("roleBefore", "member")]),
        (.task(.labelCreated), 1, [("name", "bug"), ("colour", "red")]),
        (.task(.labelChanged), 1, [("name", "Bugs"), ("nameBefore", "bug"), ("colour", "blue")]),
        (.task(.viewSaved), 1, [("name", "x"), ("query", "is:open")]),
        (.task(.viewChanged), 1, [("name", "x"), ("query", "is:late")]),
        (.account(.roleSaved), nil, [("name", "spare"), ("permissions", "tasks:read")]),
        (.account(.roleSaved), nil, [("name", "spare"), ("permissions", "tasks:write")]),
    ]
}
