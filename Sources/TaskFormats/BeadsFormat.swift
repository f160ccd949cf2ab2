import Domain
import JSON
import TaskDomain

/// Issues of the tracker beads, one JSON object a line.
///
/// - Source: beads' `.beads/issues.jsonl`; docs/api/import.md says what becomes of each member.
package struct BeadsFormat: ImportFormat {
    package static let name = "beads"
    package static let title = "beads"
    package static let fileName = ".beads/issues.jsonl"

    package init() {}

    /// - Shape: one task; for a deleted issue, of which nothing is left that would be a task, that it was left out.
    package func read(_ line: [UInt8]) throws(Failure) -> [ImportItem] {
        let issue = try ImportLine(line)
        let id = try issue.required("id")
        guard try issue.required("status") != "tombstone" else { return [.skipped(ImportSkip(.deletedThere, id))] }
        var foot: [String] = []
        let ties = try Self.ties(of: issue, &foot)
        let labels = try Self.labels(of: issue, &foot)
        let created = try issue.requiredInstant("created_at")
        var draft = try TaskDraft(
            title: issue.required("title"), description: Self.description(of: issue, foot: foot),
            status: Self.status(of: issue), priority: Self.priority(of: issue), externalId: id)
        draft.labels = labels
        draft.assignees = try Self.assignees(of: issue)
        var task = ImportedTask(
            draft: draft, createdAt: created, updatedAt: try issue.instant("updated_at") ?? created,
            completedAt: try issue.instant("closed_at"))
        task.ties = ties
        task.comments = try issue.objects("comments", Self.comment)
        return [.task(task)]
    }

    /// The ties of one issue to others. Those that ELWOSA has no word for are kept in the foot.
    private static func ties(of issue: ImportLine, _ foot: inout [String]) throws(Failure) -> ImportedTies {
        var ties = ImportedTies()
        let found = try issue.objects("dependencies") { tie throws(Failure) in
            (kind: try tie.required("type"), other: try tie.required("depends_on_id"))
        }
        for (kind, other) in found {
            switch kind {
            case "blocks": ties.blockers.append(.externalId(other))
            case "parent-child": ties.parents.append(.externalId(other))
            default: foot.append("\(kind): \(other)")
            }
        }
        guard ties.blockers.count <= TaskRules.blockerLimit else {
            throw Failure(.tooMany(TaskRules.blockerLimit), field: "dependencies")
        }
        return ties
    }

    /// `type:bug` and the labels; one that is no label here is kept in the foot.
    private static func labels(of issue: ImportLine, _ foot: inout [String]) throws(Failure) -> [String] {
        let type = try issue.text("issue_type").map { ["type:" + $0] } ?? []
        var labels: [String] = []
        for text in try type + issue.texts("labels") {
            if labels.count < TaskRules.labelLimit, let name = try? LabelRules.name(text) {
                labels.append(name)
            } else {
                foot.append("label: \(text)")
            }
        }
        return try TaskRules.labels(labels)
    }

    private static func assignees(of issue: ImportLine) throws(Failure) -> [String] {
        guard let name = try issue.text("assignee"), !name.allSatisfy(\.isWhitespace) else { return [] }
        return [name]
    }

    private static func comment(_ comment: ImportLine) throws(Failure) -> ImportedComment {
        ImportedComment(
            author: try ImportedComment.author(comment.text("author")),
            text: try TaskRules.comment(comment.required("text")),
            createdAt: try comment.requiredInstant("created_at"))
    }

    /// The description, the notes below it, and the foot below a line.
    private static func description(of issue: ImportLine, foot: [String]) throws(Failure) -> String {
        let texts = [try issue.text("description"), try issue.text("notes")].compactMap { $0 }
        let foot = foot.isEmpty ? [] : ["---\n" + foot.map { "- \($0)" }.joined(separator: "\n")]
        return (texts.filter { !$0.isEmpty } + foot).joined(separator: "\n\n")
    }

    private static func status(of issue: ImportLine) throws(Failure) -> TaskStatus {
        switch try issue.required("status") {
        case "open": .open
        case "closed": .done
        case "in_progress", "hooked": .active
        case "deferred", "blocked": .waiting
        default:
            throw Failure(
                .oneOf(["open", "closed", "in_progress", "hooked", "deferred", "blocked", "tombstone"]),
                field: "status")
        }
    }

    private static func priority(of issue: ImportLine) throws(Failure) -> TaskPriority {
        guard let rank = try issue.integer("priority") else { return .normal }
        guard let priority = TaskPriority(rank: Int(clamping: rank)) else {
            throw Failure(.range(0, 4), field: "priority")
        }
        return priority
    }
}

extension ImportedComment {
    /// The author of a comment, on one line; nil where nobody is said.
    static func author(_ text: String?) throws(Failure) -> String? {
        guard let text, !text.allSatisfy(\.isWhitespace) else { return nil }
        return try TextRules.line(text, field: "author", limit: 200)
    }
}
