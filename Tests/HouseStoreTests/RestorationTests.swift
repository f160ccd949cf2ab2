import AuthDomain
import Crypto
import Domain
import Foundation
import SQLite
import TaskDomain
import Testing
import TestingElwosa

@testable import AuthStore
@testable import HouseStore
@testable import Store
@testable import TaskStore

@Suite("A backup that is brought back")
struct RestorationTests {
    private let house: Restored

    init() throws { house = try Restored() }

    private var accounts: SQLiteAccountRepository { house.store.accounts }
    private var projects: SQLiteProjectRepository { house.store.projects }

    @Test("begins another life each time, and ends all sessions by events")
    func lives() throws {
        let first = house.store.life
        let mark = try house.backup()
        let report = try house.restore()
        #expect(report.sessions == 4 && report.verdict.head.seq == mark && report.life == house.store.life)
        #expect(try accounts.sessions(of: .everybody, at: house.now).isEmpty)
        let second = house.store.life
        #expect(try house.kinds(after: mark) == ["database_restored"] + Array(repeating: "session_ended", count: 4))
        _ = try house.restore()
        #expect(Set([first, second, house.store.life]).count == 3)
        #expect(report.head == EventHead(seq: mark + 5, mac: report.head.mac))
    }

    @Test("gives no number of a session or an account that was given since the backup")
    func numbers() throws {
        _ = try house.backup()
        let session = try house.signIn(.ben)
        let user = try accounts.createUser(house.person("Eve"), by: house.change).id
        _ = try house.restore()
        #expect(try house.signIn(.cleo) > session)
        #expect(try accounts.createUser(house.person("Fay"), by: house.change).id > user)
    }

    @Test("gives no number again where the database before it cannot be read or is gone", arguments: [true, false])
    func numbersUnread(isThere: Bool) throws {
        _ = try house.backup()
        let before = try (1...3).map { turn in
            let numbers = try [
                house.signIn(.ben), accounts.createUser(house.person("Eve \(turn)"), by: house.change).id,
                house.token("T", UInt8(turn)), house.store.tasks.create(.task("x"), by: house.by(.ada)).task.id,
                house.project("P", of: "Ben"),
            ]
            _ = try house.restore(damaged: isThere, first: { if !isThere { $0.removeDatabase() } })
            return numbers
        }
        for place in 0..<3 { #expect(Set(before.map { $0[place] }).count == 3) }
        // What people write stays short, and above what was there.
        #expect(before[0][3...].allSatisfy { $0 < 10 })
        #expect(before[1...].flatMap { $0[3...] }.allSatisfy { (1_001...9_999).contains($0) })
    }

    @Test("lists what is good again where there is no database in place, or an empty one", arguments: [true, false])
    func absent(isEmpty: Bool) throws {
        let token = try house.token("Gone", 2)
        _ = try house.backup()
        let report = try house.restore(first: { house in
            house.removeDatabase()
            if isEmpty { try Data().write(to: URL(filePath: house.path)) }
        })
        let why = isEmpty ? "The database in place is empty." : "There is no database in place."
        #expect(report.open.first?.hasPrefix(why) == true)
        #expect(report.open.contains("token \(token), Gone, of Ben"))
    }

    @Test("comes back over a database of which one event cannot be read, and lists what is good again")
    func unreadableBody() throws {
        let token = try house.token("Gone", 2)
        _ = try house.backup()
        try accounts.revokePersonalToken(token, of: .everybody, by: house.change)
        try house.store.database.write { tx in
            try tx.run("DROP TRIGGER eventBodyIsNeverChanged")
            try tx.run("UPDATE eventBody SET content = '{' WHERE seq = (SELECT max(seq) FROM eventBody)")
        }
        let report = try house.restore()
        #expect(report.open.first?.contains("replaced database") == true)
        #expect(report.open.contains("token \(token), Gone, of Ben"))
        try house.check()
    }

    @Test("is not what an empty file is, or the database of another program, and replaces nothing then")
    func noBackup() throws {
        let (empty, foreign, bare) = (
            house.directory + "/empty.db", house.directory + "/foreign.db", house.directory + "/bare.db"
        )
        try Data().write(to: URL(filePath: empty))
        let database = try Database(path: house.directory + "/other.db", create: true)
        try database.write { try $0.runScript("CREATE TABLE event (seq INTEGER); PRAGMA user_version = 3;") }
        try database.backup(to: foreign)
        database.close()
        try Schema.migrate(house.directory + "/new.db")
        let new = try Database(path: house.directory + "/new.db")
        try new.backup(to: bare)
        new.close()
        let mark = try house.store.events.newest()
        for file in [empty, foreign, bare] {
            for unverified in [false, true] {
                let refused = #expect(throws: StoreError.self) { try house.restore(file, unverified: unverified) }
                #expect(refused?.description.contains("is no backup of ELWOSA") == true)
            }
        }
        #expect(try house.store.events.newest() == mark)
        #expect(try house.signIn(.ben) > 0)
    }

    @Test("says in the log which life it begins and which it has ended")
    func endedLives() throws {
        #expect(try house.store.events.endedLives() == nil)
        let first = house.store.life
        try house.backup()
        let kept = Life(77)
        _ = try house.restore(keptLives: [kept])
        let second = house.store.life
        #expect(try house.store.events.endedLives() == [first.description, kept.description])
        let restored = try house.store.database.read { tx in
            try tx.value(
                """
                SELECT content FROM event JOIN eventBody USING (seq) WHERE kind = 'database_restored'
                ORDER BY seq DESC LIMIT 1
                """) as String?
        }
        #expect(restored?.contains("\"life\":\"\(second)\"") == true)
        // The same backup, which knows nothing of the second life.
        _ = try house.restore()
        #expect(try house.store.events.endedLives() == [first.description, second.description])
    }

    @Test("says that a text is here again which was erased since")
    func erased() throws {
        let tasks = house.store.tasks
        _ = try tasks.create(.task("hunter2000"), by: house.by(.ada))
        _ = try house.backup()
        #expect(try house.restore().open == [])
        #expect(try house.store.accounts.eraseText("hunter2000", by: house.change).events == 1)
        let report = try house.restore()
        #expect(report.open.count == 1 && report.open[0].contains("elwosa events erase"))
        #expect(try house.store.tasks.find(1, for: Person.ada.caller).title == "hunter2000")
        // What both logs know to be erased is nothing to be told of.
        _ = try house.store.accounts.eraseText("hunter2000", by: house.change)
        _ = try house.backup()
        #expect(try house.restore().open == [])
    }

    @Test("keeps tokens and links revoked that were revoked or used since")
    func tokens() throws {
        let (kept, gone) = (try house.token("Kept", 1), try house.token("Gone", 2))
        _ = try accounts.invite(role: "member", house.link(3), by: house.change)
        _ = try accounts.invite(role: "member", house.link(4), by: house.change)
        _ = try accounts.makeReset(of: Person.ben.id, house.link(5), by: house.change)
        let mark = try house.backup()
        try accounts.revokePersonalToken(gone, of: .everybody, by: house.change)
        let since = try house.token("Since", 6)
        _ = try accounts.acceptInvitation(
            tokenHash: house.hash(3), name: "Eve", passwordHash: "$eve", from: house.client, at: house.now)
        _ = try accounts.resetPassword(
            tokenHash: house.hash(5), passwordHash: "$reset", from: house.client, at: house.now)
        let report = try house.restore()
        #expect(try accounts.personalTokens(of: .everybody).map(\.id) == [kept] && since > gone)
        #expect(try accounts.invitations(at: house.now).count == 1)
        #expect(throws: Failure.linkGone) { try accounts.invitation(tokenHash: house.hash(5), at: house.now) }
        #expect(try accounts.credential(name: "Ben")?.passwordHash == "$reset")
        #expect(report.open == [] && report.applied.contains("Token \(gone), Gone, of Ben is revoked."))
        #expect(
            try house.kinds(after: mark).filter { !$0.hasPrefix("session") } == [
                "database_restored", "token_revoked", "invitation_revoked", "invitation_revoked", "password_changed",
            ])
        try house.check()
    }

    @Test("keeps passwords and second factors as they are by now")
    func credentials() throws {
        try house.factor(.ben, codes: ["a", "b"])
        try house.factor(.ada, codes: ["x"])
        _ = try house.backup()
        let old = try #require(try accounts.credential(name: "Cleo")).passwordHash
        _ = try accounts.changePassword(to: "$newer", from: old, by: house.by(.cleo))
        try house.factor(.cleo, codes: ["c", "d"])
        #expect(try accounts.takeRecoveryCode(hash: "a", of: Person.ben.id, from: house.client, at: house.now))
        try accounts.removeFactor(by: house.by(.ada))
        let sealed = try #require(try accounts.factor(of: Person.cleo.id))
        _ = try house.restore()
        #expect(try accounts.credential(name: "Cleo")?.passwordHash == "$newer")
        #expect(try accounts.factor(of: Person.cleo.id) == sealed)
        #expect(try accounts.factor(of: Person.ben.id)?.codesLeft == 1)
        #expect(try !accounts.takeRecoveryCode(hash: "a", of: Person.ben.id, from: house.client, at: house.now))
        #expect(try accounts.factor(of: Person.ada.id) == nil)
    }

    @Test("keeps accounts disabled and deleted, with who has taken their place")
    func accountsEnded() throws {
        let eve = try accounts.createUser(house.person("Eve"), by: house.change).id
        let agent = try accounts.createUser(
            NewUser(name: "Robot", role: "agent", standing: .agent(ownerId: eve)), by: house.change
        ).id
        let garden = try house.project("Garden", of: "Eve")
        _ = try house.backup()
        _ = try accounts.disableUser(Person.ben.id, by: house.change)
        _ = try accounts.disableUser(Person.cleo.id, by: house.change)
        _ = try accounts.enableUser(Person.cleo.id, by: house.change)
        try accounts.deleteUser(eve, heir: Person.cleo.id, by: house.change)
        let report = try house.restore()
        #expect(try accounts.user(Person.ben.id).isDisabled && !accounts.user(Person.cleo.id).isDisabled)
        #expect(throws: Failure.notFound) { try accounts.user(eve) }
        #expect(try accounts.user(agent).owner?.id == Person.cleo.id)
        #expect(try projects.project(garden, for: Person.cleo.caller).project.id == garden)
        #expect(report.open == [] && report.applied.contains("Eve is deleted."))
        try house.check()
    }

    @Test("gives the projects of an account that was deleted to whoever owns them by now")
    func inherited() throws {
        let eve = try accounts.createUser(house.person("Eve"), by: house.change).id
        let garden = try house.project("Garden", of: "Eve")
        _ = try house.backup()
        try accounts.deleteUser(eve, heir: Person.cleo.id, by: house.change)
        let report = try house.restore()
        #expect(throws: Failure.notFound) { try accounts.user(eve) }
        #expect(try projects.project(garden, for: Person.cleo.caller).project.id == garden)
        #expect(report.open == [])
        try house.check()
    }

    @Test("keeps what roles and members lost, and gives nothing that they got")
    func rights() throws {
        _ = try accounts.createRole(Role(name: "helper", permissions: [.tasksRead, .tasksWrite]), by: house.change)
        _ = try accounts.createRole(Role(name: "reader", permissions: [.tasksRead]), by: house.change)
        let garden = try house.project("Garden", of: "Ben")
        let cellar = try house.project("Cellar", of: "Ben")
        for project in [garden, cellar] {
            _ = try projects.setMember("Cleo", .editor, of: project, by: house.change)
            _ = try projects.setMember("Ada", .viewer, of: project, by: house.change)
        }
        _ = try house.backup()
        _ = try accounts.setRole("viewer", of: Person.ben.id, by: house.change)
        _ = try accounts.setRole("member", of: Person.cleo.id, by: house.change)
        _ = try accounts.changeRole("helper", to: [.tasksRead], by: house.change)
        _ = try accounts.changeRole("reader", to: [.tasksRead, .auditRead], by: house.change)
        try projects.removeMember(Person.cleo.id, of: garden, by: house.change)
        _ = try projects.setMember("Cleo", .viewer, of: cellar, by: house.change)
        _ = try projects.setMember("Ada", .owner, of: cellar, by: house.change)
        _ = try house.restore()
        #expect(try accounts.user(Person.ben.id).account.role == "viewer")
        #expect(try accounts.user(Person.cleo.id).account.role == "viewer")
        #expect(try accounts.role("helper").role.permissions == [.tasksRead])
        #expect(try accounts.role("reader").role.permissions == [.tasksRead])
        #expect(throws: Failure.notFound) { try projects.project(garden, for: Person.cleo.caller) }
        let roles = try projects.project(cellar, for: Person.ben.caller).members.map { "\($0.account.name) \($0.role)" }
        #expect(roles.sorted() == ["Ada viewer", "Ben owner", "Cleo viewer"])
        try house.check()
    }

    @Test("gives nobody more than the backup did, where a newer role permits something else")
    func otherRights() throws {
        for (name, permissions) in [
            ("writer", [.tasksRead, .tasksWrite]), ("auditor", [.tasksRead, .auditRead]), ("keeper", [.auditRead]),
        ] as [(String, Set<Permission>)] {
            _ = try accounts.createRole(Role(name: name, permissions: permissions), by: house.change)
        }
        _ = try accounts.setRole("writer", of: Person.ben.id, by: house.change)
        _ = try accounts.setRole("writer", of: Person.cleo.id, by: house.change)
        _ = try house.backup()
        _ = try accounts.setRole("auditor", of: Person.ben.id, by: house.change)
        _ = try accounts.createRole(Role(name: "later", permissions: [.tasksWrite, .auditRead]), by: house.change)
        _ = try accounts.setRole("later", of: Person.cleo.id, by: house.change)
        let report = try house.restore()
        let permissions = try [Person.ben, .cleo].map { try accounts.user($0.id).permissions }
        #expect(permissions == [[.tasksRead], [.tasksWrite]])
        #expect(report.open.filter { $0.contains("was given the role") }.count == 2)
        try house.check()
    }

    @Test("keeps members out who were removed before their project was deleted, and names the project")
    func deletedProject() throws {
        let garden = try house.project("Garden", of: "Ben")
        for name in ["Cleo", "Ada"] { _ = try projects.setMember(name, .editor, of: garden, by: house.change) }
        _ = try house.backup()
        try projects.removeMember(Person.cleo.id, of: garden, by: house.change)
        _ = try projects.setMember("Ada", .viewer, of: garden, by: house.change)
        try projects.deleteProject(garden, ifVersion: nil, by: house.by(.ben))
        let report = try house.restore()
        #expect(throws: Failure.notFound) { try projects.project(garden, for: Person.cleo.caller) }
        let members = try projects.project(garden, for: Person.ben.caller).members.map {
            "\($0.account.name) \($0.role)"
        }
        #expect(members.sorted() == ["Ada viewer", "Ben owner"])
        #expect(report.open.contains { $0.hasPrefix("Project \(garden), Garden, was deleted") })
        try house.check()
    }

    @Test("never loses its last administrator or a project's last owner, and says what is left to do")
    func last() throws {
        let garden = try house.project("Garden", of: "Ben")
        _ = try house.backup()
        _ = try accounts.setRole("administrator", of: Person.ben.id, by: house.change)
        _ = try accounts.disableUser(Person.ada.id, by: house.change)
        _ = try projects.setMember("Cleo", .owner, of: garden, by: house.change)
        try projects.removeMember(Person.ben.id, of: garden, by: house.change)
        let report = try house.restore()
        #expect(try !accounts.user(Person.ada.id).isDisabled)
        #expect(try projects.project(garden, for: Person.ben.caller).summary.role == .owner)
        #expect(report.open.count == 2)
        #expect(report.open.contains { $0.hasPrefix("Ada was disabled, but here nobody else") })
        #expect(report.open.contains { $0.hasPrefix("Ben was made less than the owner of project \(garden)") })
    }

    @Test("takes nothing from the log of another installation, and says so")
    func otherInstallation() throws {
        _ = try house.token("Backup", 1)
        _ = try house.backup()
        let other = try Restored()
        let token = try other.token("Theirs", 1)
        try other.store.accounts.revokePersonalToken(token, of: .everybody, by: other.change)
        _ = try other.store.accounts.disableUser(Person.ben.id, by: other.change)
        let report = try other.restore(house.copy)
        #expect(try other.store.accounts.personalTokens(of: .everybody).map(\.name) == ["Backup"])
        #expect(try !other.store.accounts.user(Person.ben.id).isDisabled)
        #expect(report.applied == [] && report.open.first?.contains("is of another installation") == true)
        #expect(report.open.contains("token 1, Backup, of Ben"))
        #expect(report.open.contains { $0.hasPrefix("account Ada, administrator") })
    }

    @Test("takes from a log that parted from its own only what both began with")
    func parted() throws {
        let shared = try house.token("Shared", 1)
        _ = try house.backup()
        // One future, which is backed up, …
        let mine = try house.token("Mine", 2)
        let late = try house.backup("late.db")
        // … and another, in which the same number is somebody else's.
        _ = try house.restore()
        try house.store.database.write { try $0.run("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'personalToken'") }
        let theirs = try house.token("Theirs", 3)
        #expect(theirs == mine && late > 0)
        for id in [shared, theirs] { try accounts.revokePersonalToken(id, of: .everybody, by: house.change) }
        _ = try house.restore("\(house.directory)/late.db")
        #expect(try accounts.personalTokens(of: .everybody).map(\.name) == ["Mine"])
    }

    @Test("lists what is good again where the database before it cannot be read")
    func unreadable() throws {
        let token = try house.token("Gone", 2)
        _ = try house.backup()
        try accounts.revokePersonalToken(token, of: .everybody, by: house.change)
        #expect(throws: DamagedFormer.self) { try house.restore(damaged: true, accepting: false) }
        let report = try house.restore(damaged: true)
        #expect(report.sessions == 4 && report.applied == [])
        #expect(report.open.first?.hasPrefix("The replaced database is damaged (") == true)
        #expect(report.open.contains("token \(token), Gone, of Ben"))
        #expect(report.open.contains("account Ada, administrator, with its password of then"))
    }

    @Test("replaces nothing without the keys it was made with")
    func otherKeys() throws {
        try house.factor(.ben, codes: ["a"])
        _ = try house.backup()
        let mark = try house.store.events.newest()
        let wrong = #expect(throws: StoreError.self) { try house.restore(key: 6) }
        #expect(wrong?.description.contains("event.key") == true)
        let sealed = #expect(throws: StoreError.self) { try house.restore(opens: { _, _ in false }) }
        #expect(sealed?.description.contains("seal.key") == true)
        #expect(try house.store.events.newest() == mark)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: house.directory).allSatisfy { !$0.contains("restor") })
        #expect(try house.restore(key: 6, unverified: true).verdict.fault != nil)
    }
}

/// A database with people that can be backed up and brought back.
private final class Restored {
    let directory = FileManager.default.temporaryDirectory.path + "/elwosa-\(UUID().uuidString)"
    private(set) var store: Store
    let now = TestClock.start
    let client = Client(network: "192.0.2.7", device: "tests")
    private var count: UInt8 = 100

    var path: String { directory + "/elwosa.db" }
    var copy: String { directory + "/copy.db" }
    let change = Change(by: .commandLine, at: TestClock.start)

    func by(_ person: Person) -> Change { Change(by: person.caller, at: now, from: client) }

    init() throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Schema.migrate(directory + "/elwosa.db")
        store = try Store.open(directory + "/elwosa.db", eventKey: [UInt8](repeating: 5, count: 32))
        let accounts = store.accounts
        _ = try accounts.createFirstAdministrator(name: "Ada", passwordHash: "$ada", tokenHash: nil, at: now)
        for person in Person.allCases.dropFirst() {
            let standing: NewUser.Standing =
                person == .dot ? .agent(ownerId: 1) : .person(passwordHash: "$\(person.rawValue)")
            _ = try accounts.createUser(
                NewUser(name: person.name, role: person.role.name, standing: standing), by: change)
        }
        for person in Person.allCases { _ = try signIn(person) }
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(atPath: directory)
    }

    @discardableResult
    func signIn(_ person: Person) throws -> Int64 {
        count += 1
        return try store.accounts.startSession(
            NewSession(
                accountId: person.id, tokenHash: SHA256.hash([count]), expiresAt: now.adding(seconds: 86_400),
                client: client), at: now)
    }

    func person(_ name: String) throws -> NewUser {
        try NewUser(name: name, role: "member", standing: .person(passwordHash: "$\(name)"))
    }

    func hash(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

    func link(_ byte: UInt8) -> InvitationToken {
        InvitationToken(hash: hash(byte), expiresAt: now.adding(seconds: 600))
    }

    func token(_ name: String, _ byte: UInt8) throws -> Int64 {
        try store.accounts.makePersonalToken(
            NewPersonalToken(
                accountId: Person.ben.id, name: name, tokenHash: hash(byte), scopes: [.tasksRead],
                expiresAt: now.adding(seconds: 600)), by: change
        ).id
    }

    func factor(_ person: Person, codes: [String]) throws {
        try store.accounts.beginFactor(by: Change(by: person.caller, at: now)) { "sealed for \($0)" }
        let begun = try #require(try store.accounts.factor(of: person.id))
        try store.accounts.confirmFactor(begun.id, step: 100, codeHashes: codes, by: by(person))
    }

    func project(_ name: String, of owner: String) throws -> Int64 {
        let account = try #require(try store.accounts.user(named: owner)).account
        let caller = Caller(
            accountId: account.id, name: owner, role: .member, means: .session(id: account.id, provedAt: now))
        let change = Change(by: caller, at: now)
        return try store.projects.createProject(ProjectDraft(name: name), by: change).project.id
    }

    /// - Shape: the number of the newest event in the copy.
    @discardableResult
    func backup(_ name: String = "copy.db") throws -> Int64 {
        try store.database.backup(to: "\(directory)/\(name)") { tx in try store.events.verify(copy: tx) }.head.seq
    }

    @discardableResult
    func restore(
        _ file: String? = nil, damaged: Bool = false, accepting: Bool? = nil, key: UInt8 = 5, unverified: Bool = false,
        keptLives: Set<Life> = [],
        opens: @escaping @Sendable (String, Int64) -> Bool = { $0 == "sealed for \($1)" },
        first: (Restored) throws -> Void = { _ in }
    ) throws -> RestorationReport {
        store.close()
        defer { store = (try? Store.open(path, eventKey: [UInt8](repeating: 5, count: 32))) ?? store }
        if damaged { try damage() }
        try first(self)
        let restoration = Restoration(
            eventKey: [UInt8](repeating: key, count: 32), options: Database.Options(), by: change,
            keptLives: keptLives, opens: opens)
        return try Replacement.replace(path: path, with: file ?? copy, acceptingDamage: accepting ?? damaged) {
            try restoration.carryOut(on: $0, $1, unverified: unverified)
        }.finding
    }

    /// Its log holds, and its tables are what that makes of them.
    func check() throws {
        #expect(try store.events.verify().fault == nil)
        #expect(try store.events.rebuild(at: "\(directory)/rebuilt.db").isSame)
    }

    func kinds(after seq: Int64) throws -> [String] {
        try store.database.read { tx in
            try tx.all("SELECT kind FROM event WHERE seq > ? ORDER BY seq", seq) { try $0[0] }
        }
    }

    func removeDatabase() {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    /// Overwrites the first page.
    private func damage() throws {
        // What its WAL has would take the damaged page's place.
        try #require(truncate(path + "-wal", 0) == 0)
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.write(contentsOf: Data(repeating: 0x5A, count: 4_096))
        try file.close()
    }
}
