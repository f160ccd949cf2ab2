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

@Suite("Users, roles and links in SQLite")
struct UserRepositoryTests {
    private func change(_ site: TestSite, by person: Person = .ada) -> Change {
        let client = Client(network: "192.0.2.7", device: "tests")
        return Change(by: person.caller, at: site.clock.now, from: client)
    }

    private func kind(_ body: () throws -> Void) -> Failure.Kind? {
        do {
            try body()
            return nil
        } catch { return (error as? Failure)?.kind }
    }

    @Test("users page by id, with owner, second factor and whether they are disabled")
    func list() async throws {
        try await withSite { site in
            let accounts = site.store.accounts
            let agent = try accounts.user(site.makeAgent(of: .ben))
            #expect(agent.owner == User.Owner(id: 2, name: "Ben") && !agent.hasSecondFactor)
            _ = try accounts.disableUser(3, by: change(site))
            let first = try accounts.users(after: nil, limit: 3)
            #expect(first.users.map(\.id) == [1, 2, 3] && first.next == 3)
            #expect(first.users.map(\.isDisabled) == [false, false, true])
            let rest = try accounts.users(after: first.next, limit: 3)
            #expect(rest.users.map(\.account.name) == ["Dot", "Eve"] && rest.next == nil)
            #expect(try accounts.user(named: "EVE")?.id == agent.id)
        }
    }

    @Test("the last administrator who can sign in cannot be disabled, deleted or given another role")
    func lastAdministrator() async throws {
        try await withSite { site in
            let accounts = site.store.accounts
            let mark = try site.lastEvent()
            #expect(kind { _ = try accounts.disableUser(1, by: change(site)) } == .conflict)
            #expect(kind { try accounts.deleteUser(1, heir: nil, by: change(site)) } == .conflict)
            #expect(kind { _ = try accounts.setRole("member", of: 1, by: change(site)) } == .conflict)
            #expect(try site.events(after: mark) == [])
            _ = try accounts.setRole("administrator", of: 2, by: change(site))
            _ = try accounts.disableUser(1, by: change(site))
            #expect(kind { _ = try accounts.disableUser(2, by: change(site)) } == .conflict)
        }
    }

    @Test("an agent that is an administrator does not count: it cannot sign in")
    func agentAdministrator() async throws {
        try await withSite { site in
            _ = try site.store.accounts.setRole("administrator", of: 4, by: change(site))
            #expect(kind { _ = try site.store.accounts.disableUser(1, by: change(site)) } == .conflict)
        }
    }

    @Test("nobody raises, resets or removes anybody who may do more than they")
    func reach() async throws {
        try await withSite { site in
            let accounts = site.store.accounts
            _ = try accounts.createRole(
                Role(name: "keeper", permissions: [.usersManage, .tasksRead, .memoryRead]), by: change(site))
            let keeper = Role(name: "keeper", permissions: [.usersManage, .tasksRead, .memoryRead])
            let caller = Caller(
                accountId: 2, name: "Ben", role: keeper, means: .session(id: 2, provedAt: site.clock.now))
            let change = Change(by: caller, at: site.clock.now)
            let token = InvitationToken(hash: [UInt8](repeating: 1, count: 32), expiresAt: site.clock.now)
            #expect(kind { _ = try accounts.setRole("administrator", of: 2, by: change) } == .forbidden)
            #expect(kind { _ = try accounts.setRole("viewer", of: 1, by: change) } == .forbidden)
            #expect(kind { _ = try accounts.makeReset(of: 1, token, by: change) } == .forbidden)
            #expect(kind { _ = try accounts.disableUser(1, by: change) } == .forbidden)
            #expect(kind { try accounts.deleteUser(1, heir: nil, by: change) } == .forbidden)
            #expect(kind { _ = try accounts.invite(role: "member", token, by: change) } == .forbidden)
            let wide = Role(name: "wide", permissions: [.tasksWrite])
            #expect(kind { _ = try accounts.createRole(wide, by: change) } == .forbidden)
            #expect(kind { _ = try accounts.changeRole("keeper", to: [.auditRead], by: change) } == .forbidden)
            #expect(try accounts.setRole("viewer", of: 3, by: change).account.role == "viewer")
        }
    }

    @Test("deleting hands agents over, ends sessions, and takes credentials with it")
    func delete() async throws {
        try await withSite { site in
            let accounts = site.store.accounts
            let agent = try accounts.user(site.makeAgent(of: .ben))
            #expect(kind { try accounts.deleteUser(2, heir: nil, by: change(site)) } == .invalid)
            for heir: Int64 in [2, 4, 99] {
                #expect(kind { try accounts.deleteUser(2, heir: heir, by: change(site)) } == .invalid)
            }
            let mark = try site.lastEvent()
            try accounts.deleteUser(2, heir: 3, by: change(site))
            #expect(
                try site.events(after: mark) == [
                    "account_changed", "account_disabled", "session_ended", "account_deleted",
                ])
            #expect(try accounts.user(agent.id).owner?.id == 3)
            #expect(kind { _ = try accounts.user(2) } == .notFound)
            let left: Int? = try site.store.database.read { tx in
                try tx.value("SELECT count(*) FROM credential WHERE accountId = 2")
            }
            #expect(left == 0)
        }
    }

    @Test("a role in use or built in stays; a free one goes")
    func roles() async throws {
        try await withSite { site in
            let accounts = site.store.accounts
            _ = try accounts.createRole(Role(name: "reader", permissions: [.tasksRead]), by: change(site))
            #expect(
                kind { _ = try accounts.createRole(Role(name: "reader", permissions: []), by: change(site)) }
                    == .conflict)
            #expect(
                kind { _ = try accounts.createRole(Role(name: "member", permissions: []), by: change(site)) }
                    == .conflict)
            _ = try accounts.setRole("reader", of: 2, by: change(site))
            #expect(kind { try accounts.removeRole("reader", by: change(site)) } == .conflict)
            _ = try accounts.setRole("member", of: 2, by: change(site))
            let hash = [UInt8](repeating: 9, count: 32)
            let token = InvitationToken(hash: hash, expiresAt: site.clock.now.adding(seconds: 60))
            let invitation = try accounts.invite(role: "reader", token, by: change(site))
            #expect(kind { try accounts.removeRole("reader", by: change(site)) } == .conflict)
            try accounts.revokeInvitation(invitation.id, by: change(site))
            try accounts.removeRole("reader", by: change(site))
            #expect(kind { try accounts.removeRole("reader", by: change(site)) } == .notFound)
            #expect(kind { try accounts.removeRole("viewer", by: change(site)) } == .conflict)
            #expect(kind { _ = try accounts.changeRole("viewer", to: [], by: change(site)) } == .conflict)
        }
    }

    @Test("a project that a person owned with nobody but an agent is the heir's, as the agent comes disabled")
    func agentsProject() async throws {
        try await withSite { site in
            let (accounts, projects) = (site.store.accounts, site.store.projects)
            let eve = try site.makeAgent(of: .ben)
            let ben = Change(by: Person.ben.caller, at: site.clock.now)
            let id = try projects.createProject(ProjectDraft(name: "Garden"), by: ben).project.id
            _ = try projects.setMember("Eve", .owner, of: id, by: ben)
            let ada = Change(by: Person.ada.caller, at: site.clock.now)
            try accounts.deleteUser(Person.ben.id, heir: Person.cleo.id, by: ada)
            #expect(try accounts.user(eve).isDisabled && accounts.user(eve).owner?.id == Person.cleo.id)
            let members = try projects.project(id, for: Person.cleo.caller).members
            #expect(Set(members.filter { $0.role == .owner }.map(\.account.id)) == [eve, Person.cleo.id])
        }
    }

    @Test("deleting hands over the projects that nobody else owns")
    func projects() async throws {
        try await withSite { site in
            let (accounts, projects) = (site.store.accounts, site.store.projects)
            let ben = Change(by: Person.ben.caller, at: site.clock.now)
            let alone = try projects.createProject(ProjectDraft(name: "Alone"), by: ben).project.id
            let shared = try projects.createProject(ProjectDraft(name: "Shared"), by: ben).project.id
            _ = try projects.setMember("Cleo", .owner, of: shared, by: ben)
            #expect(try accounts.projectsOwnedAlone(by: 2) == 1)
            #expect(kind { try accounts.deleteUser(2, heir: nil, by: change(site)) } == .invalid)
            let mark = try site.lastEvent()
            try accounts.deleteUser(2, heir: 1, by: change(site))
            #expect(try site.events(after: mark) == ["member_set", "session_ended", "account_deleted"])
            #expect(try projects.project(alone, for: Person.ada.caller).members.map(\.role) == [.owner])
            #expect(kind { _ = try projects.project(shared, for: Person.ada.caller) } == .notFound)
        }
    }

    @Test("the audit finds events by who, what, where and when, page by page")
    func audit() async throws {
        try await withSite { site in
            let accounts = site.store.accounts
            try site.make(.task(), by: .ben)
            site.clock.advance(seconds: 60)
            _ = try accounts.setRole("viewer", of: 2, by: change(site))
            var query = AuditQuery()
            query.limit = 1
            let newest = try accounts.audit(query, for: Person.ada.caller)
            #expect(newest.entries.first?.kind == "account_changed" && newest.entries.first?.network == "192.0.2.7")
            #expect(newest.entries.first?.actorName == "Ada" && newest.entries.first?.device == "tests")
            query.olderThan = newest.next
            #expect(try accounts.audit(query, for: Person.ada.caller).entries.first?.kind == "task_created")
            query = AuditQuery()
            query.actor = "BEN"
            query.area = "tasks"
            #expect(try accounts.audit(query, for: Person.ada.caller).entries.map(\.kind) == ["task_created"])
            query.after = site.clock.now
            #expect(try accounts.audit(query, for: Person.ada.caller).entries == [])
            query = AuditQuery()
            query.kind = .account(.sessionStarted)
            query.before = site.clock.now
            #expect(try accounts.audit(query, for: Person.ada.caller).entries.count == 4)
        }
    }
}
