import Domain
import HTML
import Texts
import Web

/// The steps of a task in their order, each with its tick, and the field for the next one.
struct TaskSteps {
    let texts: Texts
    let formToken: HTML
    let task: TaskItem
    let typed: String
    let failure: Failure?

    var html: HTML {
        """
        <section class="block" id="steps"><h2>\(texts[.steps])\(progress)</h2>
        \(ChangeForm(id: "step-change", formToken: formToken, next: next).html)
        \(ChangeForm(id: "step-move", formToken: formToken, next: next, method: "PATCH").html)
        \(list)
        \(add)
        </section>
        """
    }

    /// Back to the steps, so that a long description does not push them out of sight after every tick.
    private var next: Link { .to("tasks", task.id, fragment: "steps") }

    private var progress: HTML? {
        task.progress.total > 0 ? ProgressBar(texts: texts, progress: task.progress).html : nil
    }

    private var list: HTML? {
        guard !task.steps.isEmpty else { return nil }
        return "<ol class=\"steps\">\n\(task.steps.indices.map(row))</ol>"
    }

    private func row(_ index: Int) -> HTML {
        let step = task.steps[index]
        return """
            <li class="step\(step.done ? " done" : "")">\(tick(step))<span class="title">\(step.title)</span>\
            <span class="tools">\(index == 0 ? nil : up(step, to: index - 1))\(remove(step))</span></li>

            """
    }

    private func tick(_ step: TaskStep) -> HTML {
        let gesture = step.done ? texts[.reopen] : texts[.complete]
        return """
            <button class="tick\(step.done ? " ticked" : "")" form="step-change" \
            formaction="\(Link.to("tasks", task.id, "steps", step.id, "completion"))"\
            \(attribute: "name", step.done ? "_method" : nil)\(attribute: "value", step.done ? "DELETE" : nil) \
            title="\(gesture)" aria-label="\(gesture): \(step.title)"></button>
            """
    }

    private func up(_ step: TaskStep, to position: Int) -> HTML {
        """
        <button class="tool" form="step-move" formaction="\(Link.to("tasks", task.id, "steps", step.id))" \
        name="position" value="\(position)" title="\(texts[.stepUp])" \
        aria-label="\(texts[.stepUp]): \(step.title)">\(Icon.up.html)</button>
        """
    }

    private func remove(_ step: TaskStep) -> HTML {
        """
        <button class="tool" form="step-change" formaction="\(Link.to("tasks", task.id, "steps", step.id))" \
        name="_method" value="DELETE" title="\(texts[.stepRemove])" \
        aria-label="\(texts[.stepRemove]): \(step.title)">\(Icon.remove.html)</button>
        """
    }

    private var add: HTML {
        let error = failure.map { $0.rule.map(texts.sentence) ?? texts[$0.kind] }
        return """
            <form class="step-add" method="post" action="\(Link.to("tasks", task.id, "steps"))">\(formToken)\
            <input type="hidden" name="next" value="\(next)">
            <div class="field"><label class="unseen" for="step-title">\(texts[.stepNew])</label>
            <input class="input" id="step-title" name="title" value="\(typed)" placeholder="\(texts[.stepNew])" \
            maxlength="\(TaskRules.titleLimit)" autocomplete="off" required\
            \(attribute: "aria-invalid", error.map { _ in "true" })\
            \(attribute: "aria-describedby", error.map { _ in "step-error" })>
            \(error.map { "<p class=\"error\" id=\"step-error\">\($0)</p>" as HTML })</div>
            <button class="button">\(texts[.add])</button></form>
            """
    }
}
