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
            guard page.tasks.isEmpty, query.isForgiving else { return page }
            return try SearchForgiving(query, access, tx).page() ?? page
        }
    }

    static func page(_ query: TaskQuery, _ access: Access, _ tx: ReadTransaction) throws -> TaskPage {
        let asked = try ListConditions(query.filter, query.frame, access, tx, isRanked: query.filter.sort.isEmpty)
        if let search = asked.search, query.filter.sort.isEmpty {
            let page = try TaskSearch(search, asked, tx).page(after: query.after, limit: query.limit)
            return TaskPage(tasks: try withParts(tasks(page.ids, tx), access, tx), next: page.next)
        }
        let statement = try ListStatement(query, asked, tx)
        var keys: [JSON] = []
        var tasks = try tx.all(statement.sql, values: statement.values) { row in
            let task = try TaskColumn.task(row)
            // The key of the last task that is shown, not of the one beyond it.
            if keys.count < query.limit { keys.append(statement.order.key(of: task)) }
            return task
        }
        // One more than asked for was read, which tells whether there is a next page.
        let hasNext = tasks.count > query.limit
        if hasNext { tasks.removeLast() }
        return TaskPage(
            tasks: try withParts(tasks, access, tx), next: hasNext ? keys.last.map(ListCursor.text) : nil)
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

/// The SELECT for a query: fixed fragments put together, everything typed bound.
struct ListStatement {
    let text: String
    var sql: SQL { SQL(composed: text) }
    let order: ListOrder
    private(set) var values: [(any Bindable)?] = []

    init(_ query: TaskQuery, _ asked: ListConditions, _ tx: ReadTransaction) throws {
        order = ListOrder(query.filter.sort)
        var conditions = asked.conditions
        var source = "task"
        if let search = asked.search {
            source = """
                (SELECT \(SearchNumber.task) AS id FROM taskSearch WHERE taskSearch MATCH ? UNION \(IDList.rows)) found
                JOIN task ON task.id = found.id
                """
            values += [search.widest, IDList(try SearchApart(search.single, tx).tasks)]
        }
        values += asked.values
        if let after = query.after {
            let (condition, keys) = try order.beyond(ListCursor.read(after))
            conditions.append(condition)
            values += keys
        }
        text = """
            SELECT \(TaskColumn.selected) FROM \(source)
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order.sql) LIMIT \(query.limit + 1)
            """
    }
}

/// In which order a list is, and how the next page goes on where this one ended.
struct ListOrder {
    private struct Key {
        let sql: String
        /// The placeholder of what a page remembered.
        var operand = "?"
        let isDescending: Bool
        let value: (TaskItem) -> JSON
    }

    private let keys: [Key]

    init(_ sort: [TaskSort]) { keys = sort.map(Self.key) }

    var sql: String {
        (keys.map { $0.sql + ($0.isDescending ? " DESC" : "") } + ["task.id DESC"]).joined(separator: ", ")
    }

    /// The key by which the last task of a page is remembered.
    func key(of task: TaskItem) -> JSON { .array(keys.map { $0.value(task) } + [.integer(task.id)]) }

    /// - Errors: `.malformed` on `after` for a key of another order.
    func beyond(_ key: [JSON]) throws -> (condition: String, values: [(any Bindable)?]) {
        guard key.count == keys.count + 1 else { throw ListCursor.wrong }
        var (condition, values) = ("task.id < ?", [try ListCursor.bindable(key[keys.count])])
        for (column, value) in zip(keys, key).reversed() {
            let bound = try ListCursor.bindable(value)
            let sign = column.isDescending ? "<" : ">"
            condition =
                "(\(column.sql) \(sign) \(column.operand) OR \(column.sql) = \(column.operand) AND \(condition))"
            values = [bound, bound] + values
        }
        return (condition, values)
    }

    /// Titles are in the order of their beginnings: the key of a page stands in an address, which has its limits.
    ///
    /// - Units: Unicode scalars.
    private static let titleKey = 100

    /// The key of an order, in which tasks without a value come last either way.
    private static func key(_ sort: TaskSort) -> Key {
        let isDescending = sort.isDescending
        let last = isDescending ? "" : "~"
        switch sort.key {
        case .due:
            return Key(sql: "coalesce(task.dueAt, '\(last)')", isDescending: isDescending) {
                .string($0.dueAt?.text ?? last)
            }
        case .priority:
            return Key(sql: "task.priority", isDescending: isDescending) { .integer(Int64($0.priority.rank)) }
        case .created:
            return Key(sql: "task.createdAt", isDescending: isDescending) { .integer($0.createdAt.seconds) }
        case .updated:
            return Key(sql: "task.updatedAt", isDescending: isDescending) { .integer($0.updatedAt.seconds) }
        case .completed:
            let never: Int64 = isDescending ? -1 : 1 << 50
            return Key(sql: "coalesce(task.completedAt, \(never))", isDescending: isDescending) {
                .integer($0.completedAt?.seconds ?? never)
            }
        case .title:
            let length = titleKey
            return Key(sql: "lower(substr(task.title, 1, \(length)))", operand: "lower(?)", isDescending: isDescending)
            {
                var beginning = String.UnicodeScalarView()
                beginning.append(contentsOf: $0.title.unicodeScalars.prefix(length))
                return .string(String(beginning))
            }
        }
    }
}

/// Where a page ended, as a text that clients hand back unread.
enum ListCursor {
    static func text(_ key: JSON) -> String { Base64URL.encode(key.json) }

    static func text(_ key: [JSON]) -> String { text(.array(key)) }

    /// - Errors: `.malformed` on `after`.
    static func read(_ text: String) throws -> [JSON] {
        guard text.utf8.count <= 4_096, let bytes = Base64URL.decode(text),
            case .array(let key) = try? JSONParser.parse(bytes)
        else { throw wrong }
        return key
    }

    static func bindable(_ value: JSON) throws -> any Bindable {
        switch value {
        case .integer(let number): number
        case .number(let number): number
        case .string(let text): text
        default: throw wrong
        }
    }

    static var wrong: Failure {
        Failure(.malformed, "after: is not what a page before gave as its next.", field: "after")
    }
}
