import Calendar
import Domain
import JSON
import TaskDomain

/// Projects of Vikunja with their tasks: `data.json` of the archive that a person's export is.
///
/// - Source: Vikunja's API, models `Project` and `Task`; docs/api/import.md says what becomes of each member.
package struct VikunjaFormat: ImportFormat {
    package static let name = "vikunja"
    package static let title = "Vikunja"
    package static let fileName = "data.json"

    private let zone: Zone
    private var document = ImportDocument()

    /// Attachments and backgrounds lie beside it.
    package static var archived: (@Sendable (String) -> Bool)? { { $0 == fileName } }

    package init(_ settings: ImportSettings) { zone = settings.zone }

    package static func resembles(_ head: ImportHead) -> Bool {
        head.isArray && head.contains(#""title""#)
            && (head.contains(#""hex_color""#) || head.contains(#""is_archived""#) || head.contains(#""tasks""#))
    }

    package mutating func read(_ line: [UInt8]) throws(ImportFault) -> [ImportItem] {
        try document.add(line)
        return []
    }

    package func finish() throws(ImportFault) -> [ImportItem] {
        let found = try document.objects()
        return try ImportDocument.located { () throws(Failure) in
            var (projects, tasks) = ([] as [ImportItem], [] as [ImportItem])
            for (place, project) in found.enumerated() {
                do throws(Failure) {
                    var notes = ImportNotes()
                    let number = Int64(place + 1)
                    projects += try Self.items(of: project, number, &notes)
                    for (place, task) in project.objects("tasks", telling: &notes).enumerated() {
                        do throws(Failure) {
                            tasks += try items(of: task, in: number)
                        } catch {
                            throw error.within("tasks[\(place)]")
                        }
                    }
                    projects += notes.items
                } catch {
                    throw error.within("[\(place)]")
                }
            }
            return projects + tasks
        }
    }

    private static func items(
        of project: ImportLine, _ number: Int64, _ notes: inout ImportNotes
    ) throws(Failure) -> [ImportItem] {
        let (draft, told) = try ProjectDraft.foreign(
            project.text("title", telling: &notes) ?? "",
            ImportMarkup.text(project.text("description", telling: &notes) ?? ""), or: "Vikunja")
        let created = project.plainText("created").flatMap(ImportTimes.instant)
        let updated = project.plainText("updated").flatMap(ImportTimes.instant)
        var imported = ImportedProject(
            number: number, draft: draft, members: [], createdAt: created ?? Instant(seconds: 0),
            archivedAt: project.object["is_archived"]?.bool == true ? updated ?? created : nil)
        imported.isUndated = created == nil
        if project.integer("parent_project_id", telling: &notes) ?? 0 != 0 {
            notes.tell(.partUnknown, "parent_project_id: \(draft.name)")
        }
        return [.project(imported)] + told
    }

    /// - Errors: `.invalid` for one without a number, by which it would be known again.
    private func items(of task: ImportLine, in project: Int64) throws(Failure) -> [ImportItem] {
        guard let id = task.plainText("id") else { throw Failure(.required, field: "id") }
        let title = task.plainText("title") ?? ""
        var draft = ImportDraft(name: title.isEmpty ? "#\(id)" : title, externalId: Self.name(of: id))
        draft.project = project
        draft.setTitle(task.text("title", telling: &draft))
        draft.add(section: ImportMarkup.text(task.text("description", telling: &draft) ?? ""))
        draft.status = task.object["done"]?.bool == true ? .done : .open
        draft.priority = Self.priority(task.integer("priority", telling: &draft) ?? 0)
        plan(task, &draft)
        for label in task.objects("labels", telling: &draft) { draft.add(label: label.plainText("title") ?? "") }
        for person in task.objects("assignees", telling: &draft) { draft.add(assignee: Self.name(of: person)) }
        Self.comment(task, &draft)
        Self.tie(task, &draft)
        for name in ["reminders", "attachments"] where !task.items(orOne: name).isEmpty {
            draft.tell(.partUnknown, name)
        }
        for name in ["percent_done", "is_favorite"] {
            if let text = task.plainText(name), text != "0", text != "0.0" { draft.add(foot: name, text) }
        }
        Self.repeats(task, &draft)
        let created = task.plainText("created").flatMap(ImportTimes.instant)
        return try draft.items(
            createdAt: created, updatedAt: task.plainText("updated").flatMap(ImportTimes.instant),
            completedAt: task.plainText("done_at").flatMap(ImportTimes.instant))
    }

    /// In `repeat_mode` 1 every month, else after so many seconds, in 2 counted from when it was done.
    private static func repeats(_ task: ImportLine, _ draft: inout ImportDraft) {
        let seconds = task.integer("repeat_after", telling: &draft) ?? 0
        let mode = task.integer("repeat_mode", telling: &draft) ?? 0
        guard mode == 1 || seconds != 0 else { return }
        let days = seconds % 86_400 == 0 ? "\(seconds / 86_400) d" : "\(seconds) s"
        draft.keep(
            mode == 1 ? "repeat_mode" : "repeat_after", mode == 1 ? "month" : mode == 2 ? "\(days), done" : days,
            because: .recurring)
    }

    private static func name(of id: String) -> String { "vikunja:\(id)" }

    /// 0 is none, 1 low, 2 medium, 3 high, 4 urgent, 5 do now.
    private static func priority(_ number: Int64) -> TaskPriority {
        switch number {
        case 1: .low
        case 3: .high
        case 4...: .urgent
        default: .normal
        }
    }

    private func plan(_ task: ImportLine, _ draft: inout ImportDraft) {
        let time = { [zone] (name: String, draft: inout ImportDraft) in
            task.moment(name, keptIn: &draft).map { ImportTimes.dayOrMoment($0, in: zone) }
        }
        let (due, end) = (time("due_date", &draft), time("end_date", &draft))
        draft.set(.dueAt, (due ?? end).map(PlainValue.time))
        draft.set(.startAt, time("start_date", &draft).map(PlainValue.time))
        if due != nil, let end { draft.add(foot: "end_date", end.text) }
    }

    private static func name(of person: ImportLine) -> String {
        ["username", "name"].compactMap(person.plainText).first { !$0.isEmpty } ?? ""
    }

    private static func comment(_ task: ImportLine, _ draft: inout ImportDraft) {
        for comment in task.objects("comments", telling: &draft) {
            let author = comment.object["author"]?.object.map { name(of: ImportLine(object: $0)) }
            draft.add(
                comment: ImportMarkup.text(comment.text("comment", telling: &draft) ?? ""), by: author,
                at: comment.plainText("created").flatMap(ImportTimes.instant))
        }
    }

    /// Each relation is said at both of its ends; the others that ELWOSA has no word for stand in the foot.
    private static func tie(_ task: ImportLine, _ draft: inout ImportDraft) {
        guard case .object(let related) = task.object["related_tasks"] else { return }
        let ties = ImportLine(object: related)
        for kind in related.names {
            for other in ties.objects(kind, telling: &draft) {
                guard let id = other.plainText("id") else {
                    draft.tell(.partUnknown, kind)
                    continue
                }
                switch kind {
                case "parenttask": draft.ties.parents.append(.externalId(name(of: id)))
                case "blocked": draft.ties.blockers.append(.externalId(name(of: id)))
                case "subtask", "blocking": break
                default:
                    let title = other.plainText("title") ?? ""
                    draft.add(foot: kind, title.isEmpty ? "#\(id)" : title)
                }
            }
        }
    }
}
