/// The limits of a task, in one place.
public enum TaskRules {
    public static let titleLimit = 500
    public static let descriptionByteLimit = 65_536
    public static let stepLimit = 500
    public static let externalIdLimit = 200
    public static let labelLimit = 50
    public static let assigneeLimit = 50
    public static let blockerLimit = 200
    public static let depthLimit = 20
    public static let batchLimit = ChangeRules.taskLimit
    public static let commentByteLimit = 16_384
    /// Comments of one task.
    public static let commentLimit = 2_500
    /// - Units: bytes of all comments of one task, which its deletion writes down all at once.
    public static let commentsByteLimit = 4_194_304
    /// People whom one comment can name.
    public static let mentionLimit = 50
    /// Tasks right below one, and tasks that wait for one.
    public static let subtaskLimit = 1_000
    public static let blockedLimit = 1_000
    /// Tasks of one inbox that are assigned to one other account.
    public static let guestLimit = 1_000
    /// - Units: minutes; a year of working around the clock.
    public static let estimateRange = 1...525_600
    public static let locationLimit = 200

    public static func title(_ text: String) throws(Failure) -> String {
        try TextRules.line(text, field: "title", limit: titleLimit)
    }

    public static func description(_ text: String) throws(Failure) -> String {
        try TextRules.block(text, field: "description", byteLimit: descriptionByteLimit)
    }

    public static func stepTitle(_ text: String, field: String = "title") throws(Failure) -> String {
        try TextRules.line(text, field: field, limit: titleLimit)
    }

    public static func steps(_ steps: [StepDraft]) throws(Failure) -> [StepDraft] {
        guard steps.count <= stepLimit else { throw Failure(.tooMany(stepLimit), field: "steps") }
        var checked: [StepDraft] = []
        for (index, step) in steps.enumerated() {
            var step = step
            step.title = try stepTitle(step.title, field: "steps[\(index)].title")
            checked.append(step)
        }
        return checked
    }

    public static func externalId(_ text: String?) throws(Failure) -> String? {
        guard let text else { return nil }
        return try TextRules.line(text, field: "externalId", limit: externalIdLimit)
    }

    /// Each name once, in any case of its letters.
    public static func labels(_ names: [String], field: String = "labels") throws(Failure) -> [String] {
        var (checked, seen) = ([] as [String], [] as Set<String>)
        for (index, name) in names.enumerated() {
            let name = try LabelRules.name(name, field: "\(field)[\(index)]")
            if seen.insert(LabelRules.key(of: name)).inserted { checked.append(name) }
        }
        guard checked.count <= labelLimit else { throw Failure(.tooMany(labelLimit), field: field) }
        return checked
    }

    public static func assignees(_ names: [String], field: String = "assignees") throws(Failure) -> [String] {
        guard names.count <= assigneeLimit else { throw Failure(.tooMany(assigneeLimit), field: field) }
        return names
    }

    public static func blockedBy(_ ids: [TaskItem.ID]) throws(Failure) -> [TaskItem.ID] {
        guard ids.count <= blockerLimit else { throw Failure(.tooMany(blockerLimit), field: "blockedBy") }
        return Array(Set(ids)).sorted()
    }

    public static func comment(_ text: String) throws(Failure) -> String {
        let text = try TextRules.block(text, field: "text", byteLimit: commentByteLimit)
        guard !text.trimmed.isEmpty else { throw Failure(.required, field: "text") }
        guard LegibleText.isSeen(text) else { throw Failure(.unseen, field: "text") }
        return text
    }
}
