import AuthDomain
import AuthStore
import Domain
import Foundation
import HouseStore
import JSON
import SQLite
import TaskDomain
import Testing
import TestingElwosa

@testable import Store
@testable import TaskStore

@Suite("A database in which everybody saw what is in no project")
struct EverybodyTests {
    private static let key = [UInt8](repeating: 5, count: 32)
    private static let accounts: [(id: Int64, name: String, kind: String, role: String, owner: Int64?)] = [
        (1, "Ada", "person", "administrator", nil), (2, "Ben", "person", "member", nil),
        (3, "Cleo", "person", "viewer", nil), (4, "Dot", "agent", "agent", 2), (5, "Eve", "person", "member", nil),
    ]

    /// As programs of schema 4 wrote it: tasks 1, 2 (part of 1) and 4 in no project, 3 in Ben's project; 5 and 6 deleted.
    private static func make(_ path: String, tasks: Bool = true, named project: String = "Garden") throws {
        let database = try Database(path: path, create: true)
        defer { database.close() }
        try database.write { tx in
            for migration in Schema.migrations.prefix(4) { try tx.runScript(migration.sql) }
            let old = OldHouse(tx: tx, key: key)
            for account in accounts { try old.account(account) }
            try old.project(1, project, owner: 2)
            try old.label(1, "bug")
            try old.task(3, "Tomatoes", project: 1)
            if tasks {
                try old.task(1, "Water", externalId: "x-1")
                try old.task(2, "Can", parent: 1)
                try old.task(4, "Done", status: "done")
                try old.task(5, "Gone")
                try old.task(6, "Gone from the garden", project: 1)
                for id in [5, 6] as [Int64] { try old.delete(id, project: id == 5 ? nil : 1) }
            }
            try tx.runScript(
                """
                INSERT INTO taskCount SELECT ifnull(projectId, 0), status, count(*) FROM task GROUP BY 1, 2
                ON CONFLICT DO UPDATE SET count = excluded.count;
                INSERT INTO taskHour SELECT ifnull(projectId, 0), createdAt / 3600, sum(completedAt IS NOT NULL),
                sum(completedAt IS NULL) FROM task GROUP BY 1, 2;
                PRAGMA user_version = 4;
                """)
        }
    }

    private func withOld(
        tasks: Bool = true, named project: String = "Garden", _ body: (String) throws -> Void
    ) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "elwosa-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.appending(path: "elwosa.db").path
        try Self.make(path, tasks: tasks, named: project)
        try body(path)
    }

    private func withMigrated(
        tasks: Bool = true, named project: String = "Garden", _ body: (Store) throws -> Void
    ) throws {
        try withOld(tasks: tasks, named: project) { path in
            try Schema.migrate(path, eventKey: Self.key)
            let store = try Store.open(path, eventKey: Self.key)
            defer { store.close() }
            try body(store)
            #expect(try TaskInvariants.faults(store) == [])
            let rebuilt = try store.events.rebuild(at: path + ".rebuilt")
            #expect(rebuilt.isSame, "\(rebuilt.faults) \(rebuilt.tables.filter { $0.differences > 0 })")
        }
    }

    private static func caller(_ id: Int64) -> Caller {
        Caller(accountId: id, name: "\(id)", role: .member, means: .session(id: id, provedAt: TestClock.start))
    }

    @Test("has them in a project of all who are there, and nobody loses sight of anything")
    func sight() throws {
        try withMigrated { store in
            for account in Self.accounts {
                let caller = Self.caller(account.id)
                let isOwner = account.id == 2
                let query = TaskQuery(TaskFilter(), frame: DayFrame(utc: TestClock.start))
                let seen = Set(try store.tasks.list(query, for: caller).tasks.map(\.id))
                #expect(seen == (isOwner ? [1, 2, 3, 4] : [1, 2, 4]), "\(account.name)")
                let trash = Set(try store.tasks.trash(before: nil, limit: 9, for: caller).map(\.id))
                #expect(trash == (isOwner ? [5, 6] : [5]), "\(account.name)")
                #expect(try store.tasks.overview(query.frame, for: caller).live == (isOwner ? 3 : 2))
                #expect(try store.tasks.history(of: 1, before: nil, limit: 9, for: caller).count == 2)
                let changes = try store.tasks.changes(after: 0, limit: 200, for: caller).entries.map(\.taskId)
                #expect(Set(changes).isSuperset(of: seen) && (isOwner || !changes.contains(3)))
            }
        }
    }

    @Test("gives it administrators for owners, all others edit, and it takes a name that is free")
    func members() throws {
        try withMigrated(named: "everybody") { store in
            let found = try store.projects.project(2, for: .commandLine)
            #expect(found.summary.project.name == "Everybody 2")
            let roles = Dictionary(uniqueKeysWithValues: found.members.map { ($0.account.id, $0.role) })
            #expect(roles == [1: .owner, 2: .editor, 3: .editor, 4: .editor, 5: .editor])
        }
    }

    @Test("restores what was deleted into that project, and takes back what was done just before")
    func trashAndUndo() throws {
        try withMigrated { store in
            let by = Change(by: Self.caller(5), at: TestClock.start)
            let restored = try store.tasks.restore(5, by: by)
            #expect(restored.task.projectId == 2 && restored.missing == [])
            #expect(try store.tasks.restore(6, by: Change(by: Self.caller(2), at: TestClock.start)).task.projectId == 1)
            // Ada made task 4 within the last ten minutes.
            let made = try store.tasks.history(of: 4, before: nil, limit: 9, for: Self.caller(1)).last
            _ = try store.tasks.undo(#require(made).seq, by: Change(by: Self.caller(1), at: TestClock.start))
            #expect(try store.tasks.trash(before: nil, limit: 9, for: Self.caller(5)).map(\.id) == [4])
        }
    }

    @Test("shows nothing of them to who comes later")
    func later() throws {
        try withMigrated { store in
            let new = try NewUser(name: "Fay", role: "member", standing: .person(passwordHash: "$x"))
            let fay = try store.accounts.createUser(new, by: Change(by: .commandLine, at: TestClock.start))
            let caller = Self.caller(fay.id)
            let query = TaskQuery(TaskFilter(), frame: DayFrame(utc: TestClock.start))
            #expect(try store.tasks.list(query, for: caller).tasks == [])
            #expect(try store.tasks.changes(after: 0, limit: 200, for: caller).entries == [])
            #expect(try store.tasks.overview(query.frame, for: caller).activity.allSatisfy { $0.taskId == nil })
            #expect(try store.tasks.trash(before: nil, limit: 9, for: caller) == [])
        }
    }

    @Test("gets no such project where there is no such task")
    func none() throws {
        try withMigrated(tasks: false) { store in
            let found = try store.projects.projects(archived: true, for: .commandLine)
            #expect(found.map(\.project.name) == ["Garden"])
        }
    }

    @Test("stays as it was where whoever migrates has no key to write events under")
    func noKey() throws {
        try withOld { path in
            #expect(throws: StoreError.self) { try Schema.migrate(path) }
            let database = try Database(path: path)
            defer { database.close() }
            // The steps before it are carried out, each for itself.
            #expect(try Schema.version(of: database) == 11)
        }
    }
}

/// A house as programs of schema 4 wrote it, with their events.
private struct OldHouse {
    let tx: WriteTransaction
    let key: [UInt8]

    private func append(
        _ kind: EventKind, _ subject: Int64, project: Int64? = nil, by account: Int64 = 1,
        _ content: (inout JSONWriter) -> Void
    ) throws -> Int64 {
        let place = project.map(Place.project)
        return try tx.append(
            Event(
                kind, subject: subject, place: place, actor: .account(account), at: TestClock.start,
                content: content
            ),
            key: key)
    }

    func account(_ account: (id: Int64, name: String, kind: String, role: String, owner: Int64?)) throws {
        try tx.run(
            "INSERT INTO account (id, name, nameKey, kind, role, ownerId, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?)",
            account.id, account.name, account.name.lowercased(), account.kind, account.role, account.owner,
            TestClock.start)
        _ = try append(.account(.accountCreated), account.id) { out in
            out.member("name", account.name)
            out.member("kind", account.kind)
            out.member("role", account.role)
            if let owner = account.owner { out.member("ownerId", owner) }
        }
    }

    func project(_ id: Int64, _ name: String, owner: Int64) throws {
        try tx.run(
            "INSERT INTO project (id, name, description, createdAt, version) VALUES (?, ?, '', ?, 1)", id, name,
            TestClock.start)
        try tx.run("INSERT INTO projectMember (projectId, accountId, role) VALUES (?, ?, 'owner')", id, owner)
        _ = try append(.task(.projectCreated), id, project: id, by: owner) { out in
            out.member("name", name)
            out.member("description", "")
            out.member("owner", owner)
        }
    }

    func label(_ id: Int64, _ name: String) throws {
        try tx.run(
            "INSERT INTO label (id, name, nameKey, colour, createdAt) VALUES (?, ?, ?, 'grey', ?)", id, name, name,
            TestClock.start)
        _ = try append(.task(.labelCreated), id) { out in
            out.member("name", name)
            out.member("colour", "grey")
        }
    }

    func task(
        _ id: Int64, _ title: String, status: String = "open", project: Int64? = nil, parent: Int64? = nil,
        externalId: String? = nil
    ) throws {
        let completed = status == "done" ? TestClock.start : nil
        try tx.run(
            """
            INSERT INTO task (id, title, description, status, priority, externalId, createdAt, updatedAt, completedAt,
            version, projectId, parentId) VALUES (?1, ?2, '', ?3, 2, ?4, ?5, ?5, ?6, 1, ?7, ?8)
            """, id, title, status, externalId, TestClock.start, completed, project, parent)
        try tx.run("INSERT INTO taskLabel (taskId, labelId) VALUES (?, 1)", id)
        try tx.run("INSERT INTO taskAssignee (taskId, accountId) VALUES (?, 2)", id)
        _ = try append(.task(.taskCreated), id, project: project) { out in
            write(title, status, project, parent, externalId, &out)
        }
    }

    private func write(
        _ title: String, _ status: String, _ project: Int64?, _ parent: Int64?, _ externalId: String?,
        _ out: inout JSONWriter
    ) {
        out.member("title", title)
        out.member("description", "")
        out.member("status", status)
        out.member("priority", "normal")
        out.member("projectId", project)
        out.member("parentId", parent)
        out.member("labels", JSON.integers([1]))
        out.member("assignees", JSON.integers([2]))
        out.member("blockedBy", JSON.integers([]))
        out.member("externalId", externalId)
        out.member("createdAt", TestClock.start.rfc3339)
        out.member("completedAt", status == "done" ? TestClock.start.rfc3339 : nil)
    }

    func delete(_ id: Int64, project: Int64?) throws {
        let title: String = try tx.value("SELECT title FROM task WHERE id = ?", id) ?? ""
        let seq = try append(.task(.taskDeleted), id, project: project) { out in
            write(title, "open", project, nil, nil, &out)
        }
        try tx.run("DELETE FROM task WHERE id = ?", id)
        try tx.run(
            "INSERT INTO trash (taskId, seq, change, projectId, parentId, deletedAt) VALUES (?1, ?2, ?2, ?3, NULL, ?4)",
            id, seq, project, TestClock.start)
    }
}
