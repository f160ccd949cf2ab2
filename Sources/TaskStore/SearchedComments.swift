import SQLite
import Search
import Store
import TaskDomain

/// The comments by which tasks were found that do not have everything in their own texts.
enum SearchedComments {
    /// Patterns that are looked for in the comments of one task.
    private static let limit = 4

    /// The newest one with something that the task itself does not have, by the task's number.
    static func bodies(
        of tasks: [TaskItem], for patterns: [SearchPattern], _ tx: ReadTransaction
    ) throws -> [TaskItem.ID: String] {
        let expressions = try patterns.map { try SearchExpression($0, share: patterns.count, tx).match(.part) }
        var bodies: [TaskItem.ID: String] = [:]
        for task in tasks {
            let own = [task.title, task.description] + task.steps.map(\.title)
            let missing = zip(patterns, expressions).lazy.filter { !SearchText.finds($0.0, in: own) }
            for (_, match) in missing.prefix(limit) where bodies[task.id] == nil {
                bodies[task.id] = try body(match, of: task.id, tx)
            }
        }
        return bodies
    }

    private static func body(_ match: String, of task: TaskItem.ID, _ tx: ReadTransaction) throws -> String? {
        try tx.value(
            """
            SELECT text FROM comment WHERE id = (
                SELECT rowid - ?2 FROM taskSearch WHERE taskSearch MATCH ?1 AND rowid > ?2 AND rowid < ?3
                ORDER BY rowid DESC LIMIT 1)
            """, match, SearchNumber.of(task), SearchNumber.of(task + 1))
    }
}
