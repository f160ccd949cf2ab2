import Calendar
import Domain
import JSON
import TaskDomain

/// Tasks of Taskwarrior, as `task export` writes them: an array, or one JSON object a line.
///
/// - Source: taskwarrior.org, "Taskwarrior JSON Format"; docs/api/import.md says what becomes of each attribute.
package struct TaskwarriorFormat: ImportFormat {
    package static let name = "taskwarrior"
    package static let title = "Taskwarrior"
    package static let fileName = "task export > tasks.json"

    private let zone: Zone
    private var document = ImportDocument()
    private var projects = ImportedProjects()

    package init(_ settings: ImportSettings) { zone = settings.zone }

    package static func resembles(_ head: ImportHead) -> Bool {
        head.isJSON && head.contains(#""uuid""#) && head.contains(#""entry""#)
    }

    package mutating func read(_ line: [UInt8]) throws(ImportFault) -> [ImportItem] {
        try document.add(line)
        return []
    }

    package mutating func finish() throws(ImportFault) -> [ImportItem] {
        let tasks = try document.objects()
        var items: [ImportItem] = []
        for (place, task) in tasks.enumerated() {
            items += try ImportDocument.located { () throws(Failure) in
                do throws(Failure) {
                    return try self.items(of: task)
                } catch {
                    throw error.within("[\(place)]")
                }
            }
        }
        return items
    }

    /// - Errors: `.invalid` for one without a number, by which it would be known again.
    private mutating func items(of task: ImportLine) throws(Failure) -> [ImportItem] {
        guard let id = task.plainText("uuid") else { throw Failure(.required, field: "uuid") }
        let (title, status) = (task.plainText("description") ?? "", task.plainText("status") ?? "pending")
        switch status {
        case "deleted": return [.skipped(ImportSkip(.deletedThere, title))]
        // Its instances are tasks of their own.
        case "recurring": return [.skipped(ImportSkip(.notATask, "recurring: \(title)"))]
        default: break
        }
        var draft = ImportDraft(name: title.isEmpty ? id : title, externalId: Self.name(of: id))
        draft.setTitle(task.text("description", telling: &draft))
        set(status, of: task, &draft)
        plan(task, &draft)
        for tag in task.texts("tags", telling: &draft) { draft.add(label: tag) }
        for note in task.objects("annotations", telling: &draft) {
            let text = note.text("description", telling: &draft) ?? ""
            draft.add(comment: text, by: nil, at: note.plainText("entry").flatMap(ImportTimes.instant))
        }
        draft.ties.blockers = Self.depends(task, &draft).map { .externalId(Self.name(of: $0)) }
        let project = projects.place(&draft, in: task.text("project", telling: &draft))
        for name in task.object.names where !Self.known.contains(name) {
            if name == "recur", let text = task.plainText(name) {
                draft.keep(name, text, because: .recurring)
            } else if let text = task.plainText(name) {
                draft.add(foot: name, text)
            } else {
                draft.tell(.partUnknown, name)
            }
        }
        let entry = task.plainText("entry").flatMap(ImportTimes.instant)
        return try project
            + draft.items(
                createdAt: entry, updatedAt: task.plainText("modified").flatMap(ImportTimes.instant) ?? entry,
                completedAt: task.plainText("end").flatMap(ImportTimes.instant))
    }

    private static func name(of uuid: String) -> String { "taskwarrior:" + uuid }

    /// Attributes that have a place here, or are worked out anew.
    private static let known: Set<String> = [
        "id", "uuid", "description", "status", "priority", "project", "tags", "annotations", "depends", "entry",
        "modified",
        "end", "due", "wait", "scheduled", "start", "urgency", "mask", "imask", "parent", "rtype", "last",
    ]

    private func set(_ status: String, of task: ImportLine, _ draft: inout ImportDraft) {
        switch status {
        case "completed": draft.status = .done
        // It is hidden until its day, which `waitUntil` says.
        case "pending", "waiting": draft.status = task.plainText("start") == nil ? .open : .active
        default: draft.add(label: "status:" + status)
        }
        switch task.text("priority", telling: &draft) ?? "" {
        case "H": draft.priority = .high
        case "M", "": draft.priority = .normal
        case "L": draft.priority = .low
        case let other: draft.add(label: "priority:" + other)
        }
    }

    private func plan(_ task: ImportLine, _ draft: inout ImportDraft) {
        for (name, field) in [("due", PlainField.dueAt), ("wait", .waitUntil), ("scheduled", .startAt)] {
            let moment = task.moment(name, keptIn: &draft)
            draft.set(field, moment.map { .time(ImportTimes.dayOrMoment($0, in: zone)) })
        }
    }

    /// - Shape: an array, or in files of before version 2.6 names with commas between.
    private static func depends(_ task: ImportLine, _ draft: inout ImportDraft) -> [String] {
        guard case .string(let text) = task.object["depends"] else { return task.texts("depends", telling: &draft) }
        return text.split(separator: ",").map(String.init)
    }
}
