import Calendar
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
        head.isObject && (head.contains(#""_schema""#) || head.contains(#""id""#) && head.contains(#""status""#))
            // Their files have members of these names too.
            && !TrelloFormat.resembles(head) && !TaskwarriorFormat.resembles(head) && !ElwosaFormat.resembles(head)
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
        let type = issue.plainText("_type") ?? "issue"
        guard type == "issue" else {
            let name = issue.plainText("key") ?? issue.plainText("id")
            return [.skipped(ImportSkip(.notATask, [type, name].compactMap { $0 }.joined(separator: ": ")))]
        }
        guard let id = issue.plainText("id") else { throw Failure(.required, field: "id") }
        let status = issue.plainText("status") ?? "open"
        guard status != "tombstone" else { return [.skipped(ImportSkip(.deletedThere, id))] }
        let others = issue.object.names.filter { !Self.known.contains($0) && unknown.insert($0).inserted }
        return try Self.items(of: issue, id, status) + others.map { .skipped(ImportSkip(.partUnknown, $0)) }
    }

    private static func items(of issue: ImportLine, _ id: String, _ status: String) throws(Failure) -> [ImportItem] {
        var draft = ImportDraft(name: id, externalId: id)
        draft.setTitle(issue.text("title", telling: &draft))
        setPriority(issue, &draft)
        set(status, of: &draft)
        describe(issue, &draft)
        plan(issue, &draft)
        tie(issue, &draft)
        if let type = issue.text("issue_type", telling: &draft) { draft.add(label: "type:" + type) }
        for text in issue.texts("labels", telling: &draft) { draft.add(label: text) }
        for name in kept { if let text = issue.plainText(name) { draft.add(foot: name, text) } }
        draft.add(assignee: issue.text("assignee", telling: &draft))
        for comment in issue.items(orOne: "comments") { add(comment, to: &draft) }
        let times = ["created_at", "updated_at", "closed_at"].map { issue.instant($0, keptIn: &draft) }
        return try draft.items(createdAt: times[0], updatedAt: times[1], completedAt: times[2])
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
    private static func describe(_ issue: ImportLine, _ draft: inout ImportDraft) {
        let sections = [
            ("description", nil), ("notes", nil), ("design", "Design"), ("acceptance_criteria", "Acceptance criteria"),
            ("close_reason", "Close reason"),
        ]
        for (name, heading) in sections {
            draft.add(section: issue.text(name, telling: &draft), heading: heading)
        }
    }

    /// Days and minutes, as far as the line has them: a member that is absent says nothing.
    private static func plan(_ issue: ImportLine, _ draft: inout ImportDraft) {
        for (name, field) in [("due_at", PlainField.dueAt), ("defer_until", .waitUntil)] {
            guard issue.object[name] != nil else { continue }
            let text = issue.text(name, telling: &draft) ?? ""
            let time = ImportTimes.time(text, in: .utc, dayFirst: nil)
            draft.set(field, time.map(PlainValue.time))
            if time == nil, !text.isEmpty { draft.keep(name, text) }
        }
        let name = "estimated_minutes"
        guard issue.object[name] != nil else { return }
        if let minutes = (try? issue.integer(name)) ?? issue.plainText(name).flatMap({ Int64($0) }) {
            draft.setEstimate(minutes, as: name)
        } else {
            draft.setEstimate(0, as: name)
            if let text = issue.text(name, telling: &draft) { draft.keep(name, text) }
        }
    }

    /// The ties of one issue to others. Those that ELWOSA has no word for are kept in the foot.
    private static func tie(_ issue: ImportLine, _ draft: inout ImportDraft) {
        if let parent = issue.text("parent_child", telling: &draft) {
            draft.ties.parents.append(.externalId(parent))
        }
        for item in issue.items(orOne: "dependencies") {
            let tie = item.object.map { ImportLine(object: $0) }
            guard let other = tie?.plainText("depends_on_id") else {
                draft.keep("dependencies", item.plainText ?? tie?.plainText("type") ?? "?")
                continue
            }
            switch tie?.plainText("type") {
            case "blocks": draft.ties.blockers.append(.externalId(other))
            case "parent-child", "parent_child": draft.ties.parents.append(.externalId(other))
            case let kind?: draft.add(foot: kind, other)
            case nil: draft.keep("dependencies", other)
            }
        }
    }

    /// One without a text is told.
    private static func add(_ item: JSON, to draft: inout ImportDraft) {
        let comment = item.object.map { ImportLine(object: $0) }
        guard let text = item.plainText ?? comment?.plainText("text") else {
            return draft.tell(.partUnknown, "comments")
        }
        draft.add(
            comment: text, by: comment?.plainText("author"), at: comment?.instant("created_at", keptIn: &draft))
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

    /// 0 to 4, or as people write them `"P0"` to `"P4"`.
    private static func setPriority(_ issue: ImportLine, _ draft: inout ImportDraft) {
        guard let text = issue.text("priority", telling: &draft) else { return }
        let digits = text.lowercased().hasPrefix("p") ? String(text.dropFirst()) : text
        let priority =
            Double(digits).map { number in Int(exactly: number).flatMap { TaskPriority(rank: $0) } }
            ?? ForeignWords.priority(text)
        guard let priority else { return draft.keep("priority", text) }
        draft.priority = priority
    }
}
