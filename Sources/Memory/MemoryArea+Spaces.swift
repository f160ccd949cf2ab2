import Domain
import HTML
import Input
import JSON
import MemoryDomain
import MemoryFormats
import Texts
import Web

extension MemoryArea {
    func listSpaces(_ exchange: Exchange) throws(Failure) -> Response {
        let spaces = try memory.spaces(for: exchange.caller)
        guard exchange.wantsPage else {
            return exchange.json(.ok, ListJSON("spaces", spaces.map(SpaceSummaryJSON.init)))
        }
        return try spacesPage(exchange, spaces)
    }

    /// - Shape: with what was typed and what is wrong with it, where a new space was refused.
    private func spacesPage(
        _ exchange: Exchange, _ spaces: [SpaceSummary], _ typed: SpaceListPage.Typed? = nil, _ failure: Failure? = nil
    ) throws(Failure) -> Response {
        let caller = try exchange.caller
        let page = SpaceListPage(
            context: exchange.context, spaces: spaces, recent: try recent(exchange, spaces, limit: 12),
            agents: try surroundings.ownAgents(of: caller), projects: try surroundings.ownProjects(for: caller),
            typed: typed, failure: failure)
        return exchange.page(showing: failure, title: exchange.texts[.memory], page, live: .memory(spaces.map(\.id)))
    }

    func createSpace(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        return try exchange.form(showing: [.invalid, .conflict]) { () throws(Failure) in
            guard let kind = try fields.choice("kind", MemorySpace.Kind.self) else {
                throw Failure(.required, field: "kind")
            }
            // A form has the fields of every kind.
            let project = try fields.integerOrNull("projectId") ?? nil
            let owner = try fields.lineOrNull("owner") ?? nil
            var draft = try SpaceDraft(
                kind: kind, name: fields.requiredText("name"),
                projectId: fields.isForm && kind != .project ? nil : project)
            draft.owner = fields.isForm && kind != .agent ? nil : owner
            draft.retentionDays = try SpaceRules.retention(fields.integerOrNull("retentionDays") ?? nil)
            draft.notesReaders = try fields.bool("notesReaders") ?? false
            try fields.finish()
            let detail = try memory.createSpace(draft, by: exchange.change())
            let link = Link.to("memory", detail.space.id)
            guard exchange.wantsPage else {
                return resource(
                    exchange, detail, .created, [("Location", Link.to("memory", "spaces", detail.space.id).address)])
            }
            return exchange.seeOther(link)
        } again: { failure throws(Failure) in
            try spacesPage(
                exchange, try memory.spaces(for: exchange.caller), SpaceListPage.Typed(fields), failure)
        }
    }

    func showSpace(_ exchange: Exchange) throws(Failure) -> Response {
        let detail = try memory.space(exchange.id("id"), for: exchange.caller)
        guard exchange.wantsPage else { return resource(exchange, detail) }
        return try settingsPage(exchange, detail)
    }

    func settingsPage(
        _ exchange: Exchange, _ detail: SpaceDetail, _ typed: SpaceSettingsPage.Typed? = nil, _ failure: Failure? = nil,
        ofFile file: SpaceFiles.Refused = SpaceFiles.Refused()
    ) throws(Failure) -> Response {
        let mayOpen = detail.space.kind == .shared && detail.summary.role == .owner
        let page = SpaceSettingsPage(
            context: exchange.context, detail: detail,
            candidates: mayOpen ? try surroundings.people(for: exchange.caller) : [], typed: typed,
            failure: failure, file: file)
        return exchange.page(showing: failure ?? file.failure, title: detail.space.name, page)
    }

    func updateSpace(_ exchange: Exchange) throws(Failure) -> Response {
        try changeSpace(exchange, showing: [.invalid, .stale]) { id, seen, fields throws(Failure) in
            let patch = try SpacePatch(
                name: fields.text("name"), retentionDays: fields.integerOrNull("retentionDays"),
                notesReaders: fields.bool("notesReaders"))
            try fields.finish()
            return try memory.updateSpace(id, patch, by: exchange.change(seen: seen))
        }
    }

    /// Opens a shared space to the account of that name in `role`, or gives it that role.
    func setMember(_ exchange: Exchange) throws(Failure) -> Response {
        try changeSpace(exchange, showing: [.invalid, .conflict, .stale]) { id, seen, fields throws(Failure) in
            let account = try fields.requiredText("account")
            guard let role = try fields.choice("role", SpaceRole.self) else { throw Failure(.required, field: "role") }
            try fields.finish()
            return try memory.setSpaceMember(account, role, of: id, by: exchange.change(seen: seen))
        }
    }

    /// A change of a space, after which a browser sees it; refused, with what was typed.
    private func changeSpace(
        _ exchange: Exchange, showing shown: ShownFailures,
        _ carryOut: (Int64, Int64?, inout Fields) throws(Failure) -> SpaceDetail
    ) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let seen = try exchange.expectedVersion(of: id, &fields)
        return try exchange.form(showing: shown) { () throws(Failure) in
            let detail = try carryOut(id, seen, &fields)
            return exchange.wantsPage ? exchange.seeOther(.to("memory", "spaces", id)) : resource(exchange, detail)
        } again: { failure throws(Failure) in
            try settingsPage(
                exchange, try memory.space(id, for: exchange.caller), SpaceSettingsPage.Typed(fields), failure)
        }
    }

    func removeMember(_ exchange: Exchange) throws(Failure) -> Response {
        let (id, account) = (try exchange.id("id"), try exchange.id("account"))
        var fields = try exchange.fields()
        let seen = try exchange.expectedVersion(of: id, &fields)
        try fields.finish()
        return try exchange.form(showing: [.conflict, .stale]) { () throws(Failure) in
            try memory.removeSpaceMember(account, of: id, by: exchange.change(seen: seen))
            guard exchange.wantsPage else { return Response(.noContent) }
            let isSelf = try exchange.caller.accountId == account
            return exchange.seeOther(isSelf ? Link("/memory") : .to("memory", "spaces", id))
        } again: { failure throws(Failure) in
            try settingsPage(exchange, try memory.space(id, for: exchange.caller), nil, failure)
        }
    }

    func confirmDeleteSpace(_ exchange: Exchange) throws(Failure) -> Response {
        try deletePage(exchange, try owned(exchange.id("id"), exchange))
    }

    private func deletePage(
        _ exchange: Exchange, _ detail: SpaceDetail, _ failure: Failure? = nil
    ) throws(Failure) -> Response {
        let page = SpaceDeletePage(context: exchange.context, detail: detail, failure: failure)
        return exchange.page(showing: failure, title: detail.space.name, page)
    }

    private func owned(_ id: Int64, _ exchange: Exchange) throws(Failure) -> SpaceDetail {
        let detail = try memory.space(id, for: exchange.caller)
        guard detail.summary.role == .owner else {
            throw Failure(.spaceRole(detail.summary.role, needs: .owner), field: "space", kind: .forbidden)
        }
        return detail
    }

    func deleteSpace(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let seen = try exchange.expectedVersion(of: id, &fields)
        let entries = try count("entries", exchange, &fields)
        try fields.finish()
        return try exchange.form(showing: [.conflict, .stale]) { () throws(Failure) in
            try memory.deleteSpace(id, entries: entries, by: exchange.change(seen: seen))
            return exchange.wantsPage ? exchange.seeOther(Link("/memory")) : Response(.noContent)
        } again: { failure throws(Failure) in
            try deletePage(exchange, try memory.space(id, for: exchange.caller), failure)
        }
    }

    /// A number that says how much the caller means to delete: in the body or, as DELETE often has none, in the address.
    func count(_ name: String, _ exchange: Exchange, _ fields: inout Fields) throws(Failure) -> Int? {
        if let number = try fields.integer(name) { return Int(clamping: number) }
        var query = try exchange.query()
        return try query.integer(name).map { Int(clamping: $0) }
    }

    private func resource(
        _ exchange: Exchange, _ detail: SpaceDetail, _ status: Status = .ok,
        _ headers: [(name: String, value: String)] = []
    ) -> Response {
        exchange.resource(
            SpaceJSON(detail: detail), detail.space.id, version: detail.space.version, status: status, headers: headers)
    }
}
