import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The dashboard: what is late, what today brings, what is going on and what waits; beside it what happened.
struct DashboardPage: Page {
    let drawing: TaskDrawing
    let overview: TaskOverview
    let callerName: String

    var context: PageContext { drawing.context }

    var main: HTML {
        """
        <header class="head"><h1>\(texts.greeting(callerName))</h1>
        <span class="beside">\(texts.weekdayAndDate(drawing.frame.now))</span>
        <div class="actions wide-only"><a class="button" href="/tasks#q">\(texts[.search])</a>
        \(drawing.mayWrite ? "<a class=\"button main\" href=\"/tasks/new\">\(texts[.newTask])</a>" as HTML : nil)</div></header>
        \(drawing.mayWrite ? quickAdd : nil)
        \(ChangeForm(context: context, next: Link("/")).html)
        <div class="columns">
        <div>
        \(work)
        \(DashboardSection(drawing: drawing, name: .recentlyDone, query: "status:done sort:-completed", tasks: overview.recentlyDone, limit: 5, isCounted: false).html)
        </div>
        <aside class="beside-column">
        \(DoneChart(texts: texts, donePerDay: overview.donePerDay, live: overview.live, today: drawing.frame.today).html)
        \(OpenChart(texts: texts, openPerDay: overview.openPerDay, today: drawing.frame.today).html)
        \(ActivityList(texts: texts, activity: overview.activity, now: drawing.frame.now).html)
        </aside>
        </div>
        """
    }

    /// A title is enough; the browser comes back here.
    private var quickAdd: HTML {
        """
        <form class="add" method="post" action="/tasks">\(formToken)\(ReturnLink.field(Link("/")))
        <label class="unseen" for="add-title">\(texts[.newTask])</label>
        <input class="input" dir="auto" id="add-title" name="title" placeholder="\(texts[.addPlaceholder])" \
        autocomplete="off" required>
        <button>\(texts[.add])</button></form>
        """
    }

    private var work: HTML {
        if overview.counts.values.allSatisfy({ $0 == 0 }) {
            let way = drawing.mayWrite ? ImportWay(texts: texts).html : nil
            return empty(.dashboardEmptyTitle, .dashboardEmptyText, way)
        }
        if overview.live == 0 { return empty(.dashboardDoneTitle, .dashboardDoneText) }
        let sections = Self.sections(of: overview).map {
            DashboardSection(drawing: drawing, name: $0.name, query: $0.query, tasks: $0.tasks).html
        }
        return sections.allSatisfy { $0 == nil }
            ? empty(.dashboardOthersTitle, .dashboardOthersText) : "\(sections.compactMap { $0 })"
    }

    private func empty(_ title: TaskText, _ text: TaskText, _ way: HTML? = nil) -> HTML {
        "<div class=\"empty\"><h2>\(texts[title])</h2><p>\(texts[text])</p>\(way)</div>"
    }

    /// Each task once, where it presses most; the queries say the same.
    static func sections(of overview: TaskOverview) -> [(name: TaskText, query: String, tasks: [TaskItem])] {
        let above = Set((overview.overdue + overview.today).map(\.id))
        let rest = { (tasks: [TaskItem]) in tasks.filter { !above.contains($0.id) } }
        return [
            (.sectionOverdue, "is:overdue sort:-due", overview.overdue),
            (.dayToday, "is:open due:today -is:overdue sort:due", overview.today),
            (.statusActive, "status:active (due:none or due>today) sort:priority,due", rest(overview.active)),
            (
                .sectionMine, "status:open assignee:me,none (due:none or due>today) sort:priority,due",
                rest(overview.open)
            ),
            (.sectionOthers, "status:waiting (due:none or due>today) sort:priority,due", rest(overview.waiting)),
        ]
    }
}

/// Some tasks of the dashboard under a heading that leads to all of them; nothing where there are none.
struct DashboardSection {
    let drawing: TaskDrawing
    let name: TaskText
    /// In its canonical spelling.
    let query: String
    /// At most 50 come from the store.
    let tasks: [TaskItem]
    var limit = 10
    var isCounted = true

    private var texts: Texts { drawing.texts }
    private var link: Link { .to("tasks", query: [("q", query)]) }
    private var count: String { tasks.count >= 50 ? "50+" : String(tasks.count) }

    var html: HTML? {
        guard !tasks.isEmpty else { return nil }
        return """
            <section class="group" id="group-\(String(describing: name))"><h2><a href="\(link)">\(texts[name])</a>\
            \(isCounted ? " <span class=\"count\">\(count)</span>" as HTML : nil)</h2>
            <ul class="tasks">
            \(tasks.prefix(limit).map { TaskRow(drawing: drawing, task: $0).html })</ul>
            \(tasks.count > limit ? "<a class=\"more\" href=\"\(link)\">\(texts.showAll(count, texts[name]))</a>" as HTML : nil)
            </section>
            """
    }
}
