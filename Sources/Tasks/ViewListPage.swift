import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The reader's saved views: to open, to name anew, to change and to remove, and a form for another.
struct ViewListPage: Page {
    let context: PageContext
    let views: [SavedView]
    /// The input that was not taken: for the view of that number, or for a new one.
    var refused: (id: Int64?, name: String, query: String, failure: Failure)?

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.views])</h1></header>
        <p class="second">\(texts[.viewsLead])</p>
        \(views.isEmpty ? empty : "<ul class=\"rows\">\n\(views.map(row))</ul>")
        <section class="block"><h2>\(texts[.viewNew])</h2>
        <form class="form" method="post" action="/views">\(formToken)
        \(fields(nil, name: "", query: ""))
        <div class="actions"><button class="button main">\(texts[.viewSave])</button></div></form></section>
        """
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(texts[.viewsEmptyTitle])</h2><p>\(texts[.viewsEmptyText])</p>
        <a class="button" href="/tasks">\(texts[.tasks])</a></div>
        """
    }

    private func row(_ view: SavedView) -> HTML {
        """
        <li><div class="what"><a href="\(Link.to("tasks", query: [("q", view.query)]))">\(view.name)</a>\
        <small class="mono">\(texts.query(stored: view.query))</small></div>
        <details class="edit"\(attribute: "open", if: refused?.id == view.id)><summary class="plain" \
        aria-label="\(texts[.edit]): \(view.name)">\(texts[.edit])</summary>
        <form class="form" method="post" action="\(Link.to("views", view.id))">\(formToken)\
        \(TaskFormPage.patch(version: version(view.version, sentTo: .to("views", view.id), refused?.failure)))
        \(stale(view))
        \(fields(view.id, name: view.name, query: texts.query(stored: view.query)))
        <div class="actions"><button class="button main">\(texts[.save])</button></div></form></details>
        <form method="post" action="\(Link.to("views", view.id))">\(formToken)\
        <input type="hidden" name="_method" value="DELETE">\(StoredVersion.field(view.version))\
        <button class="plain danger" aria-label="\(texts[.delete]): \(view.name)">\(texts[.delete])</button></form></li>

        """
    }

    /// The stored version stands in the line itself.
    private func stale(_ view: SavedView) -> HTML? {
        guard let refused, refused.id == view.id, refused.failure.kind == .stale else { return nil }
        return "<p class=\"error\" role=\"alert\">\(texts.sentence(refused.failure))</p>"
    }

    private func fields(_ id: Int64?, name: String, query: String) -> HTML {
        let own = refused.flatMap { $0.id == id ? $0 : nil }
        let suffix = id.map { "-\($0)" } ?? ""
        return """
            \(field("name", texts[.name], own?.name ?? name, suffix, own?.failure))
            \(field("query", texts[.viewQuery], own?.query ?? query, suffix, own?.failure))
            """
    }

    private func field(
        _ name: String, _ label: String, _ value: String, _ suffix: String, _ failure: Failure?
    ) -> HTML {
        let error = FormFields(texts: texts, failure: failure).sentence(for: name)
        let id = name + suffix
        return """
            <div class="field"><label for="\(id)">\(label)</label>
            <input class="input" dir="auto" id="\(id)" name="\(name)" value="\(value)" autocomplete="off" required\
            \(attribute: "aria-invalid", error.map { _ in "true" })\
            \(attribute: "aria-describedby", error.map { _ in "\(id)-error" })>
            \(error.map { "<p class=\"error\" id=\"\(id)-error\">\($0)</p>" as HTML })</div>
            """
    }
}
