import AuthDomain
import AuthStore
import Domain
import Foundation
import JSON
import SQLite
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@testable import HouseStore
@testable import Store

@Suite("A database from before tokens and labels had makers")
struct TokenMakerMigrationTests {
    private let directory = FileManager.default.temporaryDirectory.appending(path: "elwosa-\(UUID().uuidString)")
    private static let key = [UInt8](repeating: 5, count: 32)

    @Test("reads them from its log: an account, or nobody where the operator made a token")
    func makers() throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.appending(path: "elwosa.db").path
        try make(path)
        try Schema.migrate(path)
        let store = try Store.open(path, eventKey: Self.key)
        defer { store.close() }
        let tokens = try store.accounts.personalTokens(of: .everybody)
        #expect(tokens.map(\.name) == ["b", "a"] && tokens.map(\.maker) == [nil, "Ada"])
        let caller = try store.accounts.caller(personalTokenHash: [UInt8](repeating: 1, count: 32), at: TestClock.start)
        #expect(caller?.tokenMaker == 1)
        #expect(try store.projects.labels(for: Person.ada.caller).map(\.label.name) == ["bug"])
        #expect(try store.projects.labels(for: Person.ben.caller) == [])
    }

    /// As the programs before wrote it.
    private func make(_ path: String) throws {
        let database = try Database(path: path, create: true)
        defer { database.close() }
        let before = Schema.migrations.prefix { !$0.sql.contains("madeBy INTEGER") }
        try database.write { tx in
            for migration in before {
                try tx.runScript(migration.sql)
                try Schema.code[migration.number]?(tx, nil)
            }
            try tx.run(
                """
                INSERT INTO account (id, name, nameKey, kind, role, createdAt)
                VALUES (1, 'Ada', 'ada', 'person', 'administrator', 0), (2, 'Dot', 'dot', 'agent', 'agent', 0)
                """)
            for (id, name, caller) in [(1, "a", Person.ada.caller), (2, "b", .commandLine)] as [(Int64, String, Caller)]
            {
                try tx.run(
                    """
                    INSERT INTO personalToken (id, accountId, name, tokenHash, scopes, createdAt, expiresAt)
                    VALUES (?, 2, ?, ?, 'tasks:read', 0, 9000000000)
                    """, id, name, [UInt8](repeating: UInt8(id), count: 32))
                try tx.append(
                    Event(.account(.tokenMade), subject: id, by: Change(by: caller, at: TestClock.start)), key: Self.key
                )
            }
            try tx.run("INSERT INTO label (id, name, nameKey, colour, createdAt) VALUES (1, 'bug', 'bug', 'red', 0)")
            let labelled = Event(
                .task(.labelCreated), subject: 1, by: Change(by: Person.ada.caller, at: TestClock.start)
            ) { out in
                out.member("name", "bug")
                out.member("colour", "red")
            }
            try tx.append(labelled, key: Self.key)
            try tx.runScript("PRAGMA user_version = \(before.last!.number);")
        }
    }
}
