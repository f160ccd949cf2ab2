import Domain
import HTML
import Input
import TaskDomain
import TaskTexts
import Texts
import Web

/// One project: what it is for, its tasks, and its people.
struct ProjectPage: Page {
    let context: PageContext
    let detail: ProjectDetail
    /// The first of its tasks that are to be done.
    let tasks: [TaskItem]
    /// Names that can become members; empty for whoever may not choose them.
    let candidates: [AccountName]
    let words: TaskWords
    let failure: Failure?
    var typed = Typed()

    /// The values that were typed and not taken; nil where a field was not sent.
    struct Typed {
        var name: String?
        var description: String?
        var account: String?
        var role: String?

        init() {}

        init(_ fields: Fields) {
            name = fields.typed("name")
            description = fields.typed("description")
            account = fields.typed("account")
            role = fields.typed("role")
        }
    }

    private var project: Project { detail.project }
    private var address: Link { .to("projects", project.id) }
    private var role: ProjectRole { detail.summary.role ?? .owner }
    private var mayWrite: Bool { may(.tasksWrite) }
    private var isOwner: Bool { mayWrite && role == .owner }
    private var mayMakeTasks: Bool { mayWrite && detail.summary.takesTasks }
    var newTask: Link { NewTaskLink.to(detail.summary) }

    var main: HTML {
        """
        <a class="back" href="/projects">\(Icon.back.html)\(texts[.projects])</a>
        <header class="head"><h1>\(project.name)</h1><span class="beside">\(texts.stillToDo(detail.summary.live))</span>
        <div class="actions">\(newButton)</div></header>
        \(project.archivedAt.map { "<p class=\"message\">\(texts.moment($0, in: texts.archivedSince($0, now: now)))</p>" as HTML })
        \(unplaced)
        <div class="columns">
        <div class="story">
        \(description)
        \(list)
        </div>
        <aside class="beside-column">
        \(ProjectMembers(
            context: context, detail: detail, candidates: candidates,
            failure: failure, typed: typed
        ).html)
        \(isOwner ? settings : nil)
        </aside>
        </div>
        """
    }

    private var description: HTML? {
        guard !project.description.isEmpty else { return nil }
        let back = texts[.footnoteBack]
        guard isOwner else { return words.html(project.description, name: "description", back: back) }
        let boxes = TickBoxes(
            id: "boxes", context: context, address: address, version: project.version, next: address)
        let html = words.html(project.description, name: "description", back: back, box: boxes.button)
        return "\(html)\(boxes.form(of: project.description))"
    }

    private var newButton: HTML? {
        mayMakeTasks ? "<a class=\"button main\" href=\"\(newTask)\">\(texts[.newTask])</a>" : nil
    }

    /// The failure that belongs to none of the fields, such as a project that is not empty.
    private var unplaced: HTML? {
        guard let failure, !["name", "description", "account", "role"].contains(failure.field) else { return nil }
        let isTyped = typed.name != nil || typed.account != nil
        let sentence = failure.kind == .stale && !isTyped ? texts[failure.kind] : texts.sentence(failure)
        return "<p class=\"message bad\" role=\"alert\">\(sentence)</p>"
    }

    private func query(_ more: [TaskCondition] = []) -> String {
        TaskFilter([.term(.project([.value(.name(project.name))]))] + more).text
    }

    private var list: HTML {
        """
        <section class="group"><h2>\(texts[.tasks])</h2>
        \(ChangeForm(context: context, next: address).html)
        \(tasks.isEmpty ? nothing : "<ul class=\"tasks\">\n\(tasks.map(row))</ul>" as HTML)
        <p class="ways"><a class="more" href="\(Link.to("tasks", query: [("q", query())]))">\(texts[.allInList])</a>
        <a class="more" href="\(Link.to("board", query: [("q", query())]))">\(texts[.asBoard])</a></p></section>
        """
    }

    private var nothing: HTML { "<p class=\"quiet nothing\">\(texts[.projectNothing])</p>" }

    private func row(_ task: TaskItem) -> HTML {
        TaskLine(texts: texts, task: task, mayEdit: mayWrite && role >= .editor, form: "change", now: now).html
    }

    /// Name and description, archiving, deleting: an owner's.
    private var settings: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        let isRefused = failure != nil && (typed.name != nil || typed.description != nil)
        return """
            <section class="card"><h2>\(texts[.projectSettings])</h2>
            <details\(attribute: "open", if: isRefused)><summary class="plain">\(texts[.projectRename])</summary>
            <form class="form" method="post" action="\(address)">\(formToken)\
            \(TaskFormPage.patch(version: version(project.version, sentTo: address, failure)))
            \(fields.line(
                "name", texts[.name], value: typed.name ?? project.name,
                attributes: " autocomplete=\"off\" required"))
            \(fields.block("description", texts[.description], value: typed.description ?? project.description, hint: texts[.descriptionHint], rows: 4))
            <button class="button">\(texts[.save])</button></form></details>
            <form method="post" action="\(address.child("archive"))">\(formToken)\
            \(StoredVersion.field(project.version))\
            <button class="plain"\(attribute: "name", project.archivedAt.map { _ in "_method" })\
            \(attribute: "value", project.archivedAt.map { _ in "DELETE" })>\
            \(texts[project.archivedAt == nil ? .projectArchive : .projectUnarchive])</button></form>
            <a class="plain danger" href="\(address.child("delete"))">\(texts[.projectDelete])</a></section>
            """
    }
}

/// The question before a project is deleted: only an empty one can be.
struct ProjectDeletePage: Page {
    let context: PageContext
    let project: Project
    let hasTasks: Bool

    private var address: Link { .to("projects", project.id) }

    var main: HTML {
        """
        <div class="problem">
        <h1>\(texts.deleteQuestion(project.name))</h1>
        <p class="second">\(hasTasks ? texts[.projectHasTasks] : texts[.projectDeleteConsequence])</p>
        \(hasTasks ? away : ask)
        </div>
        """
    }

    private var ask: HTML {
        """
        <form class="actions" method="post" action="\(address)">\(formToken)\
        <input type="hidden" name="_method" value="DELETE"><input type="hidden" name="version" value="\(project.version)">
        <button class="button danger main">\(texts[.delete])</button>
        <a class="button" href="\(address)">\(texts[.deleteKeep])</a></form>
        """
    }

    /// The form for what can be done instead.
    private var away: HTML {
        """
        <form class="actions" method="post" action="\(address.child("archive"))">\(formToken)\
        \(StoredVersion.field(project.version))\
        \(project.archivedAt == nil ? "<button class=\"button main\">\(texts[.projectArchive])</button>" as HTML : nil)
        <a class="button" href="\(address)">\(texts[.deleteKeep])</a></form>
        """
    }
}
