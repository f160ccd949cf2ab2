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
        var missing: [Int: [TaskItem.ID]] = [:]
        for task in tasks {
            let own = [task.title, task.description] + task.steps.map(\.title)
            let patterns = patterns.indices.lazy.filter { !SearchText.finds(patterns[$0], in: own) }
            for index in patterns.prefix(limit) { missing[index, default: []].append(task.id) }
        }
        var bodies: [TaskItem.ID: String] = [:]
        var allowance = GatheringAllowance(tx)
        for (index, ids) in missing.sorted(by: { $0.key < $1.key }) {
            let match = try SearchExpression(patterns[index], share: patterns.count, &allowance, tx).match(.part)
            let rest = Set(ids.filter { bodies[$0] == nil })
            for number in try SearchApart.newestComments(match, of: rest, tx) {
                bodies[SearchNumber.task(of: number)] = try tx.value(
                    "SELECT text FROM comment WHERE id = ?", SearchNumber.comment(of: number))
            }
        }
        return bodies
    }
}
