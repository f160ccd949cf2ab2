import AreaTables
import AuthDomain
import AuthStore
import Crypto
import Domain
import HouseStore
import Store
import Testing
import TestingElwosa
import Web

/// A caller, and what the table lets them: everything the expectation is made from.
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

    /// The gate's answer where it lets nobody through; nil where the handler decides.
    func refusal(_ needs: Requirement) -> Int? {
        guard needs != .nobody else { return nil }
        guard account != 0 else { return 401 }
        if let permission = needs.permission, !permissions.contains(permission) { return 403 }
        switch needs {
        case .session, .anySession: return token == nil ? nil : 403
        case .freshSession, .anyFreshSession, .freshPermission: return token == nil ? (isFresh ? nil : 401) : 403
        default: return nil
        }
    }

    /// The handler's answer, as it is declared for the line.
    func status(_ answer: MatrixAnswer, _ object: MatrixObject) -> Int? {
        if account == 0, let stranger = answer.stranger { return stranger }
        if object == .own, person == .ada, let last = answer.lastAdministrator { return last }
        if object == .foreign, permissions.contains(.usersManage), let any = answer.administrator { return any }
        if object == .agent, !permissions.contains(.tasksRead), let beyond = answer.beyond { return beyond }
        return answer.statuses[object]
    }

    func request(_ line: ListedRoute, _ target: String, sending body: String) -> TestRequest {
        TestRequest(line.method.rawValue, target, body: line.method.isSafe ? "" : body)
            .with("Content-Type", line.method.isSafe ? nil : "application/json").with("Accept", "application/json")
            .with("Authorization", token.map { "Bearer \($0)" }).signed(as: token == nil ? person : nil)
    }
}

@Suite("The authorisation matrix", .timeLimit(.minutes(15)))
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
        print("The authorisation matrix: \(count) answers of \(AreaName.allRoutes.count) routes")
        #expect(count > AreaName.allRoutes.count * 12)
    }

    @Test("the answers are declared for every line, and for nothing else")
    func declared() {
        #expect(Set(MatrixAnswer.all.keys) == Set(AreaName.allRoutes.map(\.name)))
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
        var (count, changing) = (0, [] as [(ListedRoute, MatrixObject)])
        // What is refused changes nothing, so all of that is asked of one site.
        try await withSite { site throws in
            let world = try MatrixWorld(site, for: column.account, prepare)
            for line in AreaName.allRoutes {
                for (object, target) in MatrixLine.targets(line.pattern, of: column.account, world) {
                    guard try line.method.isSafe || isRefused(line, object, column) else {
                        changing.append((line, object))
                        continue
                    }
                    try check(line, object, target, column, site)
                    count += 1
                }
            }
        }
        for (line, object) in changing {
            // It may end the session or the account itself, so each has a site of its own.
            try await withSite { site throws in
                let world = try MatrixWorld(site, for: column.account, prepare)
                let target = MatrixLine.targets(line.pattern, of: column.account, world).first { $0.object == object }
                try check(line, object, try #require(target).address, column, site)
            }
            count += 1
        }
        return count
    }

    private func isRefused(_ line: ListedRoute, _ object: MatrixObject, _ column: Column) throws -> Bool {
        try (expected(line, object, column) ?? 400) >= 400
    }

    private func expected(_ line: ListedRoute, _ object: MatrixObject, _ column: Column) throws -> Int? {
        try column.refusal(line.needs) ?? column.status(#require(MatrixAnswer.all[line.name]), object)
    }

    private func check(
        _ line: ListedRoute, _ object: MatrixObject, _ target: String, _ column: Column, _ site: TestSite
    ) throws {
        let answer = try #require(MatrixAnswer.all[line.name])
        let expected = try expected(line, object, column)
        let mark = try site.lastEvent()
        let status = try site.send(column.request(line, target, sending: answer.body)).status
        #expect(status == expected, "\(line.method.rawValue) \(target) (\(object)) by \(column.name)")
        // What is refused or not there leaves no trace, nor does what only reads.
        guard status >= 400 || line.method.isSafe else { return }
        #expect(try site.events(after: mark) == [], "\(line.method.rawValue) \(target) by \(column.name)")
    }
}
