import Domain
import HTML
import Input
import JSON
import TaskDomain
import TaskFormats
import Web

extension TasksArea {
    static let projectRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.get, "/projects", needs: .tasksRead, handle: listProjects),
        AreaRoute(.post, "/projects", needs: .tasksWrite, handle: createProject),
        AreaRoute(.get, "/projects/{id}", needs: .tasksRead, handle: showProject),
        AreaRoute(.patch, "/projects/{id}", needs: .tasksWrite, handle: updateProject),
        AreaRoute(.delete, "/projects/{id}", needs: .tasksWrite, handle: deleteProject),
        AreaRoute(.get, "/projects/{id}/delete", needs: .tasksWrite, handle: confirmDeleteProject),
        AreaRoute(.post, "/projects/{id}/archive", needs: .tasksWrite, twice: .settles, handle: archiveProject),
        AreaRoute(.delete, "/projects/{id}/archive", needs: .tasksWrite, handle: unarchiveProject),
        AreaRoute(.post, "/projects/{id}/members", needs: .tasksWrite, twice: .settles, handle: setMember),
        AreaRoute(.delete, "/projects/{id}/members/{account}", needs: .tasksWrite, handle: removeMember),
    ]

    /// The caller's projects by name, archived ones only with `archived=true`.
    func listProjects(_ exchange: Exchange) throws(Failure) -> Response {
        let archived = try Self.archived(exchange)
        let found = try projects.projects(archived: archived, for: exchange.caller)
        guard exchange.wantsPage else {
            return exchange.json(.ok, ListJSON("projects", found.map(ProjectSummaryJSON.init)))
        }
        return try projectsPage(exchange, found, showsArchived: archived, typed: "", failure: nil)
    }

    /// - Errors: `.malformed` naming the parameter.
    private static func archived(_ exchange: Exchange) throws(Failure) -> Bool {
        try exchange.query { fields throws(Failure) in try fields.bool("archived") ?? false }
    }

    func showProject(_ exchange: Exchange) throws(Failure) -> Response {
        let detail = try projects.project(exchange.id("id"), for: exchange.caller)
        guard exchange.wantsPage else {
            return Self.resource(exchange, detail)
        }
        return try projectPage(exchange, detail, failure: nil)
    }

    func createProject(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        return try exchange.form(showing: [.invalid]) { () throws(Failure) in
            let draft = try ProjectDraft(
                name: fields.requiredText("name"), description: fields.text("description") ?? "")
            try fields.finish()
            let detail = try projects.createProject(draft, by: exchange.change())
            let link = Link.to("projects", detail.project.id)
            guard exchange.wantsPage else {
                return Self.resource(exchange, detail, status: .created, headers: [("Location", link.address)])
            }
            return exchange.seeOther(link)
        } again: { failure throws(Failure) in
            let found = try projects.projects(archived: false, for: exchange.caller)
            return try projectsPage(exchange, found, typed: fields.typed("name") ?? "", failure: failure)
        }
    }

    func updateProject(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let version = try exchange.expectedVersion(of: id, &fields)
        return try exchange.form(showing: [.invalid, .stale]) { () throws(Failure) in
            let patch = try ProjectPatch(name: fields.text("name"), description: fields.text("description"))
            try fields.finish()
            let detail = try projects.updateProject(id, patch, ifVersion: version, by: exchange.change())
            return answer(exchange, detail)
        } again: { failure throws(Failure) in
            try again(exchange, id, fields, failure)
        }
    }

    /// The project's page once more, with what was typed and what is wrong with it.
    private func again(
        _ exchange: Exchange, _ id: Int64, _ fields: Fields, _ failure: Failure
    ) throws(Failure) -> Response {
        let detail = try projects.project(id, for: exchange.caller)
        return try projectPage(exchange, detail, failure: failure, typed: ProjectPage.Typed(fields))
    }

    func deleteProject(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let version = try exchange.expectedVersion(of: id, &fields)
        try fields.finish()
        return try exchange.form(showing: [.conflict, .stale]) { () throws(Failure) in
            try projects.deleteProject(id, ifVersion: version, by: exchange.change())
            return exchange.wantsPage ? exchange.seeOther(Link("/projects")) : Response(.noContent)
        } again: { failure throws(Failure) in
            try projectPage(exchange, try projects.project(id, for: exchange.caller), failure: failure)
        }
    }

    /// Archives a project: it and its tasks are in no list unless asked for.
    func archiveProject(_ exchange: Exchange) throws(Failure) -> Response { try archive(exchange, true) }

    func unarchiveProject(_ exchange: Exchange) throws(Failure) -> Response { try archive(exchange, false) }

    private func archive(_ exchange: Exchange, _ isArchived: Bool) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let version = try exchange.expectedVersion(of: id, &fields)
        try fields.finish()
        let patch = try ProjectPatch(isArchived: isArchived)
        return try exchange.form(showing: [.stale]) { () throws(Failure) in
            answer(exchange, try projects.updateProject(id, patch, ifVersion: version, by: exchange.change()))
        } again: { failure throws(Failure) in
            try again(exchange, id, fields, failure)
        }
    }

    /// Makes the account of that name a member in `role`, or gives a member that role.
    func setMember(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let version = try exchange.expectedVersion(of: id, &fields)
        return try exchange.form(showing: [.invalid, .conflict, .stale]) { () throws(Failure) in
            let account = try fields.requiredText("account")
            guard let role = try fields.choice("role", ProjectRole.self) else {
                throw Failure(.required, field: "role")
            }
            try fields.finish()
            return answer(exchange, try projects.setMember(account, role, of: id, by: exchange.change(seen: version)))
        } again: { failure throws(Failure) in
            try again(exchange, id, fields, failure)
        }
    }

    func removeMember(_ exchange: Exchange) throws(Failure) -> Response {
        let (id, account) = (try exchange.id("id"), try exchange.id("account"))
        var fields = try exchange.fields()
        let version = try exchange.expectedVersion(of: id, &fields)
        try fields.finish()
        return try exchange.form(showing: [.conflict, .stale]) { () throws(Failure) in
            try projects.removeMember(account, of: id, by: exchange.change(seen: version))
            guard exchange.wantsPage else { return Response(.noContent) }
            let isSelf = try exchange.caller.accountId == account
            return exchange.seeOther(isSelf ? Link("/projects") : .to("projects", id))
        } again: { failure throws(Failure) in
            try projectPage(exchange, try projects.project(id, for: exchange.caller), failure: failure)
        }
    }

    private func answer(_ exchange: Exchange, _ detail: ProjectDetail) -> Response {
        guard !exchange.wantsPage else { return exchange.seeOther(.to("projects", detail.project.id)) }
        return Self.resource(exchange, detail)
    }

    static func resource(
        _ exchange: Exchange, _ detail: ProjectDetail, status: Status = .ok,
        headers: [(name: String, value: String)] = []
    ) -> Response {
        exchange.resource(
            ProjectJSON(detail: detail), detail.project.id, version: detail.project.version, status: status,
            headers: headers)
    }
}
