extension MatrixAnswer {
    /// Spaces of memory and what is in them: one's own, those of projects in a role, and shared ones; from `role` on.
    private static func space(
        _ status: Int, from role: MatrixObject = .edited, sending body: String = "{}"
    ) -> Self {
        let isReader = role == .viewed
        let isWriter = isReader || role == .edited
        var answer = Self(body: body, statuses: [.own: status, .foreign: 404, .absent: 404])
        for (object, may) in [
            (MatrixObject.viewed, isReader), (.commented, isReader), (.edited, isWriter), (.owned, true),
            (.opened, isReader), (.openedToWrite, isWriter), (.openedByCaller, true),
        ] { answer.statuses[object] = may ? status : 403 }
        answer.statuses[.hidden] = 404
        return answer
    }

    static let memory: [String: MatrixAnswer] = [
        "GET /memory": .plain(200),
        "GET /memory/tail": .plain(200),
        "GET /memory/expiring": .plain(200),
        // Whoever may ask is told that a question is missing.
        "GET /memory/search": .plain(422),
        "GET /memory/context": .plain(422),
        "POST /memory/context": .plain(200, sending: #"{"question":"x"}"#),
        "POST /memory/spaces": .plain(201, sending: #"{"kind":"shared","name":"x"}"#),
        "GET /memory/spaces/{id}": .space(200, from: .viewed),
        "PATCH /memory/spaces/{id}": .space(200, from: .owned, sending: #"{"name":"x"}"#),
        "DELETE /memory/spaces/{id}": .space(204, from: .owned, sending: #"{"entries":1}"#),
        "GET /memory/spaces/{id}/delete": .space(200, from: .owned),
        "GET /memory/spaces/{id}/readings": .space(200, from: .owned),
        "GET /memory/spaces/{id}/export": .space(200, from: .viewed),
        // JSON that is no file is refused once it is known who brings it.
        "POST /memory/spaces/{id}/import": .space(415),
        "GET /memory/spaces/{id}/clear": .space(200),
        "GET /memory/spaces/{id}/new": .space(200),
        // Only a shared space has members of its own.
        "POST /memory/spaces/{id}/members": .space(
            409, from: .owned, sending: #"{"account":"Fay","role":"reader"}"#
        ).but([.openedByCaller: 200]),
        // Whoever is the account itself may leave, which nobody is here.
        "DELETE /memory/spaces/{id}/members/{account}": .space(409, from: .owned).but([.openedByCaller: 204]),
        "GET /memory/{space}": .space(200, from: .viewed),
        "POST /memory/{space}": .space(201, sending: #"{"content":"x"}"#),
        "DELETE /memory/{space}": .space(200, sending: #"{"count":1}"#),
        "GET /memory/{space}/{key}": .space(200, from: .viewed),
        "PUT /memory/{space}/{key}": .space(200, sending: #"{"content":"x"}"#),
        "PATCH /memory/{space}/{key}": .space(200, sending: #"{"importance":3}"#),
        "DELETE /memory/{space}/{key}": .space(204),
        "GET /memory/{space}/{key}/edit": .space(200),
        "GET /memory/{space}/{key}/delete": .space(200),
        "POST /memory/{space}/{key}/additions": .space(200, sending: #"{"content":"x"}"#),
        "POST /memory/{space}/{key}/erasure": .space(204, from: .owned),
        "GET /memory/{space}/{key}/citations": .space(200, from: .viewed),
        "GET /memory/{space}/{key}/versions": .space(200, from: .viewed),
        "POST /memory/{space}/{key}/versions/{version}/restoration": .space(200),
        "POST /memory/changes/{mark}/undo": .own(200),
    ]
}
