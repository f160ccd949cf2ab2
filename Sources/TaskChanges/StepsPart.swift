import Domain
import JSON
import TaskDomain

/// The difference of a task's steps from another state of them, as the event log has it: the steps that are not the
/// same, and the order where that is another. A tick among five hundred steps is written as one step.
package enum StepsPart {
    /// The steps of `task` that `other` has not, or has otherwise.
    static func differing(_ task: TaskItem, from other: TaskItem) -> [TaskStep] {
        let known = Dictionary(uniqueKeysWithValues: other.steps.map { ($0.id, $0) })
        return task.steps.filter { !isSame($0, known[$0.id]) }
    }

    /// By what is stored: the name of an assignee may change without the step.
    package static func isSame(_ step: TaskStep, _ other: TaskStep?) -> Bool {
        step.title == other?.title && step.done == other?.done && step.assignee?.id == other?.assignee?.id
    }

    static func write(_ task: TaskItem, differingFrom other: TaskItem, to out: inout JSONWriter) {
        let steps = differing(task, from: other)
        if !steps.isEmpty || !differing(other, from: task).isEmpty { write(steps, to: &out) }
        guard task.steps.map(\.id) != other.steps.map(\.id) else { return }
        out.member("stepOrder", JSON.integers(task.steps.map(\.id)))
    }

    static func write(_ steps: [TaskStep], to out: inout JSONWriter) {
        out.member(
            "steps",
            array: { out in
                for step in steps {
                    out.object { out in
                        out.member("id", step.id)
                        out.member("title", step.title)
                        out.member("done", step.done)
                        if let assignee = step.assignee { out.member("assignee", assignee.id) }
                    }
                }
            })
    }

    package static func read(_ value: JSON?) -> [TaskStep] {
        (value?.items ?? []).compactMap { item in
            guard let step = item.object, let id = step["id"]?.integer, let title = step["title"]?.string else {
                return nil
            }
            return TaskStep(
                id: id, title: title, done: step["done"]?.bool ?? false,
                assignee: step["assignee"]?.integer.map { AccountName(id: $0, name: "") })
        }
    }

    /// Tells whether the steps of `task` are still as `now` says, where it says anything.
    static func holds(_ task: TaskItem, now: JSONObject, before: JSONObject) -> Bool {
        let known = Dictionary(uniqueKeysWithValues: task.steps.map { ($0.id, $0) })
        let (new, old) = (read(now["steps"]), read(before["steps"]))
        guard new.allSatisfy({ isSame($0, known[$0.id]) }) else { return false }
        let removed = Set(old.map(\.id)).subtracting(new.map(\.id))
        guard removed.isDisjoint(with: known.keys) else { return false }
        return now["stepOrder"].map { $0.integers == task.steps.map(\.id) } ?? true
    }

    /// Brings the steps of `task` back to what `before` says.
    static func goBack(_ task: inout TaskItem, now: JSONObject, before: JSONObject) {
        let old = read(before["steps"])
        let added = Set(read(now["steps"]).map(\.id)).subtracting(old.map(\.id))
        task.steps.removeAll { added.contains($0.id) }
        for step in old {
            if let place = task.steps.firstIndex(where: { $0.id == step.id }) {
                task.steps[place] = step
            } else {
                task.steps.append(step)
            }
        }
        guard let order = before["stepOrder"]?.integers else { return }
        let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        task.steps.sort { (place[$0.id] ?? .max) < (place[$1.id] ?? .max) }
    }
}
