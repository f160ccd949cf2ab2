import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The steps of a task in their order, each with its tick and what can be done with it, and the field for the next one.
struct TaskSteps: PagePart {
    let context: PageContext
    let detail: TaskDetail
    let refused: RefusedInput?

    private var task: TaskItem { detail.task }

    /// Nothing for whoever may only read and finds none.
    var html: HTML? {
        guard !task.steps.isEmpty || detail.rights.mayEdit else { return nil }
        return """
            <section class="block" id="steps"><h2>\(texts[.steps])\(progress)</h2>
            \(detail.rights.mayEdit ? forms : nil)
            \(list)
            \(detail.rights.mayEdit ? add : nil)
            </section>
            """
    }

    private var forms: HTML {
        """
        \(ChangeForm(id: "step-change", context: context, next: next).html)
        \(ChangeForm(id: "step-move", context: context, next: next, method: "PATCH").html)
        """
    }

    /// Back to the steps, so that a long description does not push them out of sight after every tick.
    private var next: Link { .to("tasks", task.id, fragment: "steps") }

    private var progress: HTML? {
        let done = task.steps.count(where: \.done)
        guard !task.steps.isEmpty else { return nil }
        return ProgressBar(texts: texts, progress: Progress(done: done, total: task.steps.count)).html
    }

    private var list: HTML? {
        guard !task.steps.isEmpty else { return nil }
        return "<ol class=\"steps\">\n\(task.steps.indices.map(row))</ol>"
    }

    private func row(_ index: Int) -> HTML {
        let step = task.steps[index]
        return """
            <li class="step\(step.done ? " done" : "")" id="line-\(step.id)">\(tick(step))<span class="title">\(step.title)</span>\
            \(step.assignee.map { "<span class=\"by\">\($0.name)</span>" as HTML })\
            \(detail.rights.mayEdit ? tools(step, index) : nil)</li>

            """
    }

    private func tick(_ step: TaskStep) -> HTML {
        guard detail.rights.mayEdit else {
            return """
                <span class="tick\(step.done ? " ticked" : "") still" role="img" \
                aria-label="\(texts[step.done ? .statusDone : .statusOpen])"></span>
                """
        }
        let gesture = step.done ? texts[.reopen] : texts[.complete]
        return """
            <button class="tick\(step.done ? " ticked" : "")" form="step-change" \
            formaction="\(address(step).child("completion"))"\
            \(attribute: "name", step.done ? "_method" : nil)\(attribute: "value", step.done ? "DELETE" : nil) \
            title="\(gesture)" aria-label="\(gesture): \(step.title)"></button>
            """
    }

    private func address(_ step: TaskStep) -> Link { .to("tasks", task.id, "steps", step.id) }

    private func tools(_ step: TaskStep, _ index: Int) -> HTML {
        """
        <span class="tools">\(index > 0 ? move(step, to: index - 1, .stepUp, .up) : nil)\
        \(index < task.steps.count - 1 ? move(step, to: index + 1, .stepDown, .down) : nil)</span>\(edit(step))
        """
    }

    private func move(_ step: TaskStep, to position: Int, _ text: TaskText, _ icon: Icon) -> HTML {
        """
        <button class="tool" form="step-move" formaction="\(address(step))" \
        name="position" value="\(position)" title="\(texts[text])" \
        aria-label="\(texts[text]): \(step.title)">\(icon.html)</button>
        """
    }

    /// Its words and its person, and the two ways it ends: as a task of its own, or not at all.
    private func edit(_ step: TaskStep) -> HTML {
        let refusal = refused.flatMap { $0.form == .step(step.id) ? $0 : nil }
        let id = "step-\(step.id)"
        return """
            <details class="step-edit"\(attribute: "open", if: refusal != nil)><summary class="tool" \
            title="\(texts[.edit])">\(Icon.edit.html)<span class="unseen">\(texts[.edit]): \(step.title)</span></summary>
            <form method="post" action="\(address(step))">\(formToken)\
            <input type="hidden" name="_method" value="PATCH">\(ReturnLink.field(next))\
            <input type="hidden" name="titleShown" value="\(step.title)">\
            <input type="hidden" name="assigneeShown" value="\(step.assignee?.name ?? "")">
            <label class="unseen" for="\(id)">\(texts[.stepTitle])</label>
            <input class="input wide" dir="auto" id="\(id)" name="title" value="\(refusal?.typed ?? step.title)" \
            autocomplete="off" required\(refusal.map { invalid($0, id) })>
            <label class="unseen" for="\(id)-by">\(texts[.assignee])</label>
            <input class="input" dir="auto" id="\(id)-by" name="assignee" value="\(refusal?.assignee ?? step.assignee?.name ?? "")" \
            placeholder="\(texts[.assignee])"\(NameField.people(in: task.projectId, list: "step-people"))>
            <button class="button">\(texts[.save])</button>
            \(refusal.map { "<p class=\"error\" id=\"\(id)-error\">\(texts.sentence($0.failure))</p>" as HTML })</form>
            <div class="ways-out">\
            <button class="plain" form="step-change" formaction="\(address(step).child("subtask"))">\
            \(texts[.stepPromote])</button>\
            <button class="plain danger" form="step-change" formaction="\(address(step))" name="_method" \
            value="DELETE" aria-label="\(texts[.stepRemove]): \(step.title)">\(texts[.stepRemove])</button></div></details>
            """
    }

    private func invalid(_ refusal: RefusedInput, _ id: String) -> HTML {
        " aria-invalid=\"true\" aria-describedby=\"\(id)-error\""
    }

    private var add: HTML {
        let refusal = refused.flatMap { $0.form == .newStep ? $0 : nil }
        return """
            <form class="step-add" method="post" action="\(Link.to("tasks", task.id, "steps"))">\(formToken)\
            \(ReturnLink.field(next))
            <div class="field"><label class="unseen" for="step-title">\(texts[.stepNew])</label>
            <input class="input" dir="auto" id="step-title" name="title" value="\(refusal?.typed ?? "")" \
            placeholder="\(texts[.stepNew])" autocomplete="off" required\
            \(refusal.map { invalid($0, "step") })>
            \(refusal.map { "<p class=\"error\" id=\"step-error\">\(texts.sentence($0.failure))</p>" as HTML })</div>
            <button class="button">\(texts[.add])</button></form>
            \(task.steps.isEmpty ? nil : DataList(id: "step-people", values: detail.people.map(\.name)).html)
            """
    }
}
