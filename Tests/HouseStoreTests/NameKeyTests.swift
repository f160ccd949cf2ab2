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

/// Names of accounts and labels that are older than the rules for them.
@Suite("Keys of names")
struct NameKeyTests {
    private let key = [UInt8](repeating: 5, count: 32)

    /// A database of schema 4 with these accounts and labels under the keys of then, brought to today's.
    private func withMigrated(
        accounts: [String], labels: [String] = [], _ body: (Store) throws -> Void
    ) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "elwosa-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.appending(path: "elwosa.db").path
        try make(path, accounts, labels)
        try Schema.migrate(path)
        let store = try Store.open(path, eventKey: key)
        defer { store.close() }
        try body(store)
    }

    private func make(_ path: String, _ accounts: [String], _ labels: [String]) throws {
        let database = try Database(path: path, create: true)
        defer { database.close() }
        try database.write { [key] tx in
            for migration in Schema.migrations.prefix(4) {
                try tx.runScript(migration.sql)
                try Schema.code[migration.number]?(tx, nil)
            }
            for name in accounts {
                try tx.run(
                    "INSERT INTO account (name, nameKey, kind, role, createdAt) VALUES (?, ?, 'person', 'member', 0)",
                    name, name.lowercased())
                let id = try tx.lastInsertRowID
                try tx.run(
                    "INSERT INTO credential (accountId, kind, secret, createdAt) VALUES (?, 'password', ?, 0)", id, name
                )
                let change = Change(by: .commandLine, at: Instant(seconds: 0))
                let event = Event(.account(.accountCreated), subject: id, by: change) { out in
                    out.member("name", name)
                    out.member("kind", "person")
                    out.member("role", "member")
                }
                try tx.append(event, key: key)
            }
            for name in labels {
                try tx.run(
                    "INSERT INTO label (name, nameKey, colour, createdAt) VALUES (?, ?, 'grey', 0)", name,
                    name.lowercased())
                let change = Change(by: .commandLine, at: Instant(seconds: 0))
                let event = Event(.task(.labelCreated), subject: try tx.lastInsertRowID, by: change) { out in
                    out.member("name", name)
                    out.member("colour", "grey")
                }
                try tx.append(event, key: key)
            }
            try tx.runScript("PRAGMA user_version = 4;")
        }
    }

    private func found(_ typed: String, _ store: Store) throws -> Int64? {
        try store.accounts.credential(name: typed)?.account.id
    }

    @Test(
        "of accounts that were told apart by their spelling each still signs in as it always did, and none as another")
    func twins() throws {
        // Full width; NFC and NFD; with a space that nobody sees; with an override.
        let names = ["Ada", "Ａda", "bär", "ba\u{308}r", "ada\u{200b}", "ada\u{202e}", "账户 一", "nobody", "account:1"]
        try withMigrated(accounts: names) { store throws in
            for (place, name) in names.enumerated() {
                let same = try found(name, store)
                #expect(same == Int64(place + 1), "\(name)")
                let spaced = try found(name + " ", store)
                #expect(spaced == Int64(place + 1), "\(name) with a space")
            }
            let others = (try found("ＡＤＡ", store), try found("BÄR", store))
            #expect(others.0 == 1 && others.1 == 3)
        }
    }

    @Test(
        "an account whose name was stored in another spelling is found by the usual one, and nobody gets that beside it"
    )
    func alone() throws {
        try withMigrated(accounts: ["Ａda", "ba\u{308}r"]) { store throws in
            #expect(try ["ada", "Bär", "ａda"].map { try found($0, store) } == [1, 2, 1])
            let change = Change(by: .commandLine, at: TestClock.start)
            for name in ["ada", "Bär"] {
                let standing = NewUser.Standing.person(passwordHash: "$x")
                #expect(throws: Failure(.taken, field: "name", kind: .conflict)) {
                    _ = try store.accounts.createUser(
                        NewUser(name: name, role: "member", standing: standing), by: change)
                }
            }
        }
    }

    @Test("labels that looked alike are still two, and a name typed today finds the first")
    func labels() throws {
        try withMigrated(accounts: [], labels: ["bug", "bug\u{200b}", "ba\u{308}r"]) { store throws in
            let found = try store.projects.labels(for: .commandLine).map(\.label.id)
            #expect(Set(found) == [1, 2, 3])
            let change = Change(by: .commandLine, at: TestClock.start)
            let project = try store.projects.createProject(ProjectDraft(name: "Garden"), by: change).project.id
            var draft = try TaskDraft(title: "x")
            draft.projectId = project
            draft.labels = ["BUG", "Bär", "bug\u{2060}"]
            let made = try store.tasks.create(draft, by: change)
            #expect(made.task.labels.map(\.id).sorted() == [1, 3])
            #expect(throws: Failure(.taken, field: "name", kind: .conflict)) {
                _ = try store.projects.createLabel("b\u{ad}ug", .grey, by: change)
            }
        }
    }

    @Test("the log makes the same accounts and labels, whichever key each has")
    func replayed() throws {
        try withMigrated(
            accounts: ["Ａda", "Ada", "bär", "ba\u{308}r", "ada\u{200b}"], labels: ["bug\u{200b}", "bug"]
        ) { store throws in
            let scratch = FileManager.default.temporaryDirectory.appending(path: "elwosa-\(UUID().uuidString).db").path
            defer { for end in ["", "-wal", "-shm", "-lock", "-open"] { unlink(scratch + end) } }
            let rebuild = try store.events.rebuild(at: scratch)
            #expect(rebuild.isSame, "\(rebuild.faults) \(rebuild.tables.flatMap(\.examples))")
            try store.database.write { tx in try tx.run("UPDATE account SET nameKey = 'ben' WHERE id = 2") }
            defer { for end in ["", "-wal", "-shm", "-lock", "-open"] { unlink(scratch + "2" + end) } }
            let other = try store.events.rebuild(at: scratch + "2")
            #expect(other.tables.first { $0.name == "account" }?.examples.map(\.difference) == [.changed(["nameKey"])])
        }
    }
}
