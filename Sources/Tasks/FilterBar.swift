import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The search field and the chips above a list or a board: each chip is a link to the same query with one term more or
/// less.
struct FilterBar {
    /// The address that the links lead to, and what they carry beside the query.
    struct Target {
        let path: StaticString
        var rest: [(String, String)] = []

        func link(_ filter: TaskFilter, _ more: [(String, String)] = []) -> Link { link(typed: filter.text, more) }

        func link(typed query: String, _ more: [(String, String)] = []) -> Link {
            ((query.isEmpty ? [] : [("q", query)]) + rest + more).reduce(Link(path)) { $0.with($1.0, $1.1) }
        }
    }

    let texts: Texts
    let target: Target
    let filter: TaskFilter
    /// The text in the field where it is not the filter: a query that cannot be read.
    var typed: String?
    var hasStatuses = true
    /// Further tools beside the field.
    var tools: HTML?

    var html: HTML {
        """
        <div class="sieve">
        <div class="sieve-line">\(search)\(tools)</div>
        <nav aria-label="\(texts[.filters])"><ul class="chips">
        \(hasStatuses ? statuses : [])\(hasStatuses ? ["<li class=\"gap\" aria-hidden=\"true\"></li>\n"] : [])\(usual)\(others)</ul></nav>
        </div>
        """
    }

    private var search: HTML {
        """
        <form class="search" role="search" action="\(Link(target.path))"><label class="unseen" for="q">\(texts[.search])</label>
        <input class="input" dir="auto" id="q" name="q" type="search" value="\(typed ?? texts.query(filter))" \
        placeholder="\(texts[.searchPlaceholder])" data-suggest="query" autocomplete="off" autocapitalize="none" spellcheck="false"\
        \(attribute: "aria-invalid", typed.map { _ in "true" })\(attribute: "aria-describedby", typed.map { _ in "q-error" })>
        \(target.rest.map { "<input type=\"hidden\" name=\"\($0)\" value=\"\($1)\">" as HTML })\
        <button class="button">\(texts[.search])</button></form>
        """
    }

    /// One of them at a time.
    private var statuses: [HTML] {
        [chip(texts[.liveStatuses], [Self.open])] + TaskStatus.allCases.map { chip(texts[$0], [.term(.status([$0]))]) }
            + [chip(texts[.allStatuses], [])]
    }

    private func chip(_ name: String, _ wanted: [TaskCondition]) -> HTML {
        let rest = filter.conjuncts.filter { !Self.isStatus($0) }
        let isOn = typed == nil && filter.conjuncts.filter(Self.isStatus) == wanted
        return """
            <li><a class="chip" href="\(target.link(TaskFilter(rest + wanted, sort: filter.sort)))"\
            \(attribute: "aria-current", isOn ? "true" : nil)>\(name)</a></li>

            """
    }

    private static let open = TaskCondition.term(.flag([.open]))

    static func isStatus(_ condition: TaskCondition) -> Bool {
        if case .term(.status) = condition { true } else { condition == open }
    }

    /// The queries that are asked for often.
    static let usual: [(name: TaskText, condition: TaskCondition)] = [
        (.chipMine, .term(.assignee([.value(.me)]))), (.chipUnassigned, .term(.assignee([.none]))),
        (.sectionOverdue, .term(.flag([.overdue]))),
        (.chipWeek, .term(.timeCompared(.due, .atMost, .relative(7, .days)))),
        (.chipUrgent, .term(.priorityCompared(.atLeast, .high))), (.chipBlocked, .term(.flag([.blocked]))),
    ]

    private var usual: [HTML] {
        Self.usual.map { name, condition in
            let isOn = filter.contains(condition)
            return """
                <li><a class="chip" href="\(target.link(filter.toggling(condition)))"\
                \(attribute: "aria-current", isOn ? "true" : nil)>\(texts[name])\(isOn ? Icon.remove.html : nil)</a></li>

                """
        }
    }

    /// The rest that the query asks for, to be taken out again.
    private var others: [HTML] {
        filter.conjuncts.filter { condition in
            !(hasStatuses && Self.isStatus(condition)) && !Self.usual.contains { $0.condition == condition }
        }.map { condition in
            let words = condition.text(in: texts.queryLanguage)
            return """
                <li><a class="chip" href="\(target.link(filter.removing(condition)))" aria-current="true" \
                aria-label="\(texts.withoutFilter(words))"><span class="mono">\(words)</span>\(Icon.remove.html)</a></li>

                """
        }
    }
}

/// The orders that a list can have, behind one word that names the present one.
struct SortMenu {
    let texts: Texts
    let target: FilterBar.Target
    let filter: TaskFilter

    private static let orders: [(name: TaskText, sort: [TaskSort])] = [
        (.sortNewest, []), (.sortDue, [TaskSort(.due)]), (.sortPriority, [TaskSort(.priority), TaskSort(.due)]),
        (.sortUpdated, [TaskSort(.updated, descending: true)]), (.sortTitle, [TaskSort(.title)]),
        (.sortCompleted, [TaskSort(.completed, descending: true)]),
    ]

    private var present: String {
        guard let order = Self.orders.first(where: { $0.sort == filter.sort }) else {
            return filter.sort.map { $0.text(in: texts.queryLanguage) }.joined(separator: ", ")
        }
        return name(order)
    }

    /// With words the best match comes first where no order is asked for.
    private func name(_ order: (name: TaskText, sort: [TaskSort])) -> String {
        texts[order.sort.isEmpty && !filter.patterns.isEmpty ? .sortBest : order.name]
    }

    var html: HTML {
        """
        <details class="drop"><summary class="button"><span class="wide-only">\(texts[.sort]):</span> \(present)</summary>
        <ul class="pop">
        \(Self.orders.map { order in
            """
            <li><a href="\(target.link(filter.sorted(by: order.sort)))"\
            \(attribute: "aria-current", order.sort == filter.sort ? "true" : nil)>\(name(order))</a></li>

            """ as HTML
        })</ul></details>
        """
    }
}
