import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The description of a task, whose boxes whoever may change it ticks where they stand.
struct TaskDescription: PagePart {
    let context: PageContext
    let detail: TaskDetail
    let words: TaskWords
    let refused: RefusedInput?

    private var task: TaskItem { detail.task }
    private var address: Link { .to("tasks", task.id) }
    private var mayEdit: Bool { detail.rights.mayEdit }

    var html: HTML? {
        guard !task.description.isEmpty else { return mayEdit ? add : nil }
        return """
            <section class="description" aria-label="\(texts[.description])">\(text)\
            \(mayEdit ? boxes.form(of: task.description) : nil)\(stale)</section>
            """
    }

    private var stale: HTML? {
        refused?.form == .description ? "<p class=\"error\" role=\"alert\">\(texts[.errorStale])</p>" : nil
    }

    private var add: HTML {
        """
        <p class="quiet none"><a class="plain" href="\(address.child("edit"))">\(texts[.descriptionAdd])</a></p>
        """
    }

    private var text: HTML {
        let back = texts[.footnoteBack]
        guard mayEdit else { return words.html(task.description, name: "description", back: back) }
        return words.html(task.description, name: "description", back: back, box: boxes.button)
    }

    private var boxes: TickBoxes {
        TickBoxes(id: "boxes", context: context, address: address, version: task.version, next: address)
    }
}
