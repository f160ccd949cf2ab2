import Collation
import Crypto
import Domain
import JSON
import SQLite
import Store
import TaskDomain

extension SQLiteTaskRepository {
    package func list(_ query: TaskQuery, for caller: Caller) throws(Failure) -> TaskPage {
        try store.read { tx in
            let access = Access(caller)
            let page = try Self.page(query, access, tx)
            guard page.tasks.isEmpty, page.next == nil, query.isForgiving else { return page }
            return try SearchForgiving(query, access, tx).page() ?? page
        }
    }

    static func page(_ query: TaskQuery, _ access: Access, _ tx: ReadTransaction) throws -> TaskPage {
        let asked = try ListConditions(query.filter, query.frame, access, tx, isRanked: query.filter.sort.isEmpty)
        if let search = asked.search, query.filter.sort.isEmpty {
            let page = try TaskSearch(search, asked, tx).page(
                after: query.after, limit: query.limit, for: access)
            return try self.page(of: tasks(page.ids, tx), next: page.next, query, access, tx)
        }
        // One more than asked for tells whether there is a next page.
        var sorted = try SortedTasks(query, asked, rows: query.limit + 1, tx)
        if sorted.tasks.count <= query.limit, sorted.isCut {
            sorted = try SortedTasks(query, asked, rows: 4 * (query.limit + 1), tx)
        }
        let shown = Array(sorted.tasks.prefix(query.limit))
        var next = shown.last.map { ListCursor.text(sorted.order.key(of: $0)) }
        if sorted.tasks.count <= query.limit {
            next = sorted.isCut ? try next.flatMap { try hasTask(beyond: $0, query, asked, tx) ? $0 : nil } : nil
        }
        return try self.page(of: shown, next: next, query, access, tx)
    }

    private static func hasTask(
        beyond place: String, _ query: TaskQuery, _ asked: ListConditions, _ tx: ReadTransaction
    ) throws -> Bool {
        var query = query
        query.after = place
        return try !SortedTasks(query, asked, rows: 1, tx).tasks.isEmpty
    }

    /// The first tasks in the order that was asked for, each once.
    ///
    /// A search finds a task by any number of its rows, which stand side by side: where many of them leave too few
    /// tasks, a page is shorter than was asked for, and the next one goes on.
    private struct SortedTasks {
        let tasks: [TaskItem]
        let order: ListOrder
        /// There may be more of them.
        let isCut: Bool

        /// - Shape: of so many rows of each part of the order.
        init(_ query: TaskQuery, _ asked: ListConditions, rows: Int, _ tx: ReadTransaction) throws {
            let statement = try ListStatement(query, asked, rows: rows, tx)
            order = statement.order
            let read =
                asked.search == nil
                ? try tx.all(statement.sql, values: statement.values, row: TaskColumn.task)
                : try SQLiteTaskRepository.tasks(
                    tx.all(statement.sql, values: statement.values) { try $0[0] }, tx)
            // Behind so many rows one part may have more that would come in between.
            let all = (order.isMerged ? order.merged(read) : read).prefix(rows)
            isCut = read.count >= rows
            tasks = all.indices.filter { $0 == 0 || all[$0 - 1].id != all[$0].id }.map { all[$0] }
        }
    }

    private static func page(
        of found: [TaskItem], next: String?, _ query: TaskQuery, _ access: Access, _ tx: ReadTransaction
    ) throws -> TaskPage {
        let tasks = try withParts(found, access, tx)
        guard query.hasComments else { return TaskPage(tasks: tasks, next: next) }
        return TaskPage(
            tasks: tasks, next: next, comments: try SearchedComments.bodies(of: tasks, for: query.filter.patterns, tx))
    }

    /// The tasks with these numbers, in their order.
    static func tasks(_ ids: [TaskItem.ID], _ tx: ReadTransaction) throws -> [TaskItem] {
        let tasks = try tx.all(
            SQL(composed: "SELECT \(TaskColumn.selected) FROM task WHERE task.id IN (\(IDList.rows))"), IDList(ids),
            row: TaskColumn.task)
        let byId = Dictionary(uniqueKeysWithValues: tasks.map { ($0.id, $0) })
        return ids.compactMap { byId[$0] }
    }
}
