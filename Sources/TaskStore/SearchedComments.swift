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
        // Most tasks have everything themselves, and nothing is looked up for them again.
        var expressions: [Int: String] = [:]
        var bodies: [TaskItem.ID: String] = [:]
        for task in tasks {
            let own = [task.title, task.description] + task.steps.map(\.title)
            let missing = patterns.indices.lazy.filter { !SearchText.finds(patterns[$0], in: own) }
            for index in missing.prefix(limit) where bodies[task.id] == nil {
                let match =
                    try expressions[index]
                    ?? SearchExpression(patterns[index], share: patterns.count, tx).match(.part)
                expressions[index] = match
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
