import Domain
import HTML
import Input
import JSON
import TaskDomain
import TaskFormats
import TaskTexts
import Texts
import Web

extension TasksArea {
    static let labelRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.get, "/labels", needs: .tasksRead, handle: listLabels),
        AreaRoute(.post, "/labels", needs: .tasksWrite, handle: createLabel),
        AreaRoute(.get, "/labels/{id}", needs: .tasksRead, handle: showLabel),
        AreaRoute(.patch, "/labels/{id}", needs: .tasksWrite, handle: updateLabel),
        AreaRoute(.delete, "/labels/{id}", needs: .tasksWrite, handle: deleteLabel),
        AreaRoute(.get, "/labels/{id}/delete", needs: .tasksWrite, handle: confirmDeleteLabel),
    ]

    static let viewRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.get, "/views", needs: .tasksRead, handle: listViews),
        AreaRoute(.post, "/views", needs: .tasksRead, handle: createView),
        AreaRoute(.get, "/views/{id}", needs: .tasksRead, handle: showView),
        AreaRoute(.patch, "/views/{id}", needs: .tasksRead, handle: updateView),
        AreaRoute(.delete, "/views/{id}", needs: .tasksRead, handle: deleteView),
    ]

    func listLabels(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.query()
        let asked = try PageQuery(&fields, limits: LabelQuery.limitRange, usual: LabelQuery.usual) {
            fields throws(Failure) in try fields.integer("after")
        }
        let query = LabelQuery(asked.after.map { .after($0) } ?? .first, limit: asked.limit)
        let found = try projects.labels(query, for: exchange.caller)
        guard exchange.wantsPage else {
            return exchange.json(.ok, PageJSON("labels", found.labels.map(LabelJSON.init), next: found.next))
        }
        return try labelsPage(exchange, found, isLater: asked.after != nil)
    }

    /// One label; a browser finds it in the list.
    func showLabel(_ exchange: Exchange) throws(Failure) -> Response {
        let label = try projects.label(exchange.id("id"), for: exchange.caller)
        guard exchange.wantsPage else { return answer(exchange, label) }
        return exchange.seeOther(.to("labels", fragment: "label-\(label.id)"))
    }

    private func answer(_ exchange: Exchange, _ label: LabelUse, _ status: Status = .ok) -> Response {
        exchange.resource(LabelJSON(use: label), label.id, version: label.version, status: status)
    }

    func createLabel(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        return try exchange.form(showing: [.invalid, .conflict]) { () throws(Failure) in
            let name = try LabelRules.name(fields.requiredText("name"))
            let colour = try fields.choice("colour", LabelColour.self) ?? .usual(for: name)
            try fields.finish()
            let label = try projects.createLabel(name, colour, by: exchange.change())
            guard exchange.wantsPage else { return answer(exchange, label, .created) }
            return exchange.seeOther(Link("/labels"))
        } again: { failure throws(Failure) in
            try labelsPage(exchange, id: nil, fields, failure)
        }
    }

    func updateLabel(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let version = try exchange.expectedVersion(of: id, &fields)
        return try exchange.form(showing: [.invalid, .conflict, .stale]) { () throws(Failure) in
            let name = try fields.text("name").map { name throws(Failure) in try LabelRules.name(name) }
            let colour = try fields.choice("colour", LabelColour.self)
            try fields.finish()
            let label = try projects.updateLabel(id, name: name, colour: colour, by: exchange.change(seen: version))
            guard exchange.wantsPage else { return answer(exchange, label) }
            return exchange.seeOther(Link("/labels"))
        } again: { failure throws(Failure) in
            try labelsPage(exchange, id: id, fields, failure)
        }
    }

    /// The labels once more, with what was typed for one of them and what is wrong with it.
    private func labelsPage(
        _ exchange: Exchange, id: Int64?, _ fields: Fields, _ failure: Failure
    ) throws(Failure) -> Response {
        let colour = fields.typed("colour").flatMap { LabelColour(rawValue: $0) }
        // The page that the label is on, which then is its first.
        let query = LabelQuery(id.map { .from($0) } ?? .first)
        return try labelsPage(
            exchange, try projects.labels(query, for: exchange.caller), isLater: id != nil,
            refused: (id, fields.typed("name") ?? "", colour, failure))
    }

    func deleteLabel(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let version = try exchange.expectedVersion(of: id, &fields)
        try fields.finish()
        return try exchange.form(showing: [.stale]) { () throws(Failure) in
            let change = try projects.deleteLabel(id, by: exchange.change(seen: version))
            if exchange.wantsPage { return exchange.seeOther(Link("/labels"), change: change) }
            return Response(.noContent, headers: Self.changeHeader(change, exchange))
        } again: { failure throws(Failure) in
            try labelDeletePage(exchange, id, failure: failure)
        }
    }
}

/// Saved views: everybody has its own.
extension TasksArea {
    func listViews(_ exchange: Exchange) throws(Failure) -> Response {
        let views = try projects.savedViews(of: exchange.caller.accountId ?? 0)
        guard exchange.wantsPage else { return exchange.json(.ok, ListJSON("views", views.map(SavedViewJSON.init))) }
        return viewsPage(exchange, views)
    }

    /// One view; a browser finds it in the list.
    func showView(_ exchange: Exchange) throws(Failure) -> Response {
        let view = try projects.savedView(exchange.id("id"), of: exchange.caller.accountId ?? 0)
        guard exchange.wantsPage else { return answer(exchange, view) }
        return exchange.seeOther(Link("/views"))
    }

    private func answer(_ exchange: Exchange, _ view: SavedView, _ status: Status = .ok) -> Response {
        exchange.resource(SavedViewJSON(view: view), view.id, version: view.version, status: status)
    }

    func createView(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        return try exchange.form(showing: Self.shownWithViews) { () throws(Failure) in
            let name = try Self.viewName(fields.requiredText("name"))
            let query = try Self.checkedQuery(fields.requiredText("query"))
            try fields.finish()
            let view = try projects.saveView(name, query, by: exchange.change())
            guard exchange.wantsPage else { return answer(exchange, view, .created) }
            return exchange.seeOther(next ?? Link("/views"))
        } again: { failure throws(Failure) in
            try viewsAgain(exchange, nil, fields, failure)
        }
    }

    func updateView(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let version = try exchange.expectedVersion(of: id, &fields)
        return try exchange.form(showing: Self.shownWithViews) { () throws(Failure) in
            let name = try fields.text("name").map(Self.viewName)
            let query = try fields.text("query").map(Self.checkedQuery)
            try fields.finish()
            let view = try projects.updateView(id, name: name, query: query, by: exchange.change(seen: version))
            return exchange.wantsPage ? exchange.seeOther(Link("/views")) : answer(exchange, view)
        } again: { failure throws(Failure) in
            try viewsAgain(exchange, id, fields, failure)
        }
    }

    func deleteView(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        let version = try exchange.expectedVersion(of: id, &fields)
        try fields.finish()
        return try exchange.form(showing: Self.shownWithViews) { () throws(Failure) in
            try projects.deleteView(id, by: exchange.change(seen: version))
            return exchange.wantsPage ? exchange.seeOther(next ?? Link("/views")) : Response(.noContent)
        } again: { failure throws(Failure) in
            try viewsAgain(exchange, id, fields, failure)
        }
    }

    private func viewsPage(
        _ exchange: Exchange, _ views: [SavedView],
        refused: (id: Int64?, name: String, query: String, failure: Failure)? = nil
    ) -> Response {
        let page = ViewListPage(context: exchange.context, views: views, refused: refused)
        return exchange.page(showing: refused?.failure, title: exchange.texts[.views], page)
    }

    /// A query that cannot be read makes the request a broken one, and is put right all the same.
    private static let shownWithViews = ShownFailures { failure in
        [.invalid, .stale].contains(failure.kind) || failure.field == "query"
    }

    /// The views once more, with what was typed and what is wrong with it.
    private func viewsAgain(
        _ exchange: Exchange, _ id: Int64?, _ fields: Fields, _ failure: Failure
    ) throws(Failure) -> Response {
        let views = try projects.savedViews(of: exchange.caller.accountId ?? 0)
        let stored = views.first { $0.id == id }
        let name = fields.typed("name") ?? stored?.name ?? ""
        return viewsPage(
            exchange, views, refused: (id, name, fields.typed("query") ?? stored?.query ?? "", failure))
    }

    private static func viewName(_ text: String) throws(Failure) -> String {
        try TextRules.line(text, field: "name", limit: SavedView.nameLimit)
    }

    /// A query that can be read, in its canonical spelling.
    private static func checkedQuery(_ text: String) throws(Failure) -> String {
        do throws(QueryError) {
            return try TaskFilter(parsing: text).text
        } catch {
            throw Failure(error, field: "query")
        }
    }
}
