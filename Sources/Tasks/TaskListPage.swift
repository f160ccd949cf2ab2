import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The tasks that a query asks for, and what can be done with several of them at once.
struct TaskListPage: Page {
    let drawing: TaskDrawing
    let query: TaskQuery
    let page: TaskPage
    var views: [SavedView] = []
    /// Into which tasks can be put.
    var projects: [ProjectSummary] = []
    /// Every task of the page is chosen.
    var isAllPicked = false
    var newTask = FrameMenu.newTask

    var context: PageContext { drawing.context }
    private var filter: TaskFilter { query.filter }
    private var target: FilterBar.Target {
        FilterBar.Target(path: "/tasks", rest: query.limit == 50 ? [] : [("limit", String(query.limit))])
    }

    /// The saved view that asks for the same.
    private var view: SavedView? { views.first { $0.query == filter.text } }

    var title: String { view?.name ?? texts[.tasks] }

    var main: HTML {
        """
        <header class="head"><h1>\(title)</h1>
        <div class="actions">\(asBoard)\(newButton)</div></header>
        \(FilterBar(texts: texts, target: target, filter: filter, tools: tools).html)
        \(ChangeForm(context: context, next: here).html)
        \(hint)\(page.tasks.isEmpty ? empty : list)
        """
    }

    /// A sentence about how the query was read, where that may be another way than it was meant.
    private var hint: HTML? {
        if page.instead != nil { return "<p class=\"hint\" role=\"status\">\(texts[.listInstead])</p>" }
        let isJoined = filter.conjuncts.contains { condition in
            if case .term(.word(let word)) = condition { ["and", "und"].contains(word.lowercased()) } else { false }
        }
        return isJoined && filter.conjuncts.count > 2 ? "<p class=\"hint\">\(texts[.listAndHint])</p>" : nil
    }

    private var here: Link { target.link(filter, query.after.map { [("after", $0)] } ?? []) }

    private var asBoard: HTML {
        "<a class=\"button\" href=\"\(FilterBar.Target(path: "/board").link(filter.sorted(by: [])))\">\(texts[.board])</a>"
    }

    private var newButton: HTML? {
        drawing.mayWrite ? "<a class=\"button main wide-only\" href=\"\(newTask)\">\(texts[.newTask])</a>" : nil
    }

    private var tools: HTML {
        "\(SortMenu(texts: texts, target: target, filter: filter).html)\(save)\(export)\(QueryHelp(texts: texts).folded)"
    }

    /// The way to the files that the query's tasks can be taken along as.
    private var export: HTML? {
        guard !page.tasks.isEmpty else { return nil }
        let link = Link.to("tasks", "export", query: [("q", filter.text)])
        return "<a class=\"button\" href=\"\(link)\">\(texts[.export])</a>"
    }

    /// A name makes a view of the query.
    private var save: HTML? {
        guard view == nil, !filter.text.isEmpty else { return nil }
        return """
            <details class="drop"><summary class="button">\(texts[.viewSave])</summary>
            <form class="pop" method="post" action="/views">\(formToken)<input type="hidden" name="query" value="\(filter.text)">\
            \(ReturnLink.field(target.link(filter)))
            <label for="view-name">\(texts[.viewName])</label>
            <input class="input" dir="auto" id="view-name" name="name" autocomplete="off" required>
            <button class="button main">\(texts[.save])</button></form></details>
            """
    }

    /// The tasks of the list may differ in status.
    private var isMixed: Bool {
        !filter.conjuncts.contains { condition in
            if case .term(.status(let statuses)) = condition { statuses.count == 1 } else { false }
        }
    }

    private var list: HTML {
        let pick: TaskRow.Pick = drawing.mayWrite ? isAllPicked ? .chosen : .open : .never
        return """
            <ul class="tasks top">
            \(page.tasks.map { row($0, pick).html })</ul>
            \(drawing.mayWrite ? bulk : nil)
            \(pager)
            """
    }

    private func row(_ task: TaskItem, _ pick: TaskRow.Pick) -> TaskRow {
        TaskRow(drawing: drawing, task: task, showsStatus: isMixed, pick: pick, comment: page.comments[task.id])
    }

    private var bulk: HTML {
        BulkForm(
            context: context, tasks: page.tasks, projects: projects, next: here,
            pickAll: isAllPicked ? nil : here.with("pick", "all")
        ).html
    }

    private var pager: HTML? {
        guard page.next != nil || query.after != nil else { return nil }
        let first = query.after == nil ? nil : pageLink(target.link(filter), .firstPage)
        let next = page.next.map { pageLink(target.link(filter, [("after", $0)]), .nextPage) }
        return "<nav class=\"pager\" aria-label=\"\(texts[.pages])\">\(first)\(next)</nav>"
    }

    private func pageLink(_ link: Link, _ text: CommonText) -> HTML {
        "<a class=\"button\" href=\"\(link)\">\(texts[text])</a>"
    }

    /// The words of an empty list: what it is for, or why nothing is in it, and the next step.
    private var empty: HTML {
        if let next = page.next {
            let link = target.link(filter, [("after", next)])
            return emptyPage(.listPartTitle, .listPartText, link, texts[.listPartNext])
        }
        return switch filter.text {
        case "" where query.after == nil:
            emptyPage(.listEmptyTitle, .listEmptyText, newTask, texts[.newTask], offersImport: drawing.mayWrite)
        case "is:open" where query.after == nil:
            emptyPage(.listClearTitle, .listClearText, newTask, texts[.newTask])
        default: emptyPage(.listNoneTitle, .listNoneText, Link("/tasks"), texts[.showAll])
        }
    }

    private func emptyPage(
        _ title: TaskText, _ text: TaskText, _ link: Link, _ gesture: String, offersImport: Bool = false
    ) -> HTML {
        """
        <div class="empty"><h2>\(texts[title])</h2><p>\(texts[text])</p>
        <a class="button" href="\(link)">\(gesture)</a>\(offersImport ? ImportWay(texts: texts).html : nil)</div>
        """
    }
}
