import AuthDomain
import AuthStore
import Domain
import HouseStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("Invitations and reset links in SQLite")
struct InvitationRepositoryTests {
    private static let client = Client(network: "192.0.2.7", device: "tests")
    private let change = Change(by: Person.ada.caller, at: TestClock.start)

    private func token(_ number: UInt8, seconds: Int64 = 60) -> InvitationToken {
        InvitationToken(
            hash: [UInt8](repeating: number, count: 32), expiresAt: TestClock.start.adding(seconds: seconds))
    }

    private func accept(_ site: TestSite, _ number: UInt8, _ name: String, at seconds: Int64 = 0) throws -> Account {
        try site.store.accounts.acceptInvitation(
            tokenHash: token(number).hash, name: name, passwordHash: "$hash", from: Self.client,
            at: TestClock.start.adding(seconds: seconds))
    }

    @Test("an invitation makes one person of its role, and a taken name leaves it good")
    func accept() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let made = try accounts.invite(role: "viewer", token(1), by: change)
            #expect(made.purpose == .join(role: "viewer") && made.maker == "Ada")
            let mark = try site.lastEvent()
            #expect(throws: Failure(.taken, field: "name", kind: .conflict)) { try accept(site, 1, "BEN") }
            #expect(try accounts.invitations(at: TestClock.start) == [made])
            #expect(try site.events(after: mark) == [])
            let account = try accept(site, 1, "Eve")
            #expect(account.role == "viewer" && account.kind == .person)
            #expect(try accounts.credential(name: "eve")?.passwordHash == "$hash")
            #expect(throws: Failure.linkGone) { try accept(site, 1, "Fay") }
            #expect(try site.events(after: mark) == ["invitation_used", "account_created"])
        }
    }

    @Test("one that has expired is not found, and the next that is made deletes none")
    func expired() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            _ = try accounts.invite(role: "viewer", token(1), by: change)
            #expect(throws: Failure.linkGone) { try accept(site, 1, "Eve", at: 60) }
            let later = TestClock.start.adding(seconds: 60)
            #expect(try accounts.invitations(at: later) == [])
            _ = try accounts.invite(
                role: "viewer", token(2, seconds: 120), by: Change(by: Person.ada.caller, at: later))
            let left = try site.store.database.read { tx in try tx.value("SELECT count(*) FROM invitation") ?? 0 }
            #expect(left == 2)
        }
    }

    @Test("nobody invites into a role that permits more than their own, or that is not there")
    func reach() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let mark = try site.lastEvent()
            let ben = Change(by: Person.ben.caller, at: TestClock.start)
            let beyond = #expect(throws: Failure.self) { try accounts.invite(role: "administrator", token(1), by: ben) }
            let odd = #expect(throws: Failure.self) { try accounts.invite(role: "odd", token(1), by: change) }
            let reset = #expect(throws: Failure.self) { try accounts.makeReset(of: Person.ada.id, token(1), by: ben) }
            #expect(beyond?.kind == .forbidden && odd?.field == "role" && reset?.kind == .forbidden)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("nobody withdraws an invitation into a role that permits more than their own")
    func revokeReach() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let made = try accounts.invite(role: "administrator", token(1), by: change)
            let mark = try site.lastEvent()
            let beyond = #expect(throws: Failure.self) {
                try accounts.revokeInvitation(made.id, by: Change(by: Person.ben.caller, at: TestClock.start))
            }
            #expect(beyond?.kind == .forbidden && beyond?.field == "role")
            #expect(try site.events(after: mark) == [])
            #expect(try accounts.invitations(at: TestClock.start) == [made])
        }
    }

    @Test("a reset link sets the password of its account, ends its sessions, and makes the one before it void")
    func reset() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            _ = try accounts.makeReset(of: Person.ben.id, token(1), by: change)
            let made = try accounts.makeReset(of: Person.ben.id, token(2), by: change)
            #expect(made.purpose == .reset(accountId: Person.ben.id, name: "Ben"))
            #expect(try accounts.invitations(at: TestClock.start) == [])
            let reset = { (number: UInt8) in
                try accounts.resetPassword(
                    tokenHash: token(number).hash, passwordHash: "$new", from: Self.client, at: TestClock.start)
            }
            let mark = try site.lastEvent()
            #expect(throws: Failure.linkGone) { try reset(1) }
            #expect(try reset(2).id == Person.ben.id)
            #expect(throws: Failure.linkGone) { try reset(2) }
            #expect(try accounts.credential(name: "Ben")?.passwordHash == "$new")
            #expect(try accounts.family(Person.ben.id) == nil && accounts.family(Person.ada.id) != nil)
            #expect(try site.events(after: mark) == ["password_changed", "session_ended"])
        }
    }

    @Test("an invitation is no reset link and cannot be revoked as one, and the other way round")
    func purposes() async throws {
        try await withSite { site throws in
            let accounts = site.store.accounts
            let join = try accounts.invite(role: "viewer", token(1), by: change)
            let reset = try accounts.makeReset(of: Person.ben.id, token(2), by: change)
            #expect(throws: Failure.linkGone) { try accept(site, 2, "Eve") }
            #expect(throws: Failure.linkGone) {
                try accounts.resetPassword(
                    tokenHash: token(1).hash, passwordHash: "$new", from: Self.client, at: TestClock.start)
            }
            #expect(throws: Failure.notFound) { try accounts.revokeInvitation(reset.id, by: change) }
            let mark = try site.lastEvent()
            try accounts.revokeInvitation(join.id, by: change)
            #expect(throws: Failure.notFound) { try accounts.revokeInvitation(join.id, by: change) }
            #expect(try site.events(after: mark) == ["invitation_revoked"])
        }
    }
}
