import Collation
import Crypto
import Domain
import JSON
import SQLite
import Store
import TaskDomain

/// The SELECT for a query: fixed fragments put together, everything typed bound.
struct ListStatement {
    let text: String
    var sql: SQL { SQL(composed: text) }
    let order: ListOrder
    private(set) var values: [(any Bindable)?] = []

    /// - Shape: as many as `rows` of each part of the order.
    init(_ query: TaskQuery, _ asked: ListConditions, rows: Int, _ tx: ReadTransaction) throws {
        order = ListOrder(query.filter.sort, days: query.frame.days)
        let after = try query.after.map(ListCursor.read)
        var found = ""
        if let search = asked.search {
            let apart = try SearchApart(search.single, tx).tasks
            values = [search.widest] + (apart.isEmpty ? [] : [IDList(apart)])
            found = apart.isEmpty ? Self.found : Self.foundApart
        }
        var selects: [String] = []
        for part in order.parts(of: query.filter, isSearched: asked.search != nil) {
            var conditions = asked.conditions + [part?.condition].compactMap { $0 }
            values += asked.values
            if let after {
                let (condition, keys) = try order.beyond(after, in: part)
                conditions.append(condition)
                values += keys
            }
            selects.append(
                """
                SELECT \(asked.search == nil ? "\(TaskColumn.selected) FROM task" : Self.foundTask)
                WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order.sql(of: part)) LIMIT \(rows)
                """)
        }
        let all =
            selects.count == 1 ? selects[0] : selects.map { "SELECT * FROM (\($0))" }.joined(separator: " UNION ALL ")
        text = found + all
    }

    /// The tasks that a search finds by one row of the index, as often as they have one: looked up once, however many
    /// parts the order has. The newest come first, which of equals are the first ones of every order.
    private static let found = """
        WITH found (id) AS MATERIALIZED (
            SELECT \(SearchNumber.task) FROM taskSearch WHERE taskSearch MATCH ? ORDER BY rowid DESC) 
        """

    /// With those whose words are spread over several rows.
    private static let foundApart = """
        WITH found (id) AS MATERIALIZED (
            SELECT \(SearchNumber.task) FROM taskSearch WHERE taskSearch MATCH ? UNION \(IDList.rows)) 
        """

    /// Their numbers alone: sorting them with all that a task has takes three times as long.
    private static let foundTask = "task.id FROM found CROSS JOIN task ON task.id = found.id"
}
