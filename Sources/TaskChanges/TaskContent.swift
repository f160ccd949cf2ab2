import Domain
import JSON
import TaskDomain

/// The content of the events of tasks: enough to make the task anew from them, and to take each change back.
package enum TaskContent {
    /// The whole task.
    package static func write(_ task: TaskItem, to out: inout JSONWriter) {
        for part in LoggedPart.allCases { out.member(part.key, part.value(of: task)) }
        StepsPart.write(task.steps, to: &out)
    }

    /// The parts that changed, as they were and as they are.
    package static func write(changes old: TaskItem, _ new: TaskItem, to out: inout JSONWriter) {
        out.member("from", object: { write(old, differingFrom: new, to: &$0) })
        out.member("to", object: { write(new, differingFrom: old, to: &$0) })
    }

    private static func write(_ task: TaskItem, differingFrom other: TaskItem, to out: inout JSONWriter) {
        for part in LoggedPart.allCases {
            let value = part.value(of: task)
            if value != part.value(of: other) { out.member(part.key, value) }
        }
        StepsPart.write(task, differingFrom: other, to: &out)
    }

    /// Tells whether two states of a task are the same except for their version and the time of the last change.
    package static func isSame(_ old: TaskItem, _ new: TaskItem) -> Bool {
        LoggedPart.allCases.allSatisfy { $0.value(of: old) == $0.value(of: new) }
            && old.steps.map(\.id) == new.steps.map(\.id) && StepsPart.differing(new, from: old).isEmpty
    }

    /// Tells whether each part that an event has changed is still as it left it.
    static func holds(_ task: TaskItem, now: JSONObject, before: JSONObject) -> Bool {
        LoggedPart.allCases.allSatisfy { part in
            now[part.key].map { $0 == part.value(of: task) } ?? true
        } && StepsPart.holds(task, now: now, before: before)
    }

    /// Sets each part back to what it was before the event.
    package static func goBack(_ task: inout TaskItem, now: JSONObject, before: JSONObject) throws(Failure) {
        for part in LoggedPart.allCases {
            if let value = before[part.key] { try part.set(value, on: &task) }
        }
        StepsPart.goBack(&task, now: now, before: before)
    }

    /// The task that an event keeps the whole of.
    package static func read(_ content: JSONObject, id: TaskItem.ID, version: Int64, at instant: Instant)
        throws(Failure)
        -> TaskItem
    {
        let created = content["createdAt"]?.string.flatMap { Instant(rfc3339: $0) } ?? instant
        var task = TaskItem(id: id, title: "", createdAt: created, updatedAt: instant, version: version)
        for part in LoggedPart.allCases {
            if let value = content[part.key] { try part.set(value, on: &task) }
        }
        task.steps = StepsPart.read(content["steps"])
        return task
    }
}
