import Domain
import JSON
import TaskDomain

/// ELWOSA's own format, as `ElwosaExport` writes it: one JSON object a line.
///
/// - Source: docs/api/export.md.
package struct ElwosaFormat: ImportFormat {
    package static let name = "elwosa"
    package static let title = "ELWOSA"
    package static let fileName = "elwosa.jsonl"

    /// The version of the format that this program writes and reads.
    static let version: Int64 = 1

    private var isBegun = false
    private var isEnded = false
    private var tasks: Int64 = 0

    package init(_ settings: ImportSettings) {}

    package static func resembles(_ head: ImportHead) -> Bool {
        // A task of another system may speak of both, below its title.
        head.isObject && [#""format""#, #""elwosa""#].allSatisfy(head.firstLine.contains)
            && !head.firstLine.contains(#""title""#)
    }

    package mutating func read(_ text: [UInt8]) throws(ImportFault) -> [ImportItem] {
        guard let line = try ImportLine(parsing: text) else { return [] }
        do throws(Failure) {
            return try items(of: line)
        } catch {
            throw ImportFault(error)
        }
    }

    private mutating func items(of line: ImportLine) throws(Failure) -> [ImportItem] {
        guard isBegun else {
            try begin(line)
            return []
        }
        guard !isEnded else { throw Failure(.malformed, "The file goes on after its end.") }
        guard line.object.names.count == 1, let name = line.object.names.first, let value = line.object[name],
            ["label", "project", "task", "end"].contains(name)
        else { throw Failure(.malformed, "A line has one of label, project, task and end.") }
        do throws(Failure) {
            return try item(name, ImportLine(value, field: ""))
        } catch {
            throw error.within(name)
        }
    }

    private mutating func item(_ name: String, _ line: ImportLine) throws(Failure) -> [ImportItem] {
        switch name {
        case "label": return [.label(try Self.label(line))]
        case "project": return [.project(try Self.project(line))]
        case "task":
            tasks += 1
            return [.task(try Self.task(line))]
        default:
            try line.only(["tasks"])
            guard try line.integer("tasks") == tasks else {
                throw Failure(.malformed, "The file has another number of tasks than its end says.")
            }
            isEnded = true
            return []
        }
    }

    package func finish() throws(ImportFault) -> [ImportItem] {
        guard isEnded else {
            throw ImportFault(Failure(.malformed, "The file was cut off: its last line is missing."))
        }
        return []
    }

    private mutating func begin(_ line: ImportLine) throws(Failure) {
        guard case .string(Self.name) = line.object["format"], let version = try? line.integer("version") else {
            throw Failure(.malformed, "This is no export of ELWOSA: its first line would say so.")
        }
        guard version == Self.version else {
            throw Failure(
                .malformed, "The file has version \(version) of the format; this program reads \(Self.version).")
        }
        isBegun = true
    }

    private static func label(_ line: ImportLine) throws(Failure) -> ImportedLabel {
        try line.only(["name", "colour"])
        return ImportedLabel(
            name: try LabelRules.name(line.required("name")), colour: try line.choice("colour", LabelColour.self))
    }

    private static func project(_ line: ImportLine) throws(Failure) -> ImportedProject {
        try line.only(["id", "name", "description", "createdAt", "archivedAt", "members"])
        return ImportedProject(
            number: try line.number("id"),
            draft: try ProjectDraft(name: line.required("name"), description: line.text("description") ?? ""),
            members: try line.objects("members") { member throws(Failure) in
                (
                    account: try AccountRules.name(member.required("account")),
                    role: try member.choice("role", ProjectRole.self)
                )
            },
            createdAt: try line.requiredInstant("createdAt"), archivedAt: try line.instant("archivedAt"))
    }

    private static func task(_ line: ImportLine) throws(Failure) -> ImportedTask {
        try line.only(members)
        let number = try line.number("id")
        let blockers = try line.each("blockedBy") { item throws(Failure) in
            guard case .integer(let number) = item else { throw Failure(.type("an integer"), field: "") }
            return TaskReference.number(0, inFile: number)
        }
        var task = ImportedTask(
            draft: try draft(line), createdAt: try line.requiredInstant("createdAt"),
            updatedAt: try line.requiredInstant("updatedAt"), completedAt: try line.instant("completedAt"))
        task.number = number
        task.isWhole = true
        task.fields = Set(TaskField.allCases)
        task.ties = ImportedTies(
            parents: try line.integer("parentId").map { [.number(0, inFile: $0)] } ?? [], blockers: blockers)
        task.comments = try line.objects("comments", comment)
        return task
    }

    static let members =
        ["id"] + TaskField.allCases.map(\.name) + ["createdAt", "updatedAt", "completedAt", "comments"]

    private static func draft(_ line: ImportLine) throws(Failure) -> TaskDraft {
        var draft = try TaskDraft(
            title: line.required("title"), description: line.text("description") ?? "",
            status: line.choice("status", TaskStatus.self), priority: line.choice("priority", TaskPriority.self),
            externalId: line.text("externalId"))
        draft.projectId = try line.integer("projectId")
        draft.inbox = try line.text("inbox").map { name throws(Failure) in try AccountRules.name(name) }
        draft.labels = try TaskRules.labels(line.texts("labels"))
        draft.assignees = try TaskRules.assignees(line.texts("assignees"))
        for field in PlainField.allCases { draft.plan[field] = try field.read(line) }
        draft.steps = try TaskRules.steps(line.objects("steps", step))
        return draft
    }

    private static func step(_ line: ImportLine) throws(Failure) -> StepDraft {
        try line.only(["title", "done", "assignee"])
        guard case .bool(let done) = line.object["done"] else { throw Failure(.type("true or false"), field: "done") }
        return StepDraft(title: try line.required("title"), done: done, assignee: try line.text("assignee"))
    }

    private static func comment(_ line: ImportLine) throws(Failure) -> ImportedComment {
        try line.only(["author", "imported", "text", "createdAt", "editedAt"])
        return ImportedComment(
            author: try ImportedComment.author(line.text("author")),
            text: try TaskRules.comment(line.required("text")), createdAt: try line.requiredInstant("createdAt"),
            editedAt: try line.instant("editedAt"), isImported: try line.flag("imported"))
    }
}

extension ImportLine {
    /// - Errors: `.invalid` naming the first member that is none of these: it would be lost.
    fileprivate func only(_ names: [String]) throws(Failure) {
        for name in object.names where !names.contains(name) {
            throw Failure(.unknownField, field: TextRules.beginning(of: name, 100))
        }
    }

    /// - Shape: false where it is absent or null.
    fileprivate func flag(_ name: String) throws(Failure) -> Bool {
        switch object[name] {
        case nil, .null: return false
        case .bool(let value): return value
        default: throw Failure(.type("true or false"), field: name)
        }
    }

    /// A number that something has in the file.
    fileprivate func number(_ name: String) throws(Failure) -> Int64 {
        guard let number = try integer(name), number > 0 else { throw Failure(.type("an integer from 1"), field: name) }
        return number
    }
}

extension ImportedComment {
    /// The author of a comment, on one line; nil where nobody is said.
    fileprivate static func author(_ text: String?) throws(Failure) -> String? {
        guard let text, !text.allSatisfy(\.isWhitespace) else { return nil }
        return try TextRules.line(text, field: "author", limit: 200)
    }
}
