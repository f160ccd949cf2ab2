import Domain
import SQLite
import Store
import TaskDomain

/// The tasks that have every word, some in themselves and some in a comment, so that no row of the index has them all.
///
/// - Shape: none where every word is in more than `limit` rows: then there are enough that have them side by side. Of
///   words that are in more, only so many tasks are asked for them.
struct SearchApart {
    let tasks: Set<TaskItem.ID>

    private static let limit = 2_000
    /// Tasks that are asked one by one.
    private static let asked = 200

    init(_ words: [String], _ tx: ReadTransaction) throws {
        guard words.count > 1 else {
            tasks = []
            return
        }
        var rare: [Set<TaskItem.ID>] = []
        var common: [String] = []
        for word in words {
            let found = try tx.all(
                "SELECT rowid FROM taskSearch WHERE taskSearch MATCH ? LIMIT ?", word, Self.limit + 1
            ) { row in try row[0] as Int64 >> SearchNumber.commentBits }
            if found.count > Self.limit { common.append(word) } else { rare.append(Set(found)) }
        }
        guard var tasks = rare.popLast() else {
            self.tasks = []
            return
        }
        for more in rare { tasks.formIntersection(more) }
        for word in common {
            tasks = try Set(tasks.sorted(by: >).prefix(Self.asked).filter { try Self.has($0, word, tx) })
        }
        self.tasks = tasks
    }

    /// Tells whether one row of a task is found.
    static func has(_ task: TaskItem.ID, _ word: String, _ tx: ReadTransaction) throws -> Bool {
        try tx.value(
            "SELECT 1 FROM taskSearch WHERE taskSearch MATCH ? AND rowid >= ? AND rowid < ? LIMIT 1", word,
            SearchNumber.of(task), SearchNumber.of(task + 1)) as Int? != nil
    }
}
