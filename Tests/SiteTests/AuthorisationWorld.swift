import AuthDomain
import AuthStore
import Crypto
import Domain
import HouseStore
import Store
import TaskDomain
import TaskStore
import TestingElwosa

/// The house that a caller finds who walks through the matrix.
///
/// Of each person, under the number of its account: a task with a step and a comment, a task in the trash, a label, a
/// view, a token, and a change to take back. Somebody who may nothing, a role that nobody has, open invitations. And of
/// that somebody five projects (and spaces of memory, `MatrixSpaces`), each with a task and one in the trash: in the first four the caller has a role.
struct MatrixWorld {
    static let fay: Int64 = 5
    private static let projects: [MatrixObject] = [.viewed, .commented, .edited, .owned, .hidden]

    private var tasks: [MatrixObject: Int64] = [:]
    private var trash: [MatrixObject: Int64] = [:]
    private var changes: [Int64: Int64] = [:]
    private let life: Life
    /// From each person's inbox, under the number of its account.
    private var ownTrash: [Int64: Int64] = [:]
    private var memory: MatrixSpaces

    init(_ site: TestSite, for account: Int64, _ prepare: (TestSite) throws -> Void) throws {
        life = site.store.life
        memory = try MatrixSpaces(site)
        for person in Person.allCases { try furnish(site, person) }
        try furnishAccounts(site)
        for (place, object) in Self.projects.enumerated() {
            let role = place < ProjectRole.allCases.count ? ProjectRole.allCases[place] : nil
            try furnishProject(site, object, role, of: Person.allCases.first { $0.id == account })
        }
        let fay = Caller(accountId: Self.fay, name: "Fay", role: .member, means: .commandLine)
        try memory.furnishShared(site, fay, person: Person.allCases.first { $0.id == account })
        try prepare(site)
    }

    private mutating func furnish(_ site: TestSite, _ person: Person) throws {
        let change = Change(by: person.caller, at: site.clock.now)
        let task = try site.make(.task(description: "- [ ] One", steps: ["One"]), by: person)
        _ = try site.store.tasks.addComment("- [ ] Well", to: task.id, by: change)
        _ = try site.store.projects.createLabel(person.name, .grey, by: change)
        _ = try site.store.projects.saveView("x", "", by: change)
        changes[person.id] = try site.store.tasks.update(
            task.id, TaskPatch(priority: .high), ifVersion: nil, by: change
        ).change
    }

    private mutating func furnishAccounts(_ site: TestSite) throws {
        let (accounts, change) = (site.store.accounts, Change(by: .commandLine, at: site.clock.now))
        let expiry = site.clock.now.adding(seconds: 86_400)
        for name in ["nothing", "spare"] { _ = try accounts.createRole(Role(name: name, permissions: []), by: change) }
        _ = try accounts.createUser(
            try NewUser(name: "Fay", role: "nothing", standing: .person(passwordHash: "$x")), by: change)
        for person in Person.allCases {
            let token = NewPersonalToken(
                accountId: person.id, name: "x", tokenHash: SHA256.hash(person.name), scopes: [.tasksRead],
                expiresAt: expiry)
            _ = try accounts.makePersonalToken(token, by: change)
            let invitation = InvitationToken(hash: SHA256.hash("\(person.id)"), expiresAt: expiry)
            _ = try accounts.invite(role: "nothing", invitation, by: change)
            let deleted = try site.make(.task("Gone"), by: person)
            try site.store.tasks.delete(deleted.id, ifVersion: nil, by: change)
            ownTrash[person.id] = deleted.id
        }
    }

    private mutating func furnishProject(
        _ site: TestSite, _ object: MatrixObject, _ role: ProjectRole?, of person: Person?
    ) throws {
        let fay = Caller(accountId: Self.fay, name: "Fay", role: .member, means: .commandLine)
        let change = Change(by: fay, at: site.clock.now)
        let project = try site.store.projects.createProject(
            ProjectDraft(name: "\(object)", description: "- [ ] One"), by: change
        ).project
        if let role, let person { _ = try site.store.projects.setMember(person.name, role, of: project.id, by: change) }
        var draft = try TaskDraft.task(description: "- [ ] One", steps: ["One"])
        draft.projectId = project.id
        try memory.furnish(site, object, project: project.id, fay)
        let (task, gone) = (
            try site.store.tasks.create(draft, by: change).task, try site.store.tasks.create(draft, by: change).task
        )
        _ = try site.store.tasks.addComment("- [ ] Well", to: task.id, by: change)
        try site.store.tasks.delete(gone.id, ifVersion: nil, by: change)
        (tasks[object], trash[object]) = (task.id, gone.id)
    }

    /// An address of a pattern, with these numbers in it.
    func address(_ pattern: String, _ numbers: [String: Int64]) -> String {
        numbers.reduce(pattern) { address, number in
            let text = number.key == "mark" ? EventMark(number.value, in: life).description : "\(number.value)"
            return address.replacing("{\(number.key)}", with: text)
        }
    }

    /// The numbers that stand in the addresses of a pattern, by the object that they name.
    func numbers(in pattern: String, of account: Int64) -> [(MatrixObject, [String: Int64])] {
        if pattern.hasPrefix("/memory") { return memory.numbers(in: pattern, of: account) }
        let (own, other) = (max(account, 1), account == 1 ? 2 : 1 as Int64)
        let all = { (number: Int64) in
            [
                "id": number, "box": number == 9_999 ? number : 1, "step": number, "token": number, "comment": number,
                "mark": changes[number] ?? number,
            ]
        }
        let absent = (MatrixObject.absent, all(9_999).merging(["account": own]) { $1 })
        if pattern.hasPrefix("/trash") {
            let inboxes = [(MatrixObject.own, own), (.foreign, other)].map { ($0, ["id": ownTrash[$1] ?? 0]) }
            return inboxes + trash.map { ($0, ["id": $1]) } + [absent]
        }
        if pattern.hasPrefix("/projects") {
            let leaves = (MatrixObject.own, ["id": 1, "account": own])
            let projects = Self.projects.enumerated().map { place, object in
                (object, ["id": Int64(place + 1), "box": 1, "account": Self.fay])
            }
            return projects + [absent] + (pattern.contains("{account}") ? [leaves] : [])
        }
        let isAccount = pattern.hasPrefix("/users/{id}")
        var found = [(.own, all(own)), (.foreign, all(isAccount ? Self.fay : other)), absent]
        if isAccount { found[1].1["token"] = other }
        if pattern.hasPrefix("/users/{id}/tokens") { found.append((.agent, all(Person.dot.id))) }
        if pattern.contains("{step}") || pattern.contains("{token}") || pattern.contains("{comment}") {
            found.append((.crossed, all(other).merging(["id": own]) { $1 }))
        }
        guard pattern.hasPrefix("/tasks/{id}") else { return found }
        return found
            + Self.projects.enumerated().map { place, object in
                // Steps and comments are numbered in the order in which they were made; the deleted task had a step too.
                (
                    object,
                    ["id": tasks[object] ?? 0, "box": 1, "step": Int64(5 + 2 * place), "comment": Int64(5 + place)]
                )
            }
    }
}

enum MatrixLine {
    /// The addresses of a pattern, by the object that each names; one where it names none.
    static func targets(
        _ pattern: String, of account: Int64, _ world: MatrixWorld
    ) -> [(object: MatrixObject, address: String)] {
        guard pattern.contains("{") else { return [(.own, pattern)] }
        if pattern.contains("{name}") {
            return [(.own, "spare"), (.foreign, "member"), (.absent, "role-9999")]
                .map { object, name in (object, pattern.replacing("{name}", with: name)) }
        }
        return world.numbers(in: pattern, of: account).map { object, numbers in
            (object, world.address(pattern, numbers))
        }
    }
}
