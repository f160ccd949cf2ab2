import Domain
import SQLite
import Search
import Store
import TaskDomain
import TestingElwosa

/// Everything that the tables have of tasks, but for their versions and the times of their last change.
struct TaskTables: Equatable, CustomStringConvertible {
    private(set) var lines: [String] = []

    init(_ store: Store) throws {
        lines = try store.database.read { tx in
            try Self.contents.flatMap { name, sql in try tx.all(sql) { row in "\(name) \(try row[0] as String)" } }
                + RandomChanges.words.flatMap { word in
                    try tx.all(
                        "SELECT rowid FROM taskSearch WHERE taskSearch MATCH ? ORDER BY rowid",
                        "\"\(SearchText.fold(word))\""
                    ) { row in "\(word) \(try row[0] as Int64)" }
                }
        }
    }

    private static let contents: [(String, SQL)] = [
        (
            "task",
            SQL(
                composed: """
                    SELECT json_array(id, title, description, status, priority, externalId, createdAt, completedAt,
                    projectId, inboxId, parentId, \(PlainField.allCases.map(\.name).joined(separator: ", ")))
                    FROM task ORDER BY id
                    """)
        ),
        (
            "step",
            "SELECT json_array(taskId, position, id, title, done, assigneeId) FROM step ORDER BY taskId, position"
        ),
        ("label", "SELECT json_array(taskId, labelId) FROM taskLabel ORDER BY taskId, labelId"),
        ("assignee", "SELECT json_array(taskId, accountId, inboxId) FROM taskAssignee ORDER BY taskId, accountId"),
        ("block", "SELECT json_array(blockedId, blockerId) FROM taskBlock ORDER BY blockedId, blockerId"),
        (
            "comment",
            """
            SELECT json_array(id, taskId, authorId, authorName, text, createdAt, editedAt,
            (SELECT group_concat(accountId) FROM mention WHERE commentId = id)) FROM comment ORDER BY id
            """
        ),
        ("count", "SELECT json_array(projectId, status, count) FROM taskCount WHERE count > 0 ORDER BY 1"),
        ("done", "SELECT json_array(projectId, hour, done) FROM taskHour WHERE done <> 0 ORDER BY 1"),
        ("live", "SELECT json_array(projectId, sum(live)) FROM taskHour GROUP BY projectId HAVING sum(live) <> 0"),
    ]

    /// The rows that one has and the other has not.
    func difference(from other: TaskTables) -> [String] {
        lines.filter { !other.lines.contains($0) }.map { "- " + $0 }
            + other.lines.filter { !lines.contains($0) }.map { "+ " + $0 }
    }

    var description: String { lines.joined(separator: "\n") }
}
