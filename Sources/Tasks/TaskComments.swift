import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The comments on a task, the oldest first, and the field for one more.
struct TaskComments: PagePart {
    let context: PageContext
    let detail: TaskDetail
    let words: TaskWords
    let refused: RefusedInput?

    private var task: TaskItem { detail.task }

    var html: HTML {
        """
        <section class="block" id="comments"><h2>\(texts[.comments])\(count)</h2>
        \(detail.hasEarlierComments ? earlier : nil)
        \(detail.comments.isEmpty ? none : "<ol class=\"comments\">\n\(detail.comments.map(row))</ol>" as HTML)
        \(detail.commentsBefore == nil ? nil : latest)
        \(detail.rights.mayComment ? add : nil)
        </section>
        """
    }

    private var next: Link { .to("tasks", task.id, fragment: "comments") }

    private var count: HTML? {
        detail.commentCount == 0 ? nil : " <span class=\"count\">\(detail.commentCount)</span>"
    }

    private var earlier: HTML? {
        detail.comments.first.map { first in
            let link = Link.to("tasks", task.id, query: [(Self.before, String(first.id))], fragment: "comments")
            return "<p><a class=\"more\" href=\"\(link)\">\(texts[.commentsEarlier])</a></p>"
        }
    }

    private var latest: HTML {
        "<p><a class=\"more\" href=\"\(Link.to("tasks", task.id, fragment: "comments"))\">\(texts[.commentsLatest])</a></p>"
    }

    /// The field of the page's address that says before which comment its comments end.
    static let before = "commentsBefore"

    private var none: HTML? { detail.rights.mayComment ? nil : "<p class=\"quiet small\">\(texts[.commentsNone])</p>" }

    private func row(_ comment: Comment) -> HTML {
        """
        <li class="comment" id="comment-\(comment.id)"><p class="said">\
        <b>\(comment.authorName ?? texts[.nobodyKnown])</b> \
        \(comment.isImported ? imported : nil)\
        \(texts.moment(comment.createdAt, now: now))\
        \(comment.editedAt.map { edited in
            " <span class=\"quiet\">· \(texts.moment(edited, in: texts[.commentEdited]))</span>" as HTML
        })</p>
        \(text(comment))
        \(tools(comment))</li>

        """
    }

    private func text(_ comment: Comment) -> HTML {
        let (name, back) = ("comment-\(comment.id)", texts[.footnoteBack])
        guard isOwn(comment) else { return words.html(comment.text, name: name, back: back) }
        let boxes = TickBoxes(
            id: "\(name)-boxes", context: context, address: address(comment), version: comment.version, next: next)
        let html = words.html(comment.text, name: name, back: back, box: boxes.button)
        return "\(html)\(boxes.form(of: comment.text))"
    }

    private var imported: HTML {
        "<span class=\"quiet\" title=\"\(texts[.commentImportedWhy])\">· \(texts[.commentImported]) ·</span> "
    }

    private func isOwn(_ comment: Comment) -> Bool {
        detail.rights.mayComment && comment.author != nil && comment.author?.id == caller?.accountId
    }

    private func tools(_ comment: Comment) -> HTML? {
        let isOwn = isOwn(comment)
        guard isOwn || detail.rights.mayRemoveComments else { return nil }
        return "<div class=\"comment-tools\">\(isOwn ? edit(comment) : nil)\(remove(comment))</div>"
    }

    private func address(_ comment: Comment) -> Link { .to("tasks", task.id, "comments", comment.id) }

    private func remove(_ comment: Comment) -> HTML {
        let isStale = refused?.form == .commentButton(comment.id)
        return """
            <form method="post" action="\(address(comment))">\(formToken)\
            <input type="hidden" name="_method" value="DELETE">\(ReturnLink.field(next))\
            \(StoredVersion.field(comment.version))<button class="plain">\(texts[.delete])</button>\
            \(isStale ? "<p class=\"error\" role=\"alert\">\(texts[.errorStale])</p>" as HTML : nil)</form>
            """
    }

    private func edit(_ comment: Comment) -> HTML {
        let refusal = refused.flatMap { $0.form == .editedComment(comment.id) ? $0 : nil }
        return """
            <details\(attribute: "open", if: refusal != nil)><summary class="plain">\(texts[.edit])</summary>
            <form class="comment-form" method="post" action="\(address(comment))">\(formToken)\
            <input type="hidden" name="_method" value="PATCH">\(ReturnLink.field(next))\
            \(StoredVersion.field(version(comment.version, sentTo: address(comment), refusal?.failure)))
            \(area("comment-\(comment.id)-text", .comment, refusal?.typed ?? comment.text, refusal))
            <button class="button">\(texts[.save])</button></form></details>
            """
    }

    private var add: HTML {
        let refusal = refused.flatMap { $0.form == .comment ? $0 : nil }
        return """
            <form class="comment-form" method="post" action="\(Link.to("tasks", task.id, "comments"))">\(formToken)\
            \(ReturnLink.field(next))
            \(area("comment-new", .commentNew, refusal?.typed ?? "", refusal))
            <button class="button">\(texts[.commentSend])</button></form>
            """
    }

    private func area(_ id: String, _ label: TaskText, _ value: String, _ refusal: RefusedInput?) -> HTML {
        """
        <div class="field"><label class="unseen" for="\(id)">\(texts[label])</label>
        <textarea class="input" dir="auto" id="\(id)" name="text" rows="3" required placeholder="\(texts[.commentHint])"\
        \(attribute: "aria-invalid", refusal.map { _ in "true" })\
        \(attribute: "aria-describedby", refusal.map { _ in "\(id)-error" })>
        \(value)</textarea>
        \(refusal.map { "<p class=\"error\" id=\"\(id)-error\">\(texts.sentence($0.failure))</p>" as HTML })</div>
        """
    }
}
