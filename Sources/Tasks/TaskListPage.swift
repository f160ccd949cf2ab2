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
        \(ChangeForm(formToken: formToken, next: link(query.filter, after: query.after)).html)
        \(page.tasks.isEmpty ? empty : list)
        """
    }

    private var search: HTML {
        """
        <form class="search" role="search" action="/tasks"><label class="unseen" for="q">\(texts[.search])</label>
        <input class="input" id="q" name="q" type="search" value="\(query.filter.text)" \
        placeholder="\(texts[.searchPlaceholder])">
        <button class="button">\(texts[.search])</button></form>
        """
    }

    private func chip(_ name: String, _ statuses: [TaskStatus]) -> HTML {
        let others = query.filter.conjuncts.filter { condition in
            if case .term(.status) = condition { false } else { true }
        }
        let wanted = TaskFilter(
            others + (statuses.isEmpty ? [] : [.term(.status(statuses))]), sort: query.filter.sort)
        return """
            <li><a class="chip" href="\(link(wanted, after: nil))"\
            \(attribute: "aria-current", wanted == query.filter ? "true" : nil)>\(name)</a></li>

            """
    }

    /// Whether the tasks of the list may differ in status.
    private var isMixed: Bool {
        !query.filter.conjuncts.contains { condition in
            if case .term(.status(let statuses)) = condition { statuses.count == 1 } else { false }
        }
    }

    private var list: HTML {
        """
        <ul class="tasks top">
        \(page.tasks.map { TaskRow(texts: texts, task: $0, now: now, showsStatus: isMixed).html })</ul>
        \(pager)
        """
    }

    private var pager: HTML? {
        guard page.next != nil || query.after != nil else { return nil }
        let first = query.after == nil ? nil : pageLink(link(query.filter, after: nil), .firstPage)
        let next = page.next.map { pageLink(link(query.filter, after: $0), .nextPage) }
        return "<nav class=\"pager\" aria-label=\"\(texts[.pages])\">\(first)\(next)</nav>"
    }

    private func pageLink(_ link: Link, _ text: Text) -> HTML {
        "<a class=\"button\" href=\"\(link)\">\(texts[text])</a>"
    }

    /// What the list is for, or why nothing is in it, and the next step.
    private var empty: HTML {
        query.filter.conjuncts.isEmpty && query.after == nil
            ? emptyPage(.listEmptyTitle, .listEmptyText, Link("/tasks/new"), .newTask)
            : emptyPage(.listNoneTitle, .listNoneText, Link("/tasks"), .showAll)
    }

    private func emptyPage(_ title: Text, _ text: Text, _ link: Link, _ gesture: Text) -> HTML {
        """
        <div class="empty"><h3>\(texts[title])</h3><p>\(texts[text])</p>
        <a class="button" href="\(link)">\(texts[gesture])</a></div>
        """
    }

    /// The same list by another query, or from another place.
    private func link(_ filter: TaskFilter, after: String?) -> Link {
        var pairs: [(String, String)] = []
        if !filter.text.isEmpty { pairs.append(("q", filter.text)) }
        if let after { pairs.append(("after", after)) }
        if query.limit != 50 { pairs.append(("limit", String(query.limit))) }
        return .to("tasks", query: pairs)
    }
}
