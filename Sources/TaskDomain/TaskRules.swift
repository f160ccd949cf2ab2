import Domain

/// The limits of a task, in one place.
package enum TaskRules {
    package static let titleLimit = 500
    package static let descriptionByteLimit = 65_536
    package static let stepLimit = 500
    package static let externalIdLimit = 200
    package static let labelLimit = 50
    package static let assigneeLimit = 50
    package static let blockerLimit = 200
    package static let depthLimit = 20
    package static let batchLimit = ChangeRules.taskLimit
    package static let commentByteLimit = 16_384
    /// Comments of one task.
    package static let commentLimit = 2_500
    /// - Units: bytes of all comments of one task, which its deletion writes down, and takes out of the search, all at
    ///   once.
    package static let commentsByteLimit = 1_048_576
    /// People whom one comment can name.
    package static let mentionLimit = 50
    /// Tasks right below one, and tasks that wait for one.
    package static let subtaskLimit = 1_000
    package static let blockedLimit = 1_000
    /// Tasks of one inbox that are assigned to one other account.
    package static let guestLimit = 1_000
    /// - Units: minutes; a year of working around the clock.
    package static let estimateRange = 1...525_600
    package static let locationLimit = 200

    package static func title(_ text: String) throws(Failure) -> String {
        try TextRules.line(text, field: "title", limit: titleLimit)
    }

    package static func description(_ text: String) throws(Failure) -> String {
        try TextRules.block(text, field: "description", byteLimit: descriptionByteLimit)
    }

    package static func stepTitle(_ text: String, field: String = "title") throws(Failure) -> String {
        try TextRules.line(text, field: field, limit: titleLimit)
    }

    package static func steps(_ steps: [StepDraft]) throws(Failure) -> [StepDraft] {
        guard steps.count <= stepLimit else { throw Failure(.tooMany(stepLimit), field: "steps") }
        var checked: [StepDraft] = []
        for (index, step) in steps.enumerated() {
            var step = step
            step.title = try stepTitle(step.title, field: "steps[\(index)].title")
            checked.append(step)
        }
        return checked
    }

    package static func externalId(_ text: String?) throws(Failure) -> String? {
        guard let text else { return nil }
        return try TextRules.line(text, field: "externalId", limit: externalIdLimit)
    }

    /// Each name once, in any case of its letters.
    package static func labels(_ names: [String], field: String = "labels") throws(Failure) -> [String] {
        var (checked, seen) = ([] as [String], [] as Set<String>)
        for (index, name) in names.enumerated() {
            let name = try LabelRules.name(name, field: "\(field)[\(index)]")
            if seen.insert(LabelRules.key(of: name)).inserted { checked.append(name) }
        }
        guard checked.count <= labelLimit else { throw Failure(.tooMany(labelLimit), field: field) }
        return checked
    }

    package static func assignees(_ names: [String], field: String = "assignees") throws(Failure) -> [String] {
        guard names.count <= assigneeLimit else { throw Failure(.tooMany(assigneeLimit), field: field) }
        return names
    }

    package static func blockedBy(_ ids: [TaskItem.ID]) throws(Failure) -> [TaskItem.ID] {
        guard ids.count <= blockerLimit else { throw Failure(.tooMany(blockerLimit), field: "blockedBy") }
        return Array(Set(ids)).sorted()
    }

    package static func comment(_ text: String) throws(Failure) -> String {
        let text = try TextRules.block(text, field: "text", byteLimit: commentByteLimit)
        guard !text.trimmed.isEmpty else { throw Failure(.required, field: "text") }
        guard LegibleText.isSeen(text) else { throw Failure(.unseen, field: "text") }
        return text
    }
}
