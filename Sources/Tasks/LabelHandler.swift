import Domain
import HTML
import JSON
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
        guard exchange.wantsPage else { return exchange.json(.ok, LabelsJSON(page: found)) }
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
        do throws(Failure) {
            let name = try LabelRules.name(fields.requiredText("name"))
            let colour = try fields.choice("colour", LabelColour.self) ?? .usual(for: name)
            try fields.finish()
            let label = try projects.createLabel(name, colour, by: exchange.change())
            guard exchange.wantsPage else { return answer(exchange, label, .created) }
            return exchange.seeOther(Link("/labels"))
        } catch {
            guard exchange.wantsPage, error.kind == .invalid || error.kind == .conflict else { throw error }
            return try labelsPage(exchange, id: nil, fields, error)
        }
    }

    func updateLabel(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let version = try exchange.expectedVersion(of: id, &fields)
        do throws(Failure) {
            let name = try fields.text("name").map { name throws(Failure) in try LabelRules.name(name) }
            let colour = try fields.choice("colour", LabelColour.self)
            try fields.finish()
            let label = try projects.updateLabel(id, name: name, colour: colour, by: exchange.change(seen: version))
            guard exchange.wantsPage else { return answer(exchange, label) }
            return exchange.seeOther(Link("/labels"))
        } catch {
            guard exchange.wantsPage, [.invalid, .conflict, .stale].contains(error.kind) else { throw error }
            return try labelsPage(exchange, id: id, fields, error)
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
        let change: Int64?
        do throws(Failure) {
            change = try projects.deleteLabel(id, by: exchange.change(seen: version))
        } catch {
            guard exchange.wantsPage, error.kind == .stale else { throw error }
            return try labelDeletePage(exchange, id, failure: error)
        }
        if exchange.wantsPage { return exchange.seeOther(Link("/labels"), change: change) }
        return Response(.noContent, headers: Self.changeHeader(change, exchange))
    }
}

/// Saved views: everybody has its own.
extension TasksArea {
    func listViews(_ exchange: Exchange) throws(Failure) -> Response {
        let views = try projects.savedViews(of: exchange.caller.accountId ?? 0)
        guard exchange.wantsPage else { return exchange.json(.ok, ViewsJSON(views: views)) }
        return viewsPage(exchange, views)
    }

    /// One view; a browser finds it in the list.
    func showView(_ exchange: Exchange) throws(Failure) -> Response {
        let view = try projects.savedView(exchange.id("id"), of: exchange.caller.accountId ?? 0)
        guard exchange.wantsPage else { return answer(exchange, view) }
        return exchange.seeOther(Link("/views"))
    }

    private func answer(_ exchange: Exchange, _ view: SavedView, _ status: Status = .ok) -> Response {
        exchange.resource(ViewJSON(view: view), view.id, version: view.version, status: status)
    }

    func createView(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let next = try returnLink(&fields)
        do throws(Failure) {
            let name = try Self.viewName(fields.requiredText("name"))
            let query = try Self.checkedQuery(fields.requiredText("query"))
            try fields.finish()
            let view = try projects.saveView(name, query, by: exchange.change())
            guard exchange.wantsPage else { return answer(exchange, view, .created) }
            return exchange.seeOther(next ?? Link("/views"))
        } catch {
            return try viewsAgain(exchange, nil, fields, error)
        }
    }

    func updateView(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let version = try exchange.expectedVersion(of: id, &fields)
        do throws(Failure) {
            let name = try fields.text("name").map(Self.viewName)
            let query = try fields.text("query").map(Self.checkedQuery)
            try fields.finish()
            let view = try projects.updateView(id, name: name, query: query, by: exchange.change(seen: version))
            return exchange.wantsPage ? exchange.seeOther(Link("/views")) : answer(exchange, view)
        } catch {
            return try viewsAgain(exchange, id, fields, error)
        }
    }

    func deleteView(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let next = try returnLink(&fields)
        let version = try exchange.expectedVersion(of: id, &fields)
        try fields.finish()
        do throws(Failure) {
            try projects.deleteView(id, by: exchange.change(seen: version))
        } catch {
            return try viewsAgain(exchange, id, fields, error)
        }
        return exchange.wantsPage ? exchange.seeOther(next ?? Link("/views")) : Response(.noContent)
    }

    private func viewsPage(
        _ exchange: Exchange, _ views: [SavedView],
        refused: (id: Int64?, name: String, query: String, failure: Failure)? = nil
    ) -> Response {
        let page = ViewListPage(
            texts: exchange.texts, formToken: exchange.formTokenField, views: views, refused: refused)
        let status = refused?.failure.kind == .malformed ? .badRequest : Self.status(refused?.failure)
        return exchange.page(status, title: exchange.texts[.views], main: page.main)
    }

    /// The views once more, with what was typed and what is wrong with it.
    private func viewsAgain(
        _ exchange: Exchange, _ id: Int64?, _ fields: Fields, _ failure: Failure
    ) throws(Failure) -> Response {
        guard exchange.wantsPage, [.invalid, .stale].contains(failure.kind) || failure.field == "query" else {
            throw failure
        }
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

struct LabelJSON: JSONWritable {
    let use: LabelUse

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", use.id)
            out.member("name", use.label.name)
            out.member("colour", use.label.colour.rawValue)
            out.member("tasks", use.count)
            out.member("version", use.version)
        }
    }
}

private struct LabelsJSON: JSONWritable {
    let page: LabelPage

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("labels", page.labels.map(LabelJSON.init))
            out.member("next", page.next)
        }
    }
}

private struct ViewJSON: JSONWritable {
    let view: SavedView

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", view.id)
            out.member("name", view.name)
            out.member("query", view.query)
            out.member("version", view.version)
        }
    }
}

private struct ViewsJSON: JSONWritable {
    let views: [SavedView]

    func write(to out: inout JSONWriter) {
        out.object { out in out.member("views", views.map(ViewJSON.init)) }
    }
}
