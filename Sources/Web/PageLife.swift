import Calendar
import Domain
import HTML
import Texts

/// The means by which a page keeps up with what happens while it is open (`www/live.js`).
package struct LiveView: Sendable, Equatable {
    let topics: [Topic]
    /// The page is put right by itself; else it says that there is something newer, since a form is somebody's work.
    let isPatched: Bool

    /// A page that shows tasks, labels or projects: what one of them is may stand on the page of another.
    package static let tasks = LiveView(topics: [.tasks], isPatched: true)

    /// A page that shows what is in spaces of memory, and perhaps tasks.
    package static func memory(_ spaces: [Int64], withTasks: Bool = false) -> LiveView {
        LiveView(topics: (withTasks ? [.tasks] : []) + spaces.prefix(spaceLimit).map(Topic.memory), isPatched: true)
    }

    /// The spaces that one page hears of; what happens in others is there when the page is loaded again.
    private static let spaceLimit = 40

    package static func form(ofTask id: Int64) -> LiveView { LiveView(topics: [.task(id)], isPatched: false) }
}

/// When a page was drawn, and from which state of things.
struct PageLife {
    let texts: Texts
    let at: Instant
    /// The number of the newest event in what was read; nil where that is not known.
    let seq: Int64?
    /// The life in which that number means something.
    let life: Life
    var live: LiveView?

    /// The attributes of the body that the script reads.
    var attributes: HTML {
        """
        \(attribute: "data-seq", seq.map(String.init))\(attribute: "data-life", seq.map { _ in life.description })\
        \(attribute: "data-topics", live?.topics.map(\.text).joined(separator: " "))\
        \(attribute: "data-live", live.map { $0.isPatched ? "patch" : "watch" }) data-newer="\(texts[.liveNewer])" \
        data-newer-link="\(texts[.liveNewerLink])" data-gone="\(texts[.liveGone])"
        """
    }

    /// The age of the page, for whoever has no script or no connection; with both, that it is as things are.
    var foot: HTML {
        """
        <footer class="drawn" id="drawn"><span class="as-of">\(texts[.drawnAt]) \(time)</span>\
        <span class="live-sign" hidden>\(texts[.live])</span></footer>
        """
    }

    var time: HTML {
        """
        <time datetime="\(at.rfc3339)" title="\(texts.exactTime(at))" data-zone="\(texts.zone.name)">\(texts.dayAndHour(at))</time>
        """
    }
}
