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

    /// The members that have been told of as unknown, each once.
    private var unknown: Set<String> = []

    package init(_ settings: ImportSettings) {}

    package static func resembles(_ head: ImportHead) -> Bool {
        head.isObject && !head.contains(#""uuid""#)
            && (head.contains(#""_schema""#) || head.contains(#""id""#) && head.contains(#""status""#))
    }

    /// - Shape: one task, and what is told of it; for a line that is no issue, or a deleted one, of which nothing is left
    ///   that would be a task, that it was left out.
    package mutating func read(_ line: [UInt8]) throws(ImportFault) -> [ImportItem] {
        guard let issue = try ImportLine(parsing: line) else { return [] }
        do throws(Failure) {
            return try items(of: issue)
        } catch {
            throw ImportFault(error)
        }
    }

    private mutating func items(of issue: ImportLine) throws(Failure) -> [ImportItem] {
        guard issue.object["id"] != nil || issue.object["_schema"] == nil else { return [] }
        let type = try issue.text("_type") ?? "issue"
        guard type == "issue" else {
            let name = try? issue.text("key") ?? issue.text("id")
            return [.skipped(ImportSkip(.notATask, [type, name].compactMap { $0 }.joined(separator: ": ")))]
        }
        let id = try issue.required("id")
        let status = try issue.text("status") ?? "open"
        guard status != "tombstone" else { return [.skipped(ImportSkip(.deletedThere, id))] }
        let others = issue.object.names.filter { !Self.known.contains($0) && unknown.insert($0).inserted }
        return try Self.items(of: issue, id, status) + others.map { .skipped(ImportSkip(.partUnknown, $0)) }
    }

    private static func items(of issue: ImportLine, _ id: String, _ status: String) throws(Failure) -> [ImportItem] {
        var draft = ImportDraft(name: id, externalId: id)
        let title = try issue.required("title")
        guard LegibleText.isSeen(title) else { throw Failure(.required, field: "title") }
        draft.setTitle(title)
        draft.priority = try priority(of: issue)
        set(status, of: &draft)
        try describe(issue, &draft)
        try plan(issue, &draft)
        try tie(issue, &draft)
        for text in try [issue.text("issue_type").map { "type:" + $0 }].compactMap({ $0 }) + issue.texts("labels") {
            draft.add(label: text)
        }
        for name in kept { if let text = issue.plainText(name) { draft.add(foot: name, text) } }
        draft.add(assignee: try issue.text("assignee"))
        for comment in try issue.objects("comments", Self.comment) {
            draft.add(comment: comment.text, by: comment.author, at: comment.createdAt)
        }
        return try draft.items(
            createdAt: issue.instant("created_at"), updatedAt: issue.instant("updated_at"),
            completedAt: issue.instant("closed_at"))
    }

    /// Members that stand in the foot of the description, as no field is there for them.
    private static let kept = [
        "external_ref", "spec_id", "owner", "created_by", "started_at", "sender", "source_system", "pinned",
        "is_template",
    ]

    private static let known = Set(
        kept + [
            "_type", "id", "title", "description", "notes", "design", "acceptance_criteria", "close_reason", "status",
            "priority", "issue_type", "labels", "assignee", "comments", "dependencies", "created_at", "updated_at",
            "closed_at", "due_at", "defer_until", "estimated_minutes", "parent_child",
        ])

    /// The description, the notes below it, and what beads has fields of its own for below headings.
    private static func describe(_ issue: ImportLine, _ draft: inout ImportDraft) throws(Failure) {
        draft.add(section: try issue.text("description"))
        draft.add(section: try issue.text("notes"))
        draft.add(section: try issue.text("design"), heading: "Design")
        draft.add(section: try issue.text("acceptance_criteria"), heading: "Acceptance criteria")
        draft.add(section: try issue.text("close_reason"), heading: "Close reason")
    }

    /// Days and minutes, as far as the line has them: a member that is absent says nothing.
    private static func plan(_ issue: ImportLine, _ draft: inout ImportDraft) throws(Failure) {
        for (name, field) in [("due_at", PlainField.dueAt), ("defer_until", .waitUntil)] {
            guard issue.object[name] != nil else { continue }
            let text = try issue.text(name) ?? ""
            let time = TaskTime(text: text)
            draft.set(field, time.map(PlainValue.time))
            if time == nil, !text.isEmpty { draft.keep(name, text) }
        }
        if issue.object["estimated_minutes"] != nil {
            draft.setEstimate(try issue.integer("estimated_minutes") ?? 0, as: "estimated_minutes")
        }
    }

    /// The ties of one issue to others. Those that ELWOSA has no word for are kept in the foot.
    private static func tie(_ issue: ImportLine, _ draft: inout ImportDraft) throws(Failure) {
        if let parent = try issue.text("parent_child") { draft.ties.parents.append(.externalId(parent)) }
        let found = try issue.objects("dependencies") { tie throws(Failure) in
            (kind: try tie.required("type"), other: try tie.required("depends_on_id"))
        }
        for (kind, other) in found {
            switch kind {
            case "blocks": draft.ties.blockers.append(.externalId(other))
            case "parent-child", "parent_child": draft.ties.parents.append(.externalId(other))
            default: draft.add(foot: kind, other)
            }
        }
    }

    private static func comment(
        _ comment: ImportLine
    ) throws(Failure) -> (author: String?, text: String, createdAt: Instant?) {
        (try comment.text("author"), try comment.required("text"), try comment.instant("created_at"))
    }

    /// A status that beads does not have of itself, as people may define their own, is a label.
    private static func set(_ status: String, of draft: inout ImportDraft) {
        switch status {
        case "open": draft.status = .open
        case "closed": draft.status = .done
        case "in_progress", "hooked": draft.status = .active
        case "deferred", "blocked": draft.status = .waiting
        default: draft.add(label: "status:" + status)
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
