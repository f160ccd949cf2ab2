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
            ) { row in SearchNumber.task(of: try row[0]) }
            if found.count > Self.limit { common.append(word) } else { rare.append(Set(found)) }
        }
        guard var tasks = rare.popLast() else {
            self.tasks = []
            return
        }
        for more in rare { tasks.formIntersection(more) }
        for word in common {
            tasks = try Self.having(word, among: Set(tasks.sorted(by: >).prefix(Self.asked)), tx)
        }
        self.tasks = tasks
    }
}

/// Rows of given tasks.
///
/// Each task is asked by itself, but for the beginnings that FTS5 gathers whole each time that it is asked.
extension SearchApart {
    /// Those of `tasks` of which one row is found.
    static func having(
        _ match: String, among tasks: Set<TaskItem.ID>, _ tx: ReadTransaction
    ) throws -> Set<TaskItem.ID> {
        guard !match.contains("*") else {
            return try tasks.intersection(gathered(match, tasks, tx).map(SearchNumber.task(of:)))
        }
        return try tasks.filter { task in
            try tx.value(
                "SELECT 1 FROM taskSearch WHERE taskSearch MATCH ? AND rowid >= ? AND rowid < ? LIMIT 1", match,
                SearchNumber.of(task), SearchNumber.of(task + 1)) as Int? != nil
        }
    }

    /// The newest comment that is found of each of `tasks`, as far as there is one.
    ///
    /// - Shape: numbers of rows.
    static func newestComments(
        _ match: String, of tasks: Set<TaskItem.ID>, _ tx: ReadTransaction
    ) throws -> [Int64] {
        guard !match.contains("*") else {
            let rows = try gathered(match, tasks, tx).filter {
                SearchNumber.comment(of: $0) > 0 && tasks.contains(SearchNumber.task(of: $0))
            }
            return Array(Dictionary(rows.map { (SearchNumber.task(of: $0), $0) }, uniquingKeysWith: max).values)
        }
        return try tasks.compactMap { task -> Int64? in
            try tx.value(
                """
                SELECT rowid FROM taskSearch WHERE taskSearch MATCH ? AND rowid > ? AND rowid < ?
                ORDER BY rowid DESC LIMIT 1
                """, match, SearchNumber.of(task), SearchNumber.of(task + 1))
        }
    }

    /// All rows that are found from the first to the last of `tasks`.
    private static func gathered(
        _ match: String, _ tasks: Set<TaskItem.ID>, _ tx: ReadTransaction
    ) throws -> [Int64] {
        guard let first = tasks.min(), let last = tasks.max() else { return [] }
        return try tx.all(
            "SELECT rowid FROM taskSearch WHERE taskSearch MATCH ? AND rowid >= ? AND rowid < ?", match,
            SearchNumber.of(first), SearchNumber.of(last + 1)
        ) { row in try row[0] }
    }
}
