import Auth
import Crypto
import Domain
import Store
import Tasks
import Testing
import TestingElwosa
import Web

/// One line of every area's table: a new area is in the matrix by being named here.
private struct Line {
    let method: Web.Method
    let pattern: String
    let needs: Need

    static func of<Listed: Area>(_ area: Listed.Type) -> [Line] {
        area.routes.map { Line(method: $0.method, pattern: $0.pattern, needs: $0.needs) }
    }

    static let all = of(AuthArea.self) + of(TasksArea.self)

    /// Ways to fill in the pattern: the caller's own object, somebody else's, and one that is not there; one way where
    /// it names no object.
    func targets(own: Int64) -> [String] {
        guard pattern.contains("{") else { return [pattern] }
        return [own, own == 1 ? 2 : 1, 9_999].map { id in
            pattern.replacing("{id}", with: "\(id)").replacing("{step}", with: "\(id)")
                .replacing("{token}", with: "\(id)").replacing("{name}", with: "role-\(id)")
        }
    }
}

/// Who calls, and what the table lets them: everything the expectation is made from.
private struct Column: Sendable {
    let name: String
    var person: Person?
    var token: String?
    let account: Int64
    let permissions: Set<Permission>
    var isFresh = true

    static func role(_ person: Person) -> Column {
        Column(name: person.role.name, person: person, account: person.id, permissions: person.role.permissions)
    }

    /// What the gate answers where it lets nobody through; nil where the handler decides.
    func refusal(_ needs: Need) -> Int? {
        guard needs != .nobody else { return nil }
        guard account != 0 else { return 401 }
        if let permission = needs.permission, !permissions.contains(permission) { return 403 }
        switch needs {
        case .session, .anySession: return token == nil ? nil : 403
        case .freshSession, .anyFreshSession, .freshPermission: return token == nil ? (isFresh ? nil : 401) : 403
        default: return nil
        }
    }

    func request(_ line: Line, _ target: String) -> TestRequest {
        TestRequest(line.method.rawValue, target, body: line.method.isSafe ? "" : "{}")
            .with("Content-Type", line.method.isSafe ? nil : "application/json").with("Accept", "application/json")
            .with("Authorization", token.map { "Bearer \($0)" }).signed(as: token == nil ? person : nil)
    }
}

@Suite("The authorisation matrix", .timeLimit(.minutes(5)))
struct AuthorisationMatrixTests {
    @Test("every route answers every caller as its line in the table says, and refuses without a trace")
    func matrix() async throws {
        var count = 0
        for person in Person.allCases { count += try await walk(.role(person)) { _ in } }
        count += try await walk(Column(name: "nobody", account: 0, permissions: [])) { _ in }
        count += try await walk(
            Column(
                name: "an old proof", person: .ada, account: 1, permissions: Role.administrator.permissions,
                isFresh: false)
        ) { site in site.clock.advance(seconds: Caller.freshSeconds) }
        count += try await walk(Column(name: "disabled", person: .ben, account: 0, permissions: [])) { site in
            _ = try site.store.accounts.disableUser(2, by: change(site))
        }
        for permission in Permission.allCases { count += try await ownRole(permission) }
        count += try await token()
        print("The authorisation matrix: \(count) answers of \(Line.all.count) routes")
        #expect(count > Line.all.count * 12)
    }

    /// A member whose role people defined, with one permission.
    private func ownRole(_ permission: Permission) async throws -> Int {
        let column = Column(name: permission.rawValue, person: .ben, account: 2, permissions: [permission])
        return try await walk(column) { site in
            let role = Role(name: "own", permissions: [permission])
            _ = try site.store.accounts.createRole(role, by: change(site))
            _ = try site.store.accounts.setRole("own", of: 2, by: change(site))
        }
    }

    /// An administrator's token that was made for two things.
    private func token() async throws -> Int {
        let scopes: Set<Permission> = [.tasksRead, .usersManage]
        let text = TokenRules.prefix + Random.token()
        let column = Column(name: "a token", token: text, account: 1, permissions: scopes)
        return try await walk(column) { site in
            let expiry = site.clock.now.adding(seconds: 86_400)
            let token = NewPersonalToken(
                accountId: 1, name: "matrix", tokenHash: SHA256.hash(text), scopes: scopes, expiresAt: expiry)
            _ = try site.store.accounts.makePersonalToken(token, by: change(site))
        }
    }

    private func change(_ site: TestSite) -> Change { Change(by: Person.ada.caller, at: site.clock.now) }

    /// One caller at every route and object.
    private func walk(_ column: Column, _ prepare: @escaping (TestSite) throws -> Void) async throws -> Int {
        var count = 0
        // What is refused changes nothing, so all of that is asked of one site.
        try await withSite(.direct) { site throws in
            _ = try site.make(.task(steps: ["One"]))
            try prepare(site)
            for line in Line.all where column.refusal(line.needs) != nil || line.method.isSafe {
                for target in line.targets(own: max(column.account, 1)) {
                    try check(line, target, column, site)
                    count += 1
                }
            }
        }
        for line in Line.all where column.refusal(line.needs) == nil && !line.method.isSafe {
            for target in line.targets(own: max(column.account, 1)) {
                // It may end the session or the account itself, so each has a site of its own.
                try await withSite(.direct) { site throws in
                    _ = try site.make(.task(steps: ["One"]))
                    try prepare(site)
                    try check(line, target, column, site)
                }
                count += 1
            }
        }
        return count
    }

    private func check(_ line: Line, _ target: String, _ column: Column, _ site: TestSite) throws {
        let mark = try site.lastEvent()
        let status = try site.send(column.request(line, target)).status
        let words = "\(line.method.rawValue) \(target) by \(column.name): \(status)"
        if let refusal = column.refusal(line.needs) {
            let events = try site.events(after: mark)
            #expect(status == refusal && events == [], "\(words), expected \(refusal)")
        } else if line.needs == .nobody {
            #expect(status != 403 && status < 500, "\(words)")
        } else {
            let isAbsent = target.contains("9999")
            #expect(status != 401 && status != 405 && status < 500 && !(isAbsent && status < 400), "\(words)")
        }
    }
}
