import Domain
import SQLite

extension SQLiteTaskRepository {
    public func list(_ query: TaskQuery, for caller: Caller) throws(Failure) -> TaskPage {
        try store.read { tx in
            let statement = ListStatement(query)
            var tasks = try tx.all(statement.sql, values: statement.values, row: Self.item)
            // One more than asked for was read, which tells whether there is a next page.
            let hasNext = tasks.count > query.limit
            if hasNext { tasks.removeLast() }
            return TaskPage(tasks: try Self.withSteps(tasks, tx), next: hasNext ? tasks.last?.id : nil)
        }
    }
}

/// The SELECT for a query: fixed fragments put together, everything typed bound.
private struct ListStatement {
    private(set) var sql: SQL
    private(set) var values: [(any Bindable)?] = []

    init(_ query: TaskQuery) {
        var conditions: [String] = []
        var source = "task"
        if let match = Self.match(query.words) {
            source = "taskSearch JOIN task ON task.id = taskSearch.rowid"
            conditions.append("taskSearch MATCH ?")
            values.append(match)
        }
        let key = source == "task" ? "task.id" : "taskSearch.rowid"
        if let after = query.after {
            conditions.append("\(key) < ?")
            values.append(after)
        }
        if !query.statuses.isEmpty {
            conditions.append("status IN (\(query.statuses.map { _ in "?" }.joined(separator: ", ")))")
            values += query.statuses.map { $0 as any Bindable }
        }
        let columns = SQLiteTaskRepository.columns.replacing("title", with: "task.title", maxReplacements: 1)
        let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
        sql = SQL(composed: "SELECT \(columns) FROM \(source)\(filter) ORDER BY \(key) DESC LIMIT ?")
        values.append(query.limit + 1)
    }

    /// FTS5's words as prefixes, all of them wanted; nil where nothing was typed that could be found.
    private static func match(_ words: String?) -> String? {
        let found = (words ?? "").split { !$0.isLetter && !$0.isNumber }.prefix(16)
        // Quoted, so that no word is read as FTS5's AND, NEAR or a column.
        return found.isEmpty ? nil : found.map { "\"\($0)\"*" }.joined(separator: " ")
    }
}
