import AuthDomain
import AuthStore
import Domain
import HouseStore
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Accounts in SQLite")
struct AccountRepositoryTests {
    private func hash(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 32) }

    @Test("the setup token that was stored last makes the first administrator, once")
    func setup() throws {
        let temporary = try TemporaryStore(people: false)
        let accounts = temporary.store.accounts
        let make = { (token: UInt8) in
            try accounts.createFirstAdministrator(
                name: "Ada", passwordHash: "$hash", tokenHash: hash(token), at: TestClock.start)
        }
        #expect(try accounts.storeSetupToken(hash: hash(1), at: TestClock.start))
        #expect(try accounts.storeSetupToken(hash: hash(2), at: TestClock.start))
        let old = #expect(throws: Failure.self) { try make(1) }
        #expect(old?.kind == .forbidden && old?.field == "token")
        #expect(try accounts.hasAdministrator() == false)
        #expect(try make(2).role == Role.administrator.name)
        #expect(try accounts.hasAdministrator())
        let second = #expect(throws: Failure.self) { try make(2) }
        #expect(second?.kind == .conflict)
        #expect(try accounts.storeSetupToken(hash: hash(3), at: TestClock.start) == false)
        #expect(try temporary.store.events.verify().fault == nil)
    }

    @Test(
        "the first account that can sign in owns the projects that were there before, whatever makes it; no later one does",
        arguments: ["setup", "user", "invitation"])
    func firstOwnsProjects(door: String) throws {
        let temporary = try TemporaryStore(people: false)
        let (accounts, projects) = (temporary.store.accounts, temporary.store.projects)
        let operatorChange = Change(by: .commandLine, at: TestClock.start)
        let project = try projects.createProject(ProjectDraft(name: "Before"), by: operatorChange).project.id
        func members() throws -> [String] {
            try projects.project(project, for: .commandLine).members.map { "\($0.account.name) \($0.role)" }
        }
        func person(_ name: String) throws {
            let user = try NewUser(name: name, role: "administrator", standing: .person(passwordHash: "$x"))
            _ = try accounts.createUser(user, by: operatorChange)
        }
        // An import makes people who cannot sign in.
        try temporary.store.database.write { tx in
            try tx.run(
                "INSERT INTO account (name, nameKey, kind, role, createdAt, disabledAt) VALUES ('Eve', 'eve', 'person', 'viewer', 0, 0)"
            )
        }
        switch door {
        case "setup":
            _ = try accounts.createFirstAdministrator(
                name: "Ada", passwordHash: "$x", tokenHash: nil, at: TestClock.start)
        case "user": try person("Ada")
        default:
            let token = InvitationToken(hash: hash(1), expiresAt: TestClock.start.adding(seconds: 60))
            _ = try accounts.invite(role: "member", token, by: operatorChange)
            _ = try accounts.acceptInvitation(
                tokenHash: hash(1), name: "Ada", passwordHash: "$x",
                from: Client(network: "127.0.0.1", device: "tests"), at: TestClock.start)
        }
        #expect(try members() == ["Ada owner"])
        try person("Ben")
        #expect(try members() == ["Ada owner"])
        #expect(try temporary.store.events.verify().fault == nil)
    }

    @Test("a password is found by the name in upper and lower case, of people who may sign in alone")
    func credential() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            #expect(try accounts.credential(name: "bEN")?.account.id == Person.ben.id)
            #expect(try accounts.credential(name: "Dot") == nil && accounts.credential(name: "Eve") == nil)
            _ = try accounts.disableUser(Person.ben.id, by: Change(by: .commandLine, at: TestClock.start))
            #expect(try accounts.credential(name: "Ben") == nil)
        }
    }

    @Test("a hash is renewed only from the one that was verified, and without an event")
    func renew() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let old = try #require(try accounts.credential(name: "Ben")).passwordHash
            let mark = try site.lastEvent()
            try accounts.renewPasswordHash(of: Person.ben.id, from: "$other", to: "$new")
            try accounts.renewPasswordHash(of: Person.ada.id, from: old, to: "$new")
            #expect(try accounts.credential(name: "Ben")?.passwordHash == old)
            try accounts.renewPasswordHash(of: Person.ben.id, from: old, to: "$new")
            #expect(try accounts.credential(name: "Ben")?.passwordHash == "$new")
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("language and theme are the caller's own, and the same choice again leaves no event")
    func appearance() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let change = Change(by: Person.ben.caller, at: TestClock.start)
            let mark = try site.lastEvent()
            for _ in 0..<2 { try accounts.changeAppearance(language: "de", theme: nil, timeZone: nil, by: change) }
            #expect(try site.events(after: mark) == ["account_changed"])
            let ben = try accounts.caller(sessionId: Person.ben.id, at: TestClock.start)
            #expect(ben?.language == "de" && ben?.theme == nil)
            #expect(try accounts.caller(sessionId: Person.ada.id, at: TestClock.start)?.language == nil)
            try accounts.changeAppearance(language: nil, theme: "dark", timeZone: nil, by: change)
            #expect(try accounts.caller(sessionId: Person.ben.id, at: TestClock.start)?.theme == "dark")
        }
    }

    @Test("a role is changed within the caller's reach, for whoever has it at once, and the same again leaves no event")
    func changeRole() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let ada = Change(by: Person.ada.caller, at: TestClock.start)
            _ = try accounts.createRole(Role(name: "reader", permissions: [.tasksRead]), by: ada)
            _ = try accounts.setRole("reader", of: Person.ben.id, by: ada)
            let mark = try site.lastEvent()
            for _ in 0..<2 { _ = try accounts.changeRole("reader", to: [.tasksRead, .auditRead], by: ada) }
            #expect(try site.events(after: mark) == ["role_saved"])
            let ben = try accounts.caller(sessionId: Person.ben.id, at: TestClock.start)
            #expect(ben?.permissions == [.tasksRead, .auditRead])
            let cleo = Change(by: Person.cleo.caller, at: TestClock.start)
            for permissions: Set<Permission> in [[.tasksRead], [.usersManage]] {
                let beyond = #expect(throws: Failure.self) {
                    try accounts.changeRole("reader", to: permissions, by: cleo)
                }
                #expect(beyond?.kind == .forbidden)
            }
            #expect(throws: Failure.notFound) { try accounts.changeRole("odd", to: [], by: ada) }
            #expect(try accounts.role("reader").accounts == 1)
        }
    }
}
