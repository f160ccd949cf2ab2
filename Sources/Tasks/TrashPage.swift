import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The trash: what was deleted, by whom and when, how long it can be brought back, and the way back.
struct TrashPage: Page {
    let context: PageContext
    let trash: [TrashedTask]
    let projects: [ProjectSummary]
    let isLater: Bool
    let limit: Int

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.trash])</h1></header>
        <p class="second lead">\(texts.trashLead(days: Int(TrashedTask.lifetime / 86_400)))</p>
        \(trash.isEmpty ? empty : "<ul class=\"rows\">\n\(trash.map(row))</ul>" as HTML)
        \(pager)
        """
    }

    private var empty: HTML {
        "<div class=\"empty\"><h2>\(texts[.trashEmptyTitle])</h2><p>\(texts[.trashEmptyText])</p></div>"
    }

    private func row(_ task: TrashedTask) -> HTML {
        let project = projects.first { $0.id == task.projectId }
        return """
            <li><div class="what">\(task.title)<small>\(texts.moment(
                task.deletedAt, in: texts.deletedBy(task.actor ?? "ELWOSA", task.deletedAt, now: now)))\
            \((project?.project.name ?? task.inbox.map(place)).map { " · \($0)" as HTML }) · \(texts.goneIn(days: daysLeft(task)))</small></div>\
            \(mayRestore(task, project) ? restore(task) : nil)</li>

            """
    }

    private func place(_ inbox: String) -> String {
        inbox == caller?.name ? texts[.inbox] : texts.inboxOf(inbox)
    }

    /// - Units: days begun.
    private func daysLeft(_ task: TrashedTask) -> Int {
        Int(max(0, (task.deletedAt.seconds + TrashedTask.lifetime - now.seconds + 86_399) / 86_400))
    }

    /// Tells whether the reader may restore the task; what comes from an inbox is shown to whoever that belongs to.
    private func mayRestore(_ task: TrashedTask, _ project: ProjectSummary?) -> Bool {
        caller.map { TaskRights($0, role: project?.role ?? .owner).mayEdit } ?? false
    }

    private func restore(_ task: TrashedTask) -> HTML {
        """
        <form method="post" action="\(Link.to("trash", task.id, "restoration"))">\(formToken)\
        <button class="button" aria-label="\(texts.label(texts[.restore], task.title))">\(texts[.restore])</button></form>
        """
    }

    private var pager: HTML? {
        let older = trash.count < limit ? nil : trash.last.map { link([("before", String($0.seq))], .nextPage) }
        let first = isLater ? link([], .firstPage) : nil
        guard older != nil || first != nil else { return nil }
        return "<nav class=\"pager\" aria-label=\"\(texts[.pages])\">\(first)\(older)</nav>"
    }

    private func link(_ query: [(String, String)], _ text: CommonText) -> HTML {
        let limit = limit == Window.usual ? [] : [("limit", String(limit))]
        return "<a class=\"button\" href=\"\(Link.to("trash", query: query + limit))\">\(texts[text])</a>"
    }
}
