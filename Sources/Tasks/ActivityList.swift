import Domain
import HTML
import Texts

/// What happened lately: who did what to which task, and when.
struct ActivityList {
    let texts: Texts
    let activity: [Activity]
    let now: Instant

    var html: HTML? {
        guard !activity.isEmpty else { return nil }
        return """
            <section class="card"><h2>\(texts[.activityTitle])</h2>
            <ul class="events">
            \(activity.map(line))</ul></section>
            """
    }

    private func line(_ item: Activity) -> HTML {
        let words = texts.activity(item.kind)
        return """
            <li><span><b>\(item.actor ?? "ELWOSA")</b> \(words.before) \(name(item)) \(words.after)</span>\
            <time datetime="\(item.at.rfc3339)">\(texts.ago(item.at, now: now))</time></li>

            """
    }

    /// The task by its title, and where it still is, as a link to it; an import's number as it stands.
    private func name(_ item: Activity) -> HTML {
        guard item.kind != .taskImported else { return HTML(text: item.title) }
        let title = texts.quoted(item.title)
        guard let id = item.taskId, item.kind != .taskDeleted else { return HTML(text: title) }
        return "<a href=\"\(Link.to("tasks", id))\">\(title)</a>"
    }
}
