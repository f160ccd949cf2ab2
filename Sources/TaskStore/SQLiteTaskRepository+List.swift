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
            let statement = try ListStatement(query, access, tx)
            var keys: [JSON] = []
            var tasks = try tx.all(statement.sql, values: statement.values) { row in
                let task = try TaskColumn.task(row)
                // The key of the last task that is shown, not of the one beyond it.
                if keys.count < query.limit { keys.append(try statement.order.key(row, of: task)) }
                return task
            }
            // One more than asked for was read, which tells whether there is a next page.
            let hasNext = tasks.count > query.limit
            if hasNext { tasks.removeLast() }
            return TaskPage(
                tasks: try Self.withParts(tasks, access, tx),
                next: hasNext ? keys.last.map(ListCursor.text) : nil)
        }
    }
}

/// The SELECT for a query: fixed fragments put together, everything typed bound.
struct ListStatement {
    let text: String
    var sql: SQL { SQL(composed: text) }
    let order: ListOrder
    private(set) var values: [(any Bindable)?] = []

    /// - Shape: with `number` every task that the query means, in the order of their numbers, those after this one.
    init(_ query: TaskQuery, beyond number: TaskItem.ID? = nil, _ access: Access, _ tx: ReadTransaction) throws {
        let asked = ListConditions(query.filter, query.frame, access)
        order =
            try number == nil
            ? ListOrder(query.filter.sort, match: asked.match, words: asked.words, tx)
            : ListOrder(byNumber: asked.match != nil)
        var conditions = asked.conditions
        if let match = asked.match { values.append(match) }
        values += asked.values
        if let number {
            conditions.append(order.beyond(number))
            values.append(number)
        } else if let after = query.after {
            let (condition, keys) = try order.beyond(ListCursor.read(after))
            conditions.append(condition)
            values += keys
        }
        text = """
            SELECT \(order.weight)\(TaskColumn.selected) FROM \(order.source)
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order.sql) LIMIT \(query.limit + 1)
            """
    }
}

/// In which order a list is, and how the next page goes on where this one ended.
struct ListOrder {
    /// Matches up to which a search is ranked; beyond them the newest come first.
    static let rankedMatches = 1_000
    /// Tasks that one word may be in for it to be ranked: its weight depends on all of them.
    static let rankedWord = 20_000

    private struct Key {
        let sql: String
        /// The placeholder of what a page remembered.
        var operand = "?"
        let isDescending: Bool
        let value: (TaskItem) -> JSON
    }

    private let keys: [Key]
    private let isRanked: Bool
    private let isAscending: Bool
    let source: String

    init(_ sort: [TaskSort], match: String?, words: [TaskTerm], _ tx: ReadTransaction) throws {
        keys = sort.map(Self.key)
        isRanked = try match != nil && sort.isEmpty && Self.isRare(match!, words, tx)
        isAscending = false
        source = Self.source(isSearch: match != nil, isRanked: isRanked)
        byId = match == nil ? "task.id" : "found.id"
    }

    /// By nothing else, the lowest first.
    init(byNumber isSearch: Bool) {
        (keys, isRanked, isAscending) = ([], false, true)
        source = Self.source(isSearch: isSearch, isRanked: false)
        byId = isSearch ? "found.id" : "task.id"
    }

    private static func source(isSearch: Bool, isRanked: Bool) -> String {
        guard isSearch else { return "task" }
        return """
            (SELECT rowid AS id\(isRanked ? ", bm25(taskSearch, 10.0, 1.0) AS weight" : "") FROM taskSearch
            WHERE taskSearch MATCH ?) found JOIN task ON task.id = found.id
            """
    }

    func beyond(_ number: TaskItem.ID) -> String { "\(byId) > ?" }

    private let byId: String

    private static func isRare(_ match: String, _ words: [TaskTerm], _ tx: ReadTransaction) throws -> Bool {
        guard try count(match, upTo: rankedMatches, tx) else { return false }
        return try words.compactMap { SearchMatch.of([$0]) }.allSatisfy { try count($0, upTo: rankedWord, tx) }
    }

    private static func count(_ match: String, upTo limit: Int, _ tx: ReadTransaction) throws -> Bool {
        let count: Int? = try tx.value(
            "SELECT count(*) FROM (SELECT 1 FROM taskSearch WHERE taskSearch MATCH ? LIMIT ?)", match, limit + 1)
        return (count ?? 0) <= limit
    }

    /// Comes first, where there is one.
    var weight: String { isRanked ? "found.weight, " : "" }

    var sql: String {
        let sorted = keys.map { $0.sql + ($0.isDescending ? " DESC" : "") }
        return ((isRanked ? ["found.weight"] : sorted) + ["\(byId)\(isAscending ? "" : " DESC")"]).joined(
            separator: ", ")
    }

    /// The key by which the last task of a page is remembered.
    func key(_ row: borrowing Row, of task: TaskItem) throws -> JSON {
        let values = isRanked ? [JSON.number(try row[0])] : keys.map { $0.value(task) }
        return .array(values + [.integer(task.id)])
    }

    /// - Errors: `.malformed` on `after` for a key of another order.
    func beyond(_ key: [JSON]) throws -> (condition: String, values: [(any Bindable)?]) {
        let columns =
            isRanked
            ? [(sql: "found.weight", operand: "?", isDescending: false)]
            : keys.map { (sql: $0.sql, operand: $0.operand, isDescending: $0.isDescending) }
        guard key.count == columns.count + 1 else { throw ListCursor.wrong }
        var (condition, values) = ("\(byId) < ?", [try ListCursor.bindable(key[columns.count])])
        for (column, value) in zip(columns, key).reversed() {
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
