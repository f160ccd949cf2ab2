import Domain
import HTML
import Input
import TaskDomain
import TaskFormats
import Web

extension TasksArea {
    func addStep(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        let version = try exchange.expectedVersion(of: id, &fields)
        let title = try fields.requiredText("title")
        return try exchange.form(showing: [.invalid, .stale]) { () throws(Failure) in
            let assignee = try fields.textOrNull("assignee") ?? nil
            try fields.finish()
            let step = StepDraft(
                title: try TaskRules.stepTitle(title), assignee: assignee == "" ? nil : assignee)
            return answer(exchange, try tasks.addStep(step, to: id, by: exchange.change(seen: version)), next: next)
        } again: { failure throws(Failure) in
            try again(exchange, id, .newStep, typed: title, failure)
        }
    }

    /// Changes `title`, `done`, `assignee` or `position` (counted from 0) of a step.
    func updateStep(_ exchange: Exchange) throws(Failure) -> Response {
        let (id, step) = (try exchange.id("id"), try exchange.id("step"))
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        let version = try exchange.expectedVersion(of: id, &fields)
        return try exchange.form(showing: [.invalid, .stale]) { () throws(Failure) in
            let assignee = try fields.textOrNull("assignee")
            let patch = try StepPatch(
                title: fields.text("title"), done: fields.bool("done"),
                position: fields.integer("position").map { Int(clamping: $0) },
                assignee: assignee.map { $0 == "" ? nil : $0 }, seen: seen(&fields))
            try fields.finish()
            let outcome = try tasks.updateStep(step, of: id, patch, ifVersion: version, by: exchange.change())
            return answer(exchange, outcome, next: next)
        } again: { failure throws(Failure) in
            try again(
                exchange, id, .step(step), typed: fields.typed("title"), assignee: fields.typed("assignee"), failure)
        }
    }

    /// The step as the form showed it.
    private func seen(_ fields: inout Fields) throws(Failure) -> StepDraft? {
        guard fields.isForm, let title = try fields.text("title" + ListEdit.suffix) else { return nil }
        let assignee = try fields.text("assignee" + ListEdit.suffix) ?? ""
        return StepDraft(title: title, assignee: assignee.isEmpty ? nil : assignee)
    }

    func removeStep(_ exchange: Exchange) throws(Failure) -> Response {
        let step = try exchange.id("step")
        return try change(exchange) { id, version, _ throws(Failure) in
            try tasks.removeStep(step, of: id, ifVersion: version, by: exchange.change())
        }
    }

    func completeStep(_ exchange: Exchange) throws(Failure) -> Response {
        try setStep(exchange, done: true)
    }

    func reopenStep(_ exchange: Exchange) throws(Failure) -> Response {
        try setStep(exchange, done: false)
    }

    private func setStep(_ exchange: Exchange, done: Bool) throws(Failure) -> Response {
        let step = try exchange.id("step")
        return try change(exchange) { id, version, _ throws(Failure) in
            try tasks.updateStep(step, of: id, StepPatch(done: done), ifVersion: version, by: exchange.change())
        }
    }

    /// Makes a subtask of a step.
    ///
    /// - Shape: the new task; for a form 303 to `next`, or to it.
    func promoteStep(_ exchange: Exchange) throws(Failure) -> Response {
        let step = try exchange.id("step")
        return try change(exchange) { id, version, _ throws(Failure) in
            try tasks.promoteStep(step, of: id, by: exchange.change(seen: version))
        }
    }
}
