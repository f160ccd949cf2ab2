import HTML
import Markdown
import TaskDomain
import TaskTexts
import Texts
import Web

/// The description of a task, whose boxes whoever may change it ticks where they stand.
struct TaskDescription: PagePart {
    let context: PageContext
    let detail: TaskDetail
    let words: TaskWords

    private var task: TaskItem { detail.task }
    private var address: Link { .to("tasks", task.id) }
    private var mayEdit: Bool { detail.rights.mayEdit }

    var html: HTML? {
        guard !task.description.isEmpty else { return mayEdit ? add : nil }
        return """
            <section class="description" aria-label="\(texts[.description])">\(text)\(mayEdit ? form : nil)</section>
            """
    }

    private var add: HTML {
        """
        <p class="quiet none"><a class="plain" href="\(address.child("edit"))">\(texts[.descriptionAdd])</a></p>
        """
    }

    private var text: HTML {
        let back = texts[.footnoteBack]
        guard mayEdit else { return words.html(task.description, name: "description", back: back) }
        return words.html(task.description, name: "description", back: back, box: box)
    }

    private func box(_ box: Markdown.TickBox) -> HTML {
        """
        <button class="box" form="boxes" formaction="\(address.child("boxes").child(box.number))"\
        \(attribute: "name", box.isTicked ? "_method" : nil)\(attribute: "value", box.isTicked ? "DELETE" : nil) \
        role="checkbox" aria-checked="\(box.isTicked ? "true" : "false")" \
        aria-label="\(box.words.isEmpty ? String(box.number) : box.words)">\(box.isTicked ? "☑" : "☐")</button>\u{20}
        """
    }

    /// The form of all boxes, with the version that they were drawn from.
    private var form: HTML? {
        guard task.description.utf8.contains(UInt8(ascii: "[")) else { return nil }
        return ChangeForm(
            id: "boxes", context: context, next: address,
            fields: [(name: "version", value: String(task.version))]
        ).html
    }
}
