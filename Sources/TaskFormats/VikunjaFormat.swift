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
                    let number = Int64(place + 1)
                    projects += try Self.items(of: project, number)
                    tasks += try project.objects("tasks") { task throws(Failure) in try items(of: task, in: number) }
                        .flatMap { $0 }
                } catch {
                    throw error.within("[\(place)]")
                }
            }
            return projects + tasks
        }
    }

    private static func items(of project: ImportLine, _ number: Int64) throws(Failure) -> [ImportItem] {
        let (draft, told) = try ProjectDraft.foreign(
            project.text("title") ?? "", ImportMarkup.text(project.text("description") ?? ""), or: "Vikunja")
        let created = try project.text("created").flatMap(ImportTimes.instant)
        let updated = try project.text("updated").flatMap(ImportTimes.instant)
        var imported = ImportedProject(
            number: number, draft: draft, members: [], createdAt: created ?? Instant(seconds: 0),
            archivedAt: project.object["is_archived"]?.bool == true ? updated ?? created : nil)
        imported.isUndated = created == nil
        let isBelow = try project.integer("parent_project_id") ?? 0 != 0
        return [.project(imported)] + told
            + (isBelow ? [.skipped(ImportSkip(.partUnknown, "parent_project_id: \(draft.name)"))] : [])
    }

    private func items(of task: ImportLine, in project: Int64) throws(Failure) -> [ImportItem] {
        guard let id = try task.integer("id") else { throw Failure(.required, field: "id") }
        let title = try task.text("title") ?? ""
        var draft = ImportDraft(name: title.isEmpty ? "#\(id)" : title, externalId: Self.name(of: id))
        draft.project = project
        draft.setTitle(title)
        draft.add(section: ImportMarkup.text(try task.text("description") ?? ""))
        draft.status = task.object["done"]?.bool == true ? .done : .open
        draft.priority = Self.priority(try task.integer("priority") ?? 0)
        try plan(task, &draft)
        for label in try task.objects("labels", { label throws(Failure) in try label.text("title") ?? "" }) {
            draft.add(label: label)
        }
        for person in try task.objects("assignees", Self.person) { draft.add(assignee: person) }
        try Self.comment(task, &draft)
        try Self.tie(task, &draft)
        for name in ["reminders", "attachments"] where !(try task.items(name)).isEmpty {
            draft.tell(.partUnknown, name)
        }
        for name in ["percent_done", "is_favorite"] {
            if let text = task.plainText(name), text != "0", text != "0.0" { draft.add(foot: name, text) }
        }
        try Self.repeats(task, &draft)
        let created = try task.text("created").flatMap(ImportTimes.instant)
        return try draft.items(
            createdAt: created, updatedAt: task.text("updated").flatMap(ImportTimes.instant),
            completedAt: task.text("done_at").flatMap(ImportTimes.instant))
    }

    /// In `repeat_mode` 1 every month, else after so many seconds, in 2 counted from when it was done.
    private static func repeats(_ task: ImportLine, _ draft: inout ImportDraft) throws(Failure) {
        let (seconds, mode) = (try task.integer("repeat_after") ?? 0, try task.integer("repeat_mode") ?? 0)
        guard mode == 1 || seconds != 0 else { return }
        let days = seconds % 86_400 == 0 ? "\(seconds / 86_400) d" : "\(seconds) s"
        draft.keep(
            mode == 1 ? "repeat_mode" : "repeat_after", mode == 1 ? "month" : mode == 2 ? "\(days), done" : days,
            because: .recurring)
    }

    private static func name(of id: Int64) -> String { "vikunja:\(id)" }

    /// 0 is none, 1 low, 2 medium, 3 high, 4 urgent, 5 do now.
    private static func priority(_ number: Int64) -> TaskPriority {
        switch number {
        case 1: .low
        case 3: .high
        case 4...: .urgent
        default: .normal
        }
    }

    private func plan(_ task: ImportLine, _ draft: inout ImportDraft) throws(Failure) {
        let time = { (name: String) throws(Failure) in
            try task.text(name).flatMap(ImportTimes.instant).map { ImportTimes.dayOrMoment($0, in: zone) }
        }
        let (due, end) = (try time("due_date"), try time("end_date"))
        draft.set(.dueAt, (due ?? end).map(PlainValue.time))
        draft.set(.startAt, try time("start_date").map(PlainValue.time))
        if due != nil, let end { draft.add(foot: "end_date", end.text) }
    }

    private static func person(_ person: ImportLine) throws(Failure) -> String {
        let names = [try person.text("username"), try person.text("name")]
        return names.compactMap { $0 }.first { !$0.isEmpty } ?? ""
    }

    private static func comment(_ task: ImportLine, _ draft: inout ImportDraft) throws(Failure) {
        let comments = try task.objects("comments") { comment throws(Failure) in
            var author: String?
            if case .object = comment.object["author"] {
                author = try person(ImportLine(comment.object["author"]!, field: "author"))
            }
            return (
                text: ImportMarkup.text(try comment.text("comment") ?? ""), author: author,
                createdAt: try comment.text("created").flatMap(ImportTimes.instant)
            )
        }
        for comment in comments { draft.add(comment: comment.text, by: comment.author, at: comment.createdAt) }
    }

    /// Each relation is said at both of its ends; the others that ELWOSA has no word for stand in the foot.
    private static func tie(_ task: ImportLine, _ draft: inout ImportDraft) throws(Failure) {
        guard case .object(let related) = task.object["related_tasks"] else { return }
        let ties = ImportLine(object: related)
        for kind in related.names {
            let others = try ties.objects(kind) { other throws(Failure) in
                (id: try other.integer("id") ?? 0, title: try other.text("title") ?? "")
            }
            for other in others {
                switch kind {
                case "parenttask": draft.ties.parents.append(.externalId(name(of: other.id)))
                case "blocked": draft.ties.blockers.append(.externalId(name(of: other.id)))
                case "subtask", "blocking": break
                default: draft.add(foot: kind, other.title.isEmpty ? "#\(other.id)" : other.title)
                }
            }
        }
    }
}
