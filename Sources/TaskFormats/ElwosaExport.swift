import Domain
import JSON
import TaskDomain

/// Everything there is about tasks, as `ElwosaFormat` reads it: one JSON object a line.
///
/// - Shape: equal states give equal bytes.
/// - Source: docs/api/export.md.
package enum ElwosaExport: ExportFormat {
    package static let name = "json"
    package static let contentType = "application/jsonl"
    package static let fileName = "elwosa.jsonl"

    package static func write(_ source: ExportSource, _ write: ([UInt8]) throws -> Void) throws {
        var buffer = ExportBuffer()
        try buffer.append(
            line { out in
                out.member("format", ElwosaFormat.name)
                out.member("version", ElwosaFormat.version)
            }, write)
        for label in try source.projects.labels(for: source.caller) {
            try buffer.append(line { out in out.member("label", object: { Self.label(label.label, &$0) }) }, write)
        }
        let projects = try source.projects.projects(archived: true, for: source.caller)
        for project in projects.map(\.id).sorted() {
            let detail = try source.projects.project(project, for: source.caller)
            try buffer.append(line { out in out.member("project", object: { Self.project(detail, &$0) }) }, write)
        }
        var count: Int64 = 0
        try source.eachTask { task in
            count += 1
            try buffer.append(line { out in out.member("task", object: { Self.task(task, &$0) }) }, write)
        }
        try buffer.append(line { out in out.member("end", object: { $0.member("tasks", count) }) }, write)
        try buffer.flush(write)
    }

    private static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var out = JSONWriter()
        out.object(members)
        return out.bytes + [UInt8(ascii: "\n")]
    }

    private static func label(_ label: TaskLabel, _ out: inout JSONWriter) {
        out.member("name", label.name)
        out.member("colour", label.colour.rawValue)
    }

    private static func project(_ detail: ProjectDetail, _ out: inout JSONWriter) {
        let project = detail.project
        out.member("id", project.id)
        out.member("name", project.name)
        out.member("description", project.description)
        out.member("createdAt", project.createdAt.rfc3339)
        out.member("archivedAt", project.archivedAt?.rfc3339)
        out.member("members", each: detail.members) { out, member in
            out.member("account", member.account.name)
            out.member("role", member.role.rawValue)
        }
    }

    private static func task(_ exported: ExportedTask, _ out: inout JSONWriter) {
        let task = exported.task
        out.member("id", task.id)
        for field in TaskField.allCases { write(field, of: task, &out) }
        out.member("createdAt", task.createdAt.rfc3339)
        out.member("updatedAt", task.updatedAt.rfc3339)
        out.member("completedAt", task.completedAt?.rfc3339)
        out.member("comments", each: exported.comments) { out, comment in Self.comment(comment, &out) }
    }

    /// Steps have no numbers of their own in a file.
    private static func write(_ field: TaskField, of task: TaskItem, _ out: inout JSONWriter) {
        guard field == .special(.steps) else { return TaskJSON.write(field, field.name, of: task, &out) }
        out.member(field.name, each: task.steps) { out, step in Self.step(step, &out) }
    }

    private static func step(_ step: TaskStep, _ out: inout JSONWriter) {
        out.member("title", step.title)
        out.member("done", step.done)
        out.member("assignee", step.assignee?.name)
    }

    private static func comment(_ comment: Comment, _ out: inout JSONWriter) {
        out.member("author", comment.authorName)
        if comment.isImported { out.member("imported", true) }
        out.member("text", comment.text)
        out.member("createdAt", comment.createdAt.rfc3339)
        out.member("editedAt", comment.editedAt?.rfc3339)
    }
}
