import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The latest activity: who did what to which task, and when.
struct ActivityList {
    let texts: Texts
    let activity: [Activity]
    let now: Instant

    var html: HTML? {
        guard !activity.isEmpty else { return nil }
        return """
            <section class="card"><h2>\(texts[.activityTitle])</h2>
            <ul class="events">
            \(runs.map { line($0.item, count: $0.count) })</ul></section>
            """
    }

    /// The same done to the same task several times in a row is one line, with the latest time.
    private var runs: [(item: Activity, count: Int)] {
        activity.reduce(into: []) { runs, item in
            if let last = runs.last?.item, last.actor == item.actor, last.tokenMaker == item.tokenMaker,
                last.kind == item.kind, last.title == item.title,
                last.taskId == item.taskId
            {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((item, 1))
            }
        }
    }

    private func line(_ item: Activity, count: Int) -> HTML {
        let words = texts.activity(item.kind)
        return """
            <li><span><b>\(item.actor ?? "ELWOSA")</b>\
            \(item.tokenMaker.map { " <span class=\"quiet\">\(texts.tokenMadeBy($0))</span>" as HTML }) \
            \(words.before) \(name(item)) \(words.after)\
            \(count > 1 ? " <span class=\"count\">\(count) ×</span>" as HTML : nil)</span>\
            \(texts.moment(item.at, now: now))</li>

            """
    }

    /// The task by its title, and where it still is, as a link to it; one that is gone without a title as just that; an
    /// import's number as it stands.
    private func name(_ item: Activity) -> HTML {
        guard item.kind != .importFinished else { return HTML(isolated: item.title) }
        guard !item.title.isEmpty else { return HTML(text: texts[.activityTaskGone]) }
        let title = texts.quoted(item.title)
        guard let id = item.taskId, item.kind != .taskDeleted else { return HTML(isolated: title) }
        return "<a href=\"\(Link.to("tasks", id))\">\(title)</a>"
    }
}
