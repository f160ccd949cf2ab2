import Domain
import HTML
import Texts
import Web

/// The tasks, newest first, as the search and the chips above them ask for.
struct TaskListPage {
    let texts: Texts
    let formToken: HTML
    let query: TaskQuery
    let page: TaskPage
    let now: Instant

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.tasks])</h1>
        <div class="actions wide-only"><a class="button main" href="/tasks/new">\(texts[.newTask])</a></div></header>
        <div class="sieve">
        \(search)
        <nav aria-label="\(texts[.statusLabel])"><ul class="chips">
        \(chip(texts[.liveStatuses], TaskStatus.allCases.filter(\.isLive)))\
        \(TaskStatus.allCases.map { chip(texts[$0], [$0]) })\(chip(texts[.allStatuses], []))</ul></nav>
        </div>
        \(ChangeForm(formToken: formToken, next: link(query.statuses, after: query.after)).html)
        \(page.tasks.isEmpty ? empty : list)
        """
    }

    private var search: HTML {
        """
        <form class="search" role="search" action="/tasks"><label class="unseen" for="q">\(texts[.search])</label>
        <input class="input" id="q" name="q" type="search" value="\(query.words ?? "")" \
        placeholder="\(texts[.searchPlaceholder])">
        \(query.statuses.map { "<input type=\"hidden\" name=\"status\" value=\"\($0.rawValue)\">" as HTML })\
        <button class="button">\(texts[.search])</button></form>
        """
    }

    private func chip(_ name: String, _ statuses: [TaskStatus]) -> HTML {
        """
        <li><a class="chip" href="\(link(statuses, after: nil))"\
        \(attribute: "aria-current", query.statuses == statuses ? "true" : nil)>\(name)</a></li>

        """
    }

    private var list: HTML {
        """
        <ul class="tasks top">
        \(page.tasks.map { TaskRow(texts: texts, task: $0, now: now, showsStatus: query.statuses.count != 1).html })</ul>
        \(pager)
        """
    }

    private var pager: HTML? {
        guard page.next != nil || query.after != nil else { return nil }
        let first = query.after == nil ? nil : pageLink(link(query.statuses, after: nil), .firstPage)
        let next = page.next.map { pageLink(link(query.statuses, after: $0), .nextPage) }
        return "<nav class=\"pager\" aria-label=\"\(texts[.pages])\">\(first)\(next)</nav>"
    }

    private func pageLink(_ link: Link, _ text: Text) -> HTML {
        "<a class=\"button\" href=\"\(link)\">\(texts[text])</a>"
    }

    /// What the list is for, or why nothing is in it, and the next step.
    private var empty: HTML {
        (query.words ?? "").isEmpty && query.statuses.isEmpty && query.after == nil
            ? emptyPage(.listEmptyTitle, .listEmptyText, Link("/tasks/new"), .newTask)
            : emptyPage(.listNoneTitle, .listNoneText, Link("/tasks"), .showAll)
    }

    private func emptyPage(_ title: Text, _ text: Text, _ link: Link, _ gesture: Text) -> HTML {
        """
        <div class="empty"><h3>\(texts[title])</h3><p>\(texts[text])</p>
        <a class="button" href="\(link)">\(texts[gesture])</a></div>
        """
    }

    /// The same list with other statuses or from another place.
    private func link(_ statuses: [TaskStatus], after: TaskItem.ID?) -> Link {
        var pairs: [(String, String)] = statuses.map { ("status", $0.rawValue) }
        if let words = query.words, !words.isEmpty { pairs.append(("q", words)) }
        if let after { pairs.append(("after", String(after))) }
        if query.limit != TaskQuery().limit { pairs.append(("limit", String(query.limit))) }
        return .to("tasks", query: pairs)
    }
}
