import Domain
import HTML
import Texts
import Web

/// Somebody saved while somebody typed: both versions side by side, what differs marked, one's own ready to be saved.
struct TaskConflictPage {
    let texts: Texts
    let formToken: HTML
    let stored: TaskItem
    let typed: TaskFormPage.Values

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.conflictTitle])</h1></header>
        <p class="words">\(texts[.conflictLead])</p>
        <div class="versions">
        <section class="card version"><h2>\(texts[.conflictYours]) <span class="count">\(texts[.conflictYoursNote])</span></h2>
        <form class="form" method="post" action="\(Link.to("tasks", stored.id))">\(formToken)
        \(TaskFormPage.patch(version: stored.version))
        \(TaskFields(texts: texts, values: typed, failure: nil).html)
        <div class="actions"><button class="button main">\(texts[.conflictSave])</button></div>
        </form></section>
        <section class="card version"><h2>\(texts[.conflictStored])</h2>
        <dl>
        \(value(.title, stored.title, differs: stored.title != typed.title))
        \(value(.description, stored.description, differs: stored.description != typedDescription))
        \(value(.statusLabel, texts[stored.status], differs: stored.status.rawValue != typed.status))
        \(value(.priorityLabel, texts[stored.priority], differs: stored.priority.rawValue != typed.priority))
        </dl>
        <div class="actions"><a class="button" href="\(Link.to("tasks", stored.id))">\(texts[.conflictKeep])</a></div>
        </section>
        </div>
        """
    }

    /// Browsers send line ends as CR LF; stored they are LF.
    private var typedDescription: String {
        typed.description.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
    }

    private func value(_ name: Text, _ value: String, differs: Bool) -> HTML {
        """
        <div\(attribute: "class", differs ? "differs" : nil)><dt>\(texts[name])\
        \(differs ? "<span class=\"unseen\"> (\(texts[.conflictDiffers]))</span>" as HTML : nil)</dt><dd>\(value)</dd></div>
        """
    }
}
