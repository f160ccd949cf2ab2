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

/// In which order a list is, and how the next page goes on where this one ended.
struct ListOrder {
    private struct Key {
        let sql: String
        let isDescending: Bool
        var isDue = false
        let value: (TaskItem) -> JSON
    }

    private let sort: [TaskSort]
    private let keys: [Key]
    /// Read apart by the kinds of due dates.
    let isMerged: Bool
    private let due: DueOrder

    init(_ sort: [TaskSort], days: any DayBounds) {
        self.sort = sort
        keys = sort.map(Self.key)
        due = DueOrder(days: days)
        isMerged = keys.contains(where: \.isDue)
    }

    /// - Shape: `part` where the tasks are read apart.
    func sql(of part: DueOrder.Stretch?) -> String {
        let sorted = keys.compactMap { key -> String? in
            guard let column = column(key, in: part) else { return nil }
            return column + (key.isDescending ? " DESC" : "")
        }
        return (sorted + ["task.id DESC"]).joined(separator: ", ")
    }

    /// The key by which the last task of a page is remembered.
    func key(of task: TaskItem) -> JSON { .array(keys.map { $0.value(task) } + [.integer(task.id)]) }

    /// - Shape: nil for the due date of tasks that have none.
    private func column(_ key: Key, in part: DueOrder.Stretch?) -> String? {
        guard key.isDue, let part else { return key.sql }
        // Tasks without one come last in either order.
        return key.isDescending && !part.isDated ? part.due.map { _ in key.sql } : part.due
    }

    /// The parts in which the tasks are read; one that is nil for all of them.
    ///
    /// - Shape: few where a search says which they are, since no index is read along then.
    func parts(of filter: TaskFilter, isSearched: Bool) -> [DueOrder.Stretch?] {
        guard isMerged else { return [nil] }
        guard !isSearched else { return DueOrder.Stretch.others }
        if keys[0].isDue { return DueOrder.Stretch.byDue }
        guard sort == [TaskSort(.priority), TaskSort(.due)] else { return DueOrder.Stretch.others }
        let isOpen = filter.contains(.term(.flag([.open])))
        return DueOrder.Stretch.byUrgency(TaskStatus.allCases.filter { $0.isLive || !isOpen })
    }

    /// - Shape: `part` where the tasks are read apart.
    /// - Errors: `.malformed` on `after` for a key of another order.
    func beyond(_ key: [JSON], in part: DueOrder.Stretch?) throws -> (condition: String, values: [(any Bindable)?]) {
        let columns = keys.map { key in
            (sql: column(key, in: part) ?? key.sql, isDescending: key.isDescending, isDue: key.isDue)
        }
        guard key.count == columns.count + 1 else { throw ListCursor.wrong }
        var (condition, values) = ("task.id < ?", [try ListCursor.bindable(key[columns.count])])
        for (column, value) in zip(columns, key).reversed() {
            let bound = try ListCursor.bindable(value)
            let sign = column.isDescending ? "<" : ">"
            if let part, column.isDue, case .string(let text) = value, let border = try border(text, part) {
                // None of this kind is due at the very same time.
                (condition, values) = ("\(column.sql) \(column.isDescending ? "<" : ">=") ?", [border])
                continue
            }
            condition =
                "(\(column.sql) \(sign) ? OR \(column.sql) = ? AND \(condition))"
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
            return Key(sql: "coalesce(task.dueAt, '\(last)')", isDescending: isDescending, isDue: true) {
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
            return Key(sql: "substr(task.title, 1, \(length)) COLLATE alphabetical", isDescending: isDescending) {
                var beginning = String.UnicodeScalarView()
                beginning.append(contentsOf: $0.title.unicodeScalars.prefix(length))
                return .string(String(beginning))
            }
        }
    }
}

/// Lists with a due date among their keys, whose tasks are read apart.
extension ListOrder {
    /// The text from which on the tasks of a kind stand behind a due date of the other kind.
    ///
    /// - Shape: nil for a due date of the same kind; for tasks without one, the text of those is such a border itself.
    /// - Errors: `.malformed` on `after` for what is no due date.
    private func border(_ text: String, _ part: DueOrder.Stretch) throws -> String? {
        guard let time = TaskTime(text: text) else {
            guard ["", "~"].contains(text) else { throw ListCursor.wrong }
            return part.isDated || part.kind == .timed ? text : nil
        }
        let isTimed = if case .instant = time { true } else { false }
        return isTimed == (part.kind == .timed) ? nil : due.border(time)
    }

    /// The value of a key, as the statement compares it.
    private enum Value: Comparable {
        case due(DueOrder.DuePosition)
        case number(Int64)
        case text([UInt8])

        static func < (left: Value, right: Value) -> Bool {
            switch (left, right) {
            case (.due(let one), .due(let other)): one < other
            case (.number(let one), .number(let other)): one < other
            case (.text(let one), .text(let other)): Collation.compare(one, other) < 0
            default: false
            }
        }
    }

    /// All that was read, in one order.
    func merged(_ read: [TaskItem]) -> [TaskItem] {
        read.map { (task: $0, values: values(of: $0)) }.sorted { left, right in
            for (key, (one, other)) in zip(keys, zip(left.values, right.values)) where one != other {
                return key.isDescending ? one > other : one < other
            }
            return left.task.id > right.task.id
        }.map(\.task)
    }

    private func values(of task: TaskItem) -> [Value] {
        keys.map { key in
            guard !key.isDue else {
                // Tasks without one come last either way.
                let isLast = task.dueAt == nil && key.isDescending
                return .due(isLast ? DueOrder.DuePosition(second: .min, kind: 0) : due.place(task.dueAt))
            }
            switch key.value(task) {
            case .integer(let number): return .number(number)
            case .string(let text): return .text(Array(text.utf8))
            default: return .number(0)
            }
        }
    }
}

/// The end of a page, as a text that clients hand back unread.
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
