import Calendar
import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// All that happened to a task, day by day, the latest first.
struct TaskHistoryPage: Page {
    let context: PageContext
    let task: TaskItem
    let entries: [HistoryEntry]
    let mayUndo: Bool
    /// The page begins somewhere else than now.
    let isLater: Bool
    let limit: Int
    var newTask = FrameMenu.newTask

    var main: HTML {
        """
        <a class="back" href="\(Link.to("tasks", task.id))">\(Icon.back.html)\(task.title)</a>
        <header class="head"><h1>\(texts[.history])</h1></header>
        \(ChangeForm(context: context, next: address).html)
        \(days.map(day))
        \(pager)
        """
    }

    private var address: Link { .to("tasks", task.id, "history") }

    private var days: [(day: CivilDate, entries: [HistoryEntry])] {
        entries.reduce(into: []) { days, entry in
            let day = texts.zone.localDate(at: entry.at)
            if days.last?.day == day {
                days[days.count - 1].entries.append(entry)
            } else {
                days.append((day, [entry]))
            }
        }
    }

    private func day(_ day: (day: CivilDate, entries: [HistoryEntry])) -> HTML {
        """
        <section class="block"><h2>\(texts.dayName(day.day, today: texts.zone.localDate(at: now)))</h2>
        <ol class="history">
        \(HistoryLine.list(day.entries, texts: texts, now: now, mayUndo: mayUndo, showsHour: true))</ol></section>

        """
    }

    private var pager: HTML? {
        let older = entries.count < limit ? nil : entries.last.map { link([("before", String($0.seq))], .nextPage) }
        let first = isLater ? link([], .firstPage) : nil
        guard older != nil || first != nil else { return nil }
        return "<nav class=\"pager\" aria-label=\"\(texts[.pages])\">\(first)\(older)</nav>"
    }

    private func link(_ query: [(String, String)], _ text: CommonText) -> HTML {
        let limit = limit == Window.usual ? [] : [("limit", String(limit))]
        let link = Link.to("tasks", task.id, "history", query: query + limit)
        return "<a class=\"button\" href=\"\(link)\">\(texts[text])</a>"
    }
}
