import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The blockers of a task, and the tasks that wait for it.
struct TaskBlockers: PagePart {
    let context: PageContext
    let detail: TaskDetail

    private var task: TaskItem { detail.task }
    private var blockers: [TaskItem] { task.blockedBy.compactMap { detail.others[$0] } }
    private var waiting: [TaskItem] { task.blocks.compactMap { detail.others[$0] } }

    private var isEmpty: Bool { blockers.isEmpty && waiting.isEmpty }

    /// The way to the first one.
    var starter: HTML? {
        guard isEmpty, detail.rights.mayEdit else { return nil }
        return Starter(id: "blockers", name: texts[.dependencies], form: add).html
    }

    /// Nothing while there are none.
    var html: HTML? {
        guard !isEmpty else { return nil }
        return """
            <section class="block" id="blockers"><h2>\(texts[.dependencies])</h2>
            \(ChangeForm(id: "blocker-change", context: context, next: next).html)
            \(group(.blockedBy, blockers, isAbove: true))
            \(group(.blocks, waiting, isAbove: false))
            \(detail.rights.mayEdit ? add : nil)
            </section>
            """
    }

    private var next: Link { .to("tasks", task.id, fragment: "blockers") }

    private func group(_ name: TaskText, _ tasks: [TaskItem], isAbove: Bool) -> HTML? {
        guard !tasks.isEmpty else { return nil }
        return """
            <h3 class="sub">\(texts[name])</h3>
            <ul class="tasks">
            \(tasks.map { row($0, isAbove: isAbove) })</ul>
            """
    }

    private func row(_ other: TaskItem, isAbove: Bool) -> HTML {
        let mayRemove = isAbove ? detail.rights.mayEdit : detail.mayEdit(other, caller)
        return TaskLine(
            texts: texts, task: other, mayEdit: detail.mayEdit(other, caller), form: "blocker-change", now: now,
            tools: mayRemove ? remove(other, isAbove: isAbove) : nil
        ).html
    }

    /// Says anew what blocks the one that waits, without the other; whom the caller cannot see stays.
    private func remove(_ other: TaskItem, isAbove: Bool) -> HTML {
        let (waits, without) = isAbove ? (task, other.id) : (other, task.id)
        let rest = waits.blockedBy.filter { $0 != without }
        return """
            <form class="tools" method="post" action="\(Link.to("tasks", waits.id))">\(formToken)\
            <input type="hidden" name="_method" value="PATCH">\(ReturnLink.field(next))\
            <input type="hidden" name="version" value="\(waits.version)">\
            <button class="tool" name="blockedBy" value="\(rest.map { String($0) }.joined(separator: ","))" \
            title="\(texts[.blockerRemove])" aria-label="\(texts[.blockerRemove]): \(other.title)">\
            \(Icon.remove.html)</button></form>
            """
    }

    private var add: HTML {
        """
        <form class="step-add" method="post" action="\(Link.to("tasks", task.id))">\(formToken)\
        <input type="hidden" name="_method" value="PATCH">\(ReturnLink.field(next))\
        <input type="hidden" name="version" value="\(task.version)">\
        <input type="hidden" name="blockedBy" value="\(task.blockedBy.map { String($0) }.joined(separator: ","))">
        <div class="field"><label class="unseen" for="blocker">\(texts[.blockerNew])</label>
        <input class="input" dir="auto" id="blocker" name="blockedBy" placeholder="\(texts[.blockerNew])" \
        autocomplete="off" required></div>
        <button class="button">\(texts[.add])</button></form>
        """
    }
}
