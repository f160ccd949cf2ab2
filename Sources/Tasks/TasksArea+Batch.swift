import Domain
import HTML
import Input
import JSON
import TaskDomain
import TaskFormats
import Web

extension TasksArea {
    /// Carries out several changes of tasks, all of them or none.
    ///
    /// - Shape: JSON `{"commands":[…]}` with `create`, `update` (with `id`) or `delete` (an id, or `id` and `version`)
    ///   each, and `life` where one has a `version`; a form changes the tasks of its `ids` alike, as the list's bulk actions do.
    /// - Errors: those of the command that fails, its place before the field: `commands[3].title`.
    func batch(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        let commands = try fields.isForm ? formCommands(&fields) : jsonCommands(&fields, exchange)
        try fields.finish()
        do throws(Failure) {
            let outcome = try tasks.batch(commands, by: exchange.change())
            if exchange.wantsPage { return exchange.seeOther(next ?? Link("/tasks"), change: outcome.change) }
            return exchange.json(
                .ok, BatchJSON(outcome: outcome, life: exchange.site.life),
                headers: Self.changeHeader(outcome.change, exchange))
        } catch {
            throw error.field?.hasPrefix("[") == true ? error.within("commands") : error
        }
    }

    private func jsonCommands(_ fields: inout Fields, _ exchange: Exchange) throws(Failure) -> [BatchCommand] {
        let life = try fields.text("life")
        if let life { try exchange.requireLife(life) }
        let commands = try BatchCommand.commands(&fields, in: exchange.zone)
        if commands.contains(where: \.hasVersion) { try exchange.requireLife(life) }
        return commands
    }

    /// The changes that the form asks for: a field left empty changes nothing, `delete` deletes the tasks.
    private func formCommands(_ fields: inout Fields) throws(Failure) -> [BatchCommand] {
        let ids = try fields.integers("ids") ?? []
        guard !ids.isEmpty else { throw Failure(.required, field: "ids") }
        if try fields.bool("delete") == true { return ids.map { .delete($0, ifVersion: nil) } }
        var patch = try TaskPatch()
        if let status = try fields.text("status"), !status.isEmpty {
            guard let status = TaskStatus(rawValue: status) else {
                throw Failure(.oneOf(TaskStatus.allCases.map(\.rawValue)), field: "status")
            }
            patch.status = status
        }
        if let priority = try fields.text("priority"), !priority.isEmpty {
            guard let priority = TaskPriority(rawValue: priority) else {
                throw Failure(.oneOf(TaskPriority.allCases.map(\.rawValue)), field: "priority")
            }
            patch.priority = priority
        }
        patch.addedLabels = try TaskRules.labels(fields.names("addLabels") ?? [], field: "addLabels")
        patch.removedLabels = try TaskRules.labels(fields.names("removeLabels") ?? [], field: "removeLabels")
        patch.addedAssignees = try TaskRules.assignees(fields.names("addAssignees") ?? [], field: "addAssignees")
        patch.removedAssignees = try TaskRules.assignees(
            fields.names("removeAssignees") ?? [], field: "removeAssignees")
        if let due = try fields.timeOrNull("dueAt"), let due { patch.plan[.dueAt] = .time(due) }
        switch try fields.text("projectId") {
        case nil, "": break
        case "none": patch.projectId = .some(nil)
        case let text?:
            guard let id = Int64(text) else { throw Failure(.type("an integer"), field: "projectId") }
            patch.projectId = .some(id)
        }
        patch.force = try fields.bool("force") ?? false
        return ids.map { .update($0, patch, ifVersion: nil) }
    }
}
