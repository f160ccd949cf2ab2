import Calendar
import Domain
import Input
import JSON
import TaskDomain

/// A task's fields as JSON and forms send them; `docs/api/tasks.md` describes each. The zone is that of the clock beside
/// a form's days; JSON has whole moments and needs none, but who reads it says so.
package enum TaskInput {
    package static func draft(_ fields: inout Fields, in zone: Zone) throws(Failure) -> TaskDraft {
        var draft = try TaskDraft(
            title: fields.requiredText("title"), description: fields.text("description") ?? "",
            status: fields.choice("status", TaskStatus.self) ?? .open,
            priority: fields.choice("priority", TaskPriority.self) ?? .normal,
            externalId: (fields.textOrNull("externalId") ?? nil))
        draft.steps = try steps(&fields) ?? []
        draft.projectId = try fields.integerOrNull("projectId") ?? nil
        draft.inbox = try inbox(&fields)
        draft.parentId = try number("parentId", &fields) ?? nil
        draft.labels = try TaskRules.labels(fields.names("labels") ?? [])
        draft.assignees = try TaskRules.assignees(fields.names("assignees") ?? [])
        for field in PlainField.allCases { draft.plan[field] = try field.read(&fields, in: zone) ?? nil }
        draft.blockedBy = try TaskRules.blockedBy(fields.integers("blockedBy") ?? [])
        return draft
    }

    /// The patch that was sent: null empties a field, where it can be empty.
    ///
    /// - Source: RFC 7396.
    package static func patch(_ fields: inout Fields, in zone: Zone) throws(Failure) -> TaskPatch {
        var patch = try TaskPatch(
            title: fields.text("title"),
            description: fields.isNull("description") ? "" : fields.text("description"),
            status: fields.choice("status", TaskStatus.self),
            priority: fields.choice("priority", TaskPriority.self))
        patch.steps = try fields.isNull("steps") ? [] : steps(&fields)
        patch.projectId = try fields.integerOrNull("projectId")
        patch.inbox = try inbox(&fields)
        patch.parentId = try number("parentId", &fields)
        let labels = try list("labels", "addLabels", "removeLabels", &fields, TaskRules.labels)
        (patch.labels, patch.addedLabels, patch.removedLabels) = (labels.whole, labels.added, labels.removed)
        let people = try list("assignees", "addAssignees", "removeAssignees", &fields, TaskRules.assignees)
        (patch.assignees, patch.addedAssignees, patch.removedAssignees) = (people.whole, people.added, people.removed)
        for field in PlainField.allCases {
            if let value = try field.read(&fields, in: zone) { patch.plan.updateValue(value, forKey: field) }
        }
        let blockers = try fields.isNull("blockedBy") ? [] : fields.integers("blockedBy")
        patch.blockedBy = try blockers.map { ids throws(Failure) in try TaskRules.blockedBy(ids) }
        if let externalId = try fields.textOrNull("externalId") {
            patch.externalId = .some(try TaskRules.externalId(externalId == "" ? nil : externalId))
        }
        patch.force = try fields.bool("force") ?? false
        return patch
    }

    /// The name of the account; null says nothing, as what is in no project is in an inbox.
    private static func inbox(_ fields: inout Fields) throws(Failure) -> String? {
        try fields.textOrNull("inbox").flatMap { $0 }
    }

    /// A list as a whole, or what comes and goes of it.
    ///
    /// A form that says what it showed, in `…Shown`, means what was added to that and what was taken away: somebody else
    /// may have added to it since.
    private static func list(
        _ name: String, _ add: String, _ remove: String, _ fields: inout Fields,
        _ rule: ([String], String) throws(Failure) -> [String]
    ) throws(Failure) -> (whole: [String]?, added: [String], removed: [String]) {
        let whole = try fields.isNull(name) ? [] : fields.names(name)
        let checked = try whole.map { names throws(Failure) in try rule(names, name) }
        let added = try rule(fields.names(add) ?? [], add)
        let removed = try rule(fields.names(remove) ?? [], remove)
        guard checked != nil, let edit = try fields.edit(of: name) else { return (checked, added, removed) }
        return (nil, added + edit.added, removed + edit.removed)
    }

    /// As a new task would have it, field by field.
    package static func replacement(_ fields: inout Fields, in zone: Zone) throws(Failure) -> TaskPatch {
        let draft = try draft(&fields, in: zone)
        var patch = try TaskPatch(
            title: draft.title, description: draft.description, status: draft.status, priority: draft.priority)
        patch.steps = draft.steps
        patch.projectId = .some(draft.projectId)
        patch.inbox = draft.inbox
        patch.parentId = .some(draft.parentId)
        patch.labels = draft.labels
        patch.assignees = draft.assignees
        for field in PlainField.allCases { patch.plan.updateValue(draft.plan[field], forKey: field) }
        patch.blockedBy = draft.blockedBy
        patch.externalId = .some(draft.externalId)
        patch.force = try fields.bool("force") ?? false
        return patch
    }

    /// A task's number; in a form also as people write it, `#7`.
    private static func number(_ name: String, _ fields: inout Fields) throws(Failure) -> Int64?? {
        guard fields.isForm else { return try fields.integerOrNull(name) }
        guard let text = try fields.text(name) else { return nil }
        let digits = text.filter { !$0.isWhitespace }.drop { $0 == "#" }
        if digits.isEmpty { return .some(nil) }
        guard let number = Int64(digits) else { throw Failure(.type("the number of a task"), field: name) }
        return .some(number)
    }

    /// Steps as titles, or as objects with `title` and, where they are sent, `id`, `done`, `assignee`; in a form titles,
    /// a line each.
    private static func steps(_ fields: inout Fields) throws(Failure) -> [StepDraft]? {
        if fields.isForm {
            return try fields.texts("steps").map { titles throws(Failure) in
                let lines = titles.flatMap { $0.split(whereSeparator: \.isNewline) }.map { String($0) }
                return try TaskRules.steps(
                    lines.filter { !$0.allSatisfy(\.isWhitespace) }.map { StepDraft(title: $0) })
            }
        }
        guard let items = try fields.items("steps") else { return nil }
        guard items.count <= TaskRules.stepLimit else { throw Failure(.tooMany(TaskRules.stepLimit), field: "steps") }
        var steps: [StepDraft] = []
        for (place, item) in items.enumerated() { steps.append(try step(item, "steps[\(place)]")) }
        return try TaskRules.steps(steps)
    }

    private static func step(_ item: JSON, _ field: String) throws(Failure) -> StepDraft {
        if case .string(let title) = item { return StepDraft(title: title) }
        guard case .object(let object) = item else { throw Failure(.type("a string or an object"), field: field) }
        var fields = Fields(object)
        do throws(Failure) {
            let step = try StepDraft(
                id: fields.integerOrNull("id") ?? nil, title: fields.requiredText("title"),
                done: fields.bool("done") ?? false, assignee: fields.textOrNull("assignee") ?? nil)
            try fields.finish()
            return step
        } catch {
            throw error.within(field)
        }
    }
}
