import Domain
import HTML
import JSON
import Texts
import Web

extension TasksArea {
    static let labelRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.get, "/labels", needs: .tasksRead, handle: listLabels),
        AreaRoute(.post, "/labels", needs: .tasksWrite, handle: createLabel),
        AreaRoute(.patch, "/labels/{id}", needs: .tasksWrite, handle: updateLabel),
        AreaRoute(.delete, "/labels/{id}", needs: .tasksWrite, handle: deleteLabel),
        AreaRoute(.get, "/labels/{id}/delete", needs: .tasksWrite, handle: confirmDeleteLabel),
    ]

    static let viewRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.get, "/views", needs: .tasksRead, handle: listViews),
        AreaRoute(.post, "/views", needs: .tasksRead, handle: createView),
        AreaRoute(.patch, "/views/{id}", needs: .tasksRead, handle: updateView),
        AreaRoute(.delete, "/views/{id}", needs: .tasksRead, handle: deleteView),
    ]

    func listLabels(_ exchange: Exchange) throws(Failure) -> Response {
        let labels = try projects.labels(for: exchange.caller)
        guard exchange.wantsPage else { return exchange.json(.ok, LabelsJSON(labels: labels)) }
        return try labelsPage(exchange, labels)
    }

    func createLabel(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        do throws(Failure) {
            let name = try LabelRules.name(fields.requiredText("name"))
            let colour = try fields.choice("colour", LabelColour.self) ?? .usual(for: name)
            try fields.finish()
            let label = try projects.createLabel(name, colour, by: exchange.change())
            guard exchange.wantsPage else { return exchange.json(.created, LabelJSON(label: label)) }
            return exchange.seeOther(Link("/labels"))
        } catch {
            guard exchange.wantsPage, error.kind == .invalid || error.kind == .conflict else { throw error }
            return try labelsPage(exchange, id: nil, fields, error)
        }
    }

    func updateLabel(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        do throws(Failure) {
            let name = try fields.text("name").map { name throws(Failure) in try LabelRules.name(name) }
            let colour = try fields.choice("colour", LabelColour.self)
            try fields.finish()
            let label = try projects.updateLabel(id, name: name, colour: colour, by: exchange.change())
            guard exchange.wantsPage else { return exchange.json(.ok, LabelJSON(label: label)) }
            return exchange.seeOther(Link("/labels"))
        } catch {
            guard exchange.wantsPage, error.kind == .invalid || error.kind == .conflict else { throw error }
            return try labelsPage(exchange, id: id, fields, error)
        }
    }

    /// The labels once more, with what was typed for one of them and what is wrong with it.
    private func labelsPage(
        _ exchange: Exchange, id: Int64?, _ fields: Fields, _ failure: Failure
    ) throws(Failure) -> Response {
        let colour = fields.typed("colour").flatMap { LabelColour(rawValue: $0) }
        return try labelsPage(
            exchange, try projects.labels(for: exchange.caller),
            refused: (id, fields.typed("name") ?? "", colour, failure))
    }

    func deleteLabel(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        try exchange.fields().finish()
        let change = try projects.deleteLabel(id, by: exchange.change())
        if exchange.wantsPage { return exchange.seeOther(Link("/labels"), change: change) }
        return Response(.noContent, headers: Self.changeHeader(change))
    }
}

/// Saved views: everybody has its own.
extension TasksArea {
    func listViews(_ exchange: Exchange) throws(Failure) -> Response {
        let views = try projects.savedViews(of: exchange.caller.accountId ?? 0)
        guard exchange.wantsPage else { return exchange.json(.ok, ViewsJSON(views: views)) }
        return viewsPage(exchange, views)
    }

    func createView(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let next = try returnLink(&fields)
        do throws(Failure) {
            let name = try Self.viewName(fields.requiredText("name"))
            let query = try Self.checkedQuery(fields.requiredText("query"))
            try fields.finish()
            let view = try projects.saveView(name, query, by: exchange.change())
            guard exchange.wantsPage else { return exchange.json(.created, ViewJSON(view: view)) }
            return exchange.seeOther(next ?? Link("/views"))
        } catch {
            return try viewsAgain(exchange, nil, fields, error)
        }
    }

    func updateView(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        do throws(Failure) {
            let name = try fields.text("name").map(Self.viewName)
            let query = try fields.text("query").map(Self.checkedQuery)
            try fields.finish()
            let view = try projects.updateView(id, name: name, query: query, by: exchange.change())
            return exchange.wantsPage ? exchange.seeOther(Link("/views")) : exchange.json(.ok, ViewJSON(view: view))
        } catch {
            return try viewsAgain(exchange, id, fields, error)
        }
    }

    func deleteView(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let next = try returnLink(&fields)
        try fields.finish()
        try projects.deleteView(id, by: exchange.change())
        return exchange.wantsPage ? exchange.seeOther(next ?? Link("/views")) : Response(.noContent)
    }

    private func viewsPage(
        _ exchange: Exchange, _ views: [SavedView],
        refused: (id: Int64?, name: String, query: String, failure: Failure)? = nil
    ) -> Response {
        let page = ViewListPage(
            texts: exchange.texts, formToken: exchange.formTokenField, views: views, refused: refused)
        let status = refused.map { $0.failure.kind == .malformed ? .badRequest : .unprocessableContent } ?? Status.ok
        return exchange.page(status, title: exchange.texts[.views], main: page.main)
    }

    /// The views once more, with what was typed and what is wrong with it.
    private func viewsAgain(
        _ exchange: Exchange, _ id: Int64?, _ fields: Fields, _ failure: Failure
    ) throws(Failure) -> Response {
        guard exchange.wantsPage, failure.kind == .invalid || failure.field == "query" else { throw failure }
        return viewsPage(
            exchange, try projects.savedViews(of: exchange.caller.accountId ?? 0),
            refused: (id, fields.typed("name") ?? "", fields.typed("query") ?? "", failure))
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
    let label: TaskLabel
    var count: Int?

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", label.id)
            out.member("name", label.name)
            out.member("colour", label.colour.rawValue)
            if let count { out.member("tasks", count) }
        }
    }
}

private struct LabelsJSON: JSONWritable {
    let labels: [(label: TaskLabel, count: Int)]

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("labels", labels.map { LabelJSON(label: $0.label, count: $0.count) })
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
        }
    }
}

private struct ViewsJSON: JSONWritable {
    let views: [SavedView]

    func write(to out: inout JSONWriter) {
        out.object { out in out.member("views", views.map(ViewJSON.init)) }
    }
}
