import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The caller's projects, each with what is still to be done, and the field for a new one.
struct ProjectListPage: Page {
    let context: PageContext
    let projects: [ProjectSummary]
    /// Archived projects are among them.
    let showsArchived: Bool
    let mayMake: Bool
    let typed: String
    let failure: Failure?

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.projects])</h1></header>
        \(mayMake ? add : nil)
        \(projects.isEmpty ? empty : list(projects.filter { $0.project.archivedAt == nil }))
        \(archived)
        """
    }

    private var add: HTML {
        let error = failure.map(texts.sentence)
        return """
            <form class="step-add top-add" method="post" action="/projects">\(formToken)
            <div class="field"><label class="unseen" for="name">\(texts[.projectNew])</label>
            <input class="input" dir="auto" id="name" name="name" value="\(typed)" placeholder="\(texts[.projectNew])" \
            autocomplete="off" required\
            \(attribute: "aria-invalid", error.map { _ in "true" })\
            \(attribute: "aria-describedby", error.map { _ in "name-error" })>
            \(error.map { "<p class=\"error\" id=\"name-error\">\($0)</p>" as HTML })</div>
            <button class="button main">\(texts[.projectMake])</button></form>
            """
    }

    private func list(_ projects: [ProjectSummary]) -> HTML? {
        guard !projects.isEmpty else { return nil }
        return "<ul class=\"tasks top\">\n\(projects.map(row))</ul>"
    }

    private func row(_ one: ProjectSummary) -> HTML {
        """
        <li class="task bare"><a class="title" href="\(Link.to("projects", one.id))">\(one.project.name)</a>\
        <span class="facts">\(one.role.map { "<span class=\"pill\">\(texts[$0])</span>" as HTML })\
        <span>\(texts.stillToDo(one.live))</span></span></li>

        """
    }

    private var archived: HTML {
        guard showsArchived else {
            return """
                <p class="after"><a class="plain" href="/projects?archived=true">\(texts[.projectsArchivedShow])</a></p>
                """
        }
        let away = projects.filter { $0.project.archivedAt != nil }
        return """
            <section class="block away" id="archived"><h2>\(texts[.projectsArchived])</h2>
            \(list(away) ?? "<p class=\"quiet small\">\(texts[.projectsArchivedNone])</p>")</section>
            <p class="after"><a class="plain" href="/projects">\(texts[.projectsArchivedHide])</a></p>
            """
    }

    private var empty: HTML {
        "<div class=\"empty\"><h2>\(texts[.projectsEmptyTitle])</h2><p>\(texts[.projectsEmptyText])</p></div>"
    }
}
