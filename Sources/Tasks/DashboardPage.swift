import Domain
import HTML
import Texts
import Web

/// What one works on now: in progress, open by priority, waiting, done lately; beside it what happened.
struct DashboardPage {
    let texts: Texts
    let formToken: HTML
    let overview: TaskOverview
    let callerName: String
    let now: Instant

    var main: HTML {
        """
        <header class="head"><h1>\(texts.greeting(callerName))</h1>
        <span class="beside">\(texts.weekdayAndDate(now))</span>
        <div class="actions wide-only"><a class="button" href="/tasks#q">\(texts[.search])</a>
        <a class="button main" href="/tasks/new">\(texts[.newTask])</a></div></header>
        \(quickAdd)
        \(ChangeForm(formToken: formToken, next: Link("/")).html)
        <div class="columns">
        <div>
        \(work)
        \(group(.recentlyDone, Link("/tasks?status=done"), overview.recentlyDone, of: nil))
        </div>
        <aside class="beside-column">
        \(DoneChart(texts: texts, donePerDay: overview.donePerDay, live: live, today: now.day).html)
        \(ActivityList(texts: texts, activity: overview.activity, now: now).html)
        </aside>
        </div>
        """
    }

    /// A title is enough; the browser comes back here.
    private var quickAdd: HTML {
        """
        <form class="add" method="post" action="/tasks">\(formToken)<input type="hidden" name="next" value="/">
        <label class="unseen" for="add-title">\(texts[.newTask])</label>
        <input class="input" id="add-title" name="title" placeholder="\(texts[.addPlaceholder])" \
        maxlength="\(TaskRules.titleLimit)" autocomplete="off" required>
        <button>\(texts[.add])</button></form>
        """
    }

    private var work: HTML {
        if overview.counts.values.allSatisfy({ $0 == 0 }) {
            return empty(.dashboardEmptyTitle, .dashboardEmptyText)
        }
        if live == 0 { return empty(.dashboardDoneTitle, .dashboardDoneText) }
        return """
            \(group(.statusActive, Link("/tasks?status=active"), overview.active, of: .active))
            \(group(.statusOpen, Link("/tasks?status=open"), overview.open, of: .open))
            \(group(.statusWaiting, Link("/tasks?status=waiting"), overview.waiting, of: .waiting))
            """
    }

    /// Tasks that are neither done nor dropped.
    private var live: Int {
        TaskStatus.allCases.filter(\.isLive).reduce(0) { $0 + (overview.counts[$1] ?? 0) }
    }

    private func empty(_ title: Text, _ text: Text) -> HTML {
        "<div class=\"empty\"><h3>\(texts[title])</h3><p>\(texts[text])</p></div>"
    }

    /// A section of the list; nothing where it would be empty.
    private func group(_ name: Text, _ link: Link, _ tasks: [TaskItem], of status: TaskStatus?) -> HTML? {
        guard !tasks.isEmpty else { return nil }
        let count = status.flatMap { overview.counts[$0] } ?? tasks.count
        return """
            <section class="group"><h2><a href="\(link)">\(texts[name])</a>\
            \(status == nil ? nil : " <span class=\"count\">\(count)</span>" as HTML)</h2>
            <ul class="tasks">
            \(tasks.map { TaskRow(texts: texts, task: $0, now: now).html })</ul>
            \(count > tasks.count ? "<a class=\"more\" href=\"\(link)\">\(texts.showAll(count, texts[name]))</a>" as HTML : nil)
            </section>
            """
    }
}
