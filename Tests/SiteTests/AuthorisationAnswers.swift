/// The object that a request names.
enum MatrixObject: CaseIterable {
    /// The caller's own.
    case own
    /// Another's.
    case foreign
    /// One that is not there.
    case absent
    /// An agent, with a token of its own: only where the address is one of an agent's tokens.
    case agent
    /// The caller's own, and in it one that is another's, where an address has two.
    case crossed
    /// In projects in which the caller has these roles, and in one of which it is no member.
    case viewed, commented, edited, owned, hidden
    /// Shared spaces of memory: another's that the caller reads or writes, and the caller's own.
    case opened, openedToWrite, openedByCaller
}

/// The answer of a line of a route table to whoever passes the gate, with the body that it is sent.
struct MatrixAnswer {
    var body = "{}"
    var statuses: [MatrixObject: Int] = [:]
    /// To somebody who is not signed in, where nobody has to be.
    var stranger: Int?
    /// For an own account that is the last administrator's.
    var lastAdministrator: Int?
    /// For another's, to whoever looks after users.
    var administrator: Int?
    /// For an agent's token that may more than the caller.
    var beyond: Int?

    /// An address that names no object.
    static func plain(_ status: Int, stranger: Int? = nil, sending body: String = "{}") -> Self {
        Self(body: body, statuses: [.own: status], stranger: stranger)
    }

    /// Objects that are everybody's who has the permission.
    static func shared(_ status: Int, sending body: String = "{}") -> Self {
        Self(body: body, statuses: [.own: status, .foreign: status, .absent: 404, .crossed: 404])
    }

    /// Tasks and what is theirs: in an inbox that account's, in a project its members' alone, from `role` on.
    static func task(_ status: Int, from role: MatrixObject = .edited, sending body: String = "{}") -> Self {
        shared(status, sending: body).but([.foreign: 404]).inProjects(status, from: role)
    }

    /// Projects, from `role` on.
    static func project(_ status: Int, from role: MatrixObject = .owned, sending body: String = "{}") -> Self {
        Self(body: body, statuses: [.absent: 404]).inProjects(status, from: role)
    }

    /// A member in too low a role hears so, and whoever is none that nothing is there.
    private func inProjects(_ status: Int, from role: MatrixObject) -> Self {
        let roles: [MatrixObject] = [.viewed, .commented, .edited, .owned]
        var answer = self
        for object in roles { answer.statuses[object] = 403 }
        for object in roles[roles.firstIndex(of: role)!...] { answer.statuses[object] = status }
        answer.statuses[.hidden] = 404
        return answer
    }

    /// With other answers for some objects.
    func but(_ others: [MatrixObject: Int?], administrator: Int? = nil) -> Self {
        var answer = self
        for (object, status) in others { answer.statuses[object] = status }
        answer.administrator = administrator
        return answer
    }

    /// Objects that are nobody else's: to all others they are not there.
    static func own(_ status: Int, sending body: String = "{}") -> Self {
        Self(body: body, statuses: [.own: status, .foreign: 404, .absent: 404])
    }

    /// Accounts, of which the last administrator's stays what it is.
    static func account(_ status: Int, lastAdministrator: Int? = nil, sending body: String = "{}") -> Self {
        var answer = shared(status, sending: body)
        answer.lastAdministrator = lastAdministrator
        return answer
    }

    /// Tokens of an agent; a person's are out of reach.
    static func agent(_ status: Int, beyond: Int? = nil, sending body: String = "{}") -> Self {
        Self(
            body: body, statuses: [.own: 403, .foreign: 403, .absent: 404, .agent: status, .crossed: 403],
            beyond: beyond)
    }

    /// Roles: `own` is one that people defined, `foreign` a built-in one.
    static func role(_ status: Int, builtIn: Int, sending body: String = "{}") -> Self {
        Self(body: body, statuses: [.own: status, .foreign: builtIn, .absent: 404])
    }
}

extension MatrixAnswer {
    /// Every line that has a handler behind the gate, area by area, in the order of their tables.
    static let all: [String: MatrixAnswer] = signingIn.merging(account) { $1 }.merging(people) { $1 }
        .merging(tasks) { $1 }.merging(projects) { $1 }.merging(memory) { $1 }.merging(live) { $1 }

    private static let signingIn: [String: MatrixAnswer] = [
        "GET /setup": .plain(404, stranger: 404),
        "POST /setup": .plain(404, stranger: 404),
        "GET /auth/login": .plain(303, stranger: 200),
        "POST /auth/login": .plain(422, stranger: 422),
        "POST /auth/logout": .plain(204, stranger: 204),
        "POST /auth/login/code": .plain(422, stranger: 422),
        "POST /auth/refresh": .plain(401, stranger: 401),
        "GET /auth/verify": .plain(204, stranger: 401),
        "GET /invitation": .plain(404, stranger: 404),
        "POST /invitation": .plain(422, stranger: 422),
        "GET /reset": .plain(404, stranger: 404),
        "POST /reset": .plain(422, stranger: 422),
    ]

    private static let account: [String: MatrixAnswer] = [
        "GET /auth/proof": .plain(200),
        "POST /auth/proof": .plain(422),
        "GET /account": .plain(200),
        "GET /account/password": .plain(200),
        "PUT /account/password": .plain(422),
        "GET /account/appearance": .plain(200),
        "PUT /account/appearance": .plain(200),
        "GET /account/factor": .plain(200),
        "POST /account/factor": .plain(201),
        "DELETE /account/factor": .plain(204),
        "POST /account/factor/confirmation": .plain(422),
        "POST /account/factor/codes": .plain(409),
        "GET /auth/sessions": .plain(200),
        "DELETE /auth/sessions": .plain(200),
        "DELETE /auth/sessions/{id}": .own(204),
        "GET /auth/tokens": .plain(200),
        "POST /auth/tokens": .plain(422),
        "DELETE /auth/tokens/{id}": .own(204),
    ]

    private static let people: [String: MatrixAnswer] = [
        "GET /users": .plain(200),
        "POST /users": .plain(201, sending: #"{"name":"Gil","role":"nothing"}"#),
        "GET /users/new": .plain(200),
        "GET /users/{id}": .account(200),
        "PATCH /users/{id}": .account(200, lastAdministrator: 409, sending: #"{"role":"nothing"}"#),
        "DELETE /users/{id}": .account(204, lastAdministrator: 409, sending: #"{"heir":1}"#),
        "GET /users/{id}/delete": .account(200),
        "POST /users/{id}/disablement": .account(200, lastAdministrator: 409),
        "DELETE /users/{id}/disablement": .account(200),
        "POST /users/{id}/reset": .account(201),
        "GET /users/{id}/tokens": .agent(200),
        // The agent has something in its inbox, which is nobody else's to see.
        "POST /users/{id}/tokens": .agent(403, beyond: 422, sending: #"{"name":"x","scopes":["tasks:read"]}"#),
        "DELETE /users/{id}/tokens/{token}": .agent(204, beyond: 403),
        "GET /users/invitations": .plain(200),
        "POST /users/invitations": .plain(201, sending: #"{"role":"nothing"}"#),
        "DELETE /users/invitations/{id}": .shared(204),
        "GET /roles": .plain(200),
        "POST /roles": .plain(201, sending: #"{"name":"new","permissions":[]}"#),
        "GET /roles/{name}": .role(200, builtIn: 200),
        "PATCH /roles/{name}": .role(200, builtIn: 409, sending: #"{"permissions":[]}"#),
        "DELETE /roles/{name}": .role(204, builtIn: 409),
        "GET /audit": .plain(200),
        "GET /audit/erasure": .plain(200),
        "POST /audit/erasure": .plain(200, sending: #"{"text":"nowhere to be seen"}"#),
    ]

    private static let tasks: [String: MatrixAnswer] = [
        "GET /": .plain(200),
        "GET /tasks": .plain(200),
        "GET /tasks/help": .plain(200),
        "GET /tasks/suggestions": .plain(200),
        "GET /board": .plain(200),
        "POST /tasks": .plain(201, sending: #"{"title":"x"}"#),
        "GET /tasks/export": .plain(400),
        "GET /tasks/import": .plain(200),
        "POST /tasks/import": .plain(422),
        "POST /tasks/batch": .plain(200, sending: #"{"commands":[{"create":{"title":"x"}}]}"#),
        "GET /tasks/new": .plain(200),
        "GET /tasks/{id}": .task(200, from: .viewed),
        "PUT /tasks/{id}": .task(200, sending: #"{"title":"x"}"#),
        "PATCH /tasks/{id}": .task(200, sending: #"{"title":"x"}"#),
        "DELETE /tasks/{id}": .task(204),
        "GET /tasks/{id}/edit": .task(200),
        "GET /tasks/{id}/delete": .task(200),
        "POST /tasks/{id}/completion": .task(200),
        "DELETE /tasks/{id}/completion": .task(200),
        "POST /tasks/{id}/boxes/{box}": .task(200),
        "DELETE /tasks/{id}/boxes/{box}": .task(200),
        "POST /tasks/{id}/steps": .task(200, sending: #"{"title":"x"}"#),
        "PATCH /tasks/{id}/steps/{step}": .task(200, sending: #"{"title":"x"}"#),
        "DELETE /tasks/{id}/steps/{step}": .task(200),
        "POST /tasks/{id}/steps/{step}/completion": .task(200),
        "DELETE /tasks/{id}/steps/{step}/completion": .task(200),
        "POST /tasks/{id}/steps/{step}/subtask": .task(200),
        "GET /tasks/{id}/citations": .task(200, from: .viewed),
        "GET /tasks/{id}/comments": .task(200, from: .viewed),
        "POST /tasks/{id}/comments": .task(201, from: .commented, sending: #"{"text":"x"}"#),
        "GET /tasks/{id}/comments/{comment}": .task(200, from: .viewed),
        "PATCH /tasks/{id}/comments/{comment}": .task(403, sending: #"{"text":"x"}"#).but([.own: 200]),
        "DELETE /tasks/{id}/comments/{comment}": .task(204, from: .owned),
        "POST /tasks/{id}/comments/{comment}/boxes/{box}": .task(403).but([.own: 200]),
        "DELETE /tasks/{id}/comments/{comment}/boxes/{box}": .task(403).but([.own: 200]),
        "GET /tasks/{id}/history": .task(200, from: .viewed),
        "GET /tasks/changes": .plain(200),
        "POST /tasks/changes/{mark}/undo": .own(200),
        "GET /trash": .plain(200),
        "POST /trash/{id}/restoration": .task(200),
    ]

    private static let projects: [String: MatrixAnswer] = [
        "GET /projects": .plain(200),
        "POST /projects": .plain(201, sending: #"{"name":"x"}"#),
        "GET /projects/{id}": .project(200, from: .viewed),
        "PATCH /projects/{id}": .project(200, sending: #"{"name":"x"}"#),
        // Every one of them has a task.
        "DELETE /projects/{id}": .project(409),
        "GET /projects/{id}/delete": .project(200),
        "POST /projects/{id}/archive": .project(200),
        "DELETE /projects/{id}/archive": .project(200),
        "POST /projects/{id}/boxes/{box}": .project(200),
        "DELETE /projects/{id}/boxes/{box}": .project(200),
        "POST /projects/{id}/members": .project(200, sending: #"{"account":"Fay","role":"viewer"}"#),
        // Somebody else; everybody may go.
        "DELETE /projects/{id}/members/{account}": .project(204).but([.own: 204]),
        "GET /labels": .plain(200),
        "POST /labels": .plain(201, sending: #"{"name":"new"}"#),
        "GET /labels/{id}": .own(200),
        "PATCH /labels/{id}": .own(200, sending: #"{"colour":"red"}"#),
        "DELETE /labels/{id}": .own(204),
        "GET /labels/{id}/delete": .own(200),
        "GET /views": .plain(200),
        "POST /views": .plain(201, sending: #"{"name":"x","query":"is:open"}"#),
        "GET /views/{id}": .own(200),
        "PATCH /views/{id}": .own(200, sending: #"{"name":"x"}"#),
        "DELETE /views/{id}": .own(204),
    ]

    private static let live: [String: MatrixAnswer] = [
        // Neither a handshake nor with topics.
        "GET /live/socket": .plain(426),
        "GET /live/events": .plain(400),
        "POST /live/renewal": .plain(200),
    ]
}
