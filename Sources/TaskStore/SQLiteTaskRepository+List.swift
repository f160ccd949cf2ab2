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
            let statement = try ListStatement(query, access, tx)
            let order = statement.order
            let read = try tx.all(statement.sql, values: statement.values) { row in
                let task = try TaskColumn.task(row)
                return (task: task, weight: order.isRanked ? try row[0] as Double : 0)
            }
            let found = order.isMerged ? order.merged(read) : read
            // One more than asked for was read, which tells whether there is a next page.
            let shown = found.prefix(query.limit)
            return TaskPage(
                tasks: try Self.withParts(shown.map(\.task), access, tx),
                next: found.count > query.limit
                    ? shown.last.map { ListCursor.text(order.key($0.weight, of: $0.task)) } : nil)
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
            ? ListOrder(query.filter.sort, match: asked.match, words: asked.words, days: query.frame.days, tx)
            : ListOrder(byNumber: asked.match != nil)
        let after = try number == nil ? query.after.map(ListCursor.read) : nil
        var selects: [String] = []
        for part in order.parts(of: query.filter) {
            var conditions = asked.conditions + [part?.condition].compactMap { $0 }
            values += [asked.match].compactMap { $0 } + asked.values
            if let number {
                conditions.append(order.beyond(number))
                values.append(number)
            } else if let after {
                let (condition, keys) = try order.beyond(after, in: part)
                conditions.append(condition)
                values += keys
            }
            selects.append(
                """
                SELECT \(order.weight)\(TaskColumn.selected) FROM \(order.source)
                WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order.sql(of: part)) LIMIT \(query.limit + 1)
                """)
        }
        text =
            selects.count == 1 ? selects[0] : selects.map { "SELECT * FROM (\($0))" }.joined(separator: " UNION ALL ")
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
        let isDescending: Bool
        var isDue = false
        let value: (TaskItem) -> JSON
    }

    private let sort: [TaskSort]
    private let keys: [Key]
    let isRanked: Bool
    /// Read apart by the kinds of due dates.
    let isMerged: Bool
    private let isAscending: Bool
    private let due: DueOrder
    let source: String

    init(
        _ sort: [TaskSort], match: String?, words: [TaskTerm], days: any DayBounds, _ tx: ReadTransaction
    ) throws {
        self.sort = sort
        keys = sort.map(Self.key)
        due = DueOrder(days: days)
        isMerged = keys.contains(where: \.isDue)
        isRanked = try match != nil && sort.isEmpty && Self.isRare(match!, words, tx)
        isAscending = false
        source = Self.source(isSearch: match != nil, isRanked: isRanked)
        byId = match == nil ? "task.id" : "found.id"
    }

    /// By nothing else, the lowest first.
    init(byNumber isSearch: Bool) {
        (sort, keys, isRanked, isMerged, isAscending) = ([], [], false, false, true)
        due = DueOrder(days: DayFrame(utc: Instant(seconds: 0)).days)
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

    /// - Shape: `part` where the tasks are read apart.
    func sql(of part: DueOrder.Stretch?) -> String {
        let sorted = keys.compactMap { key -> String? in
            guard let column = column(key, in: part) else { return nil }
            return column + (key.isDescending ? " DESC" : "")
        }
        return ((isRanked ? ["found.weight"] : sorted) + ["\(byId)\(isAscending ? "" : " DESC")"]).joined(
            separator: ", ")
    }

    /// The key by which the last task of a page is remembered.
    func key(_ weight: Double, of task: TaskItem) -> JSON {
        let values = isRanked ? [JSON.number(weight)] : keys.map { $0.value(task) }
        return .array(values + [.integer(task.id)])
    }

    /// - Shape: nil for the due date of tasks that have none.
    private func column(_ key: Key, in part: DueOrder.Stretch?) -> String? {
        guard key.isDue, let part else { return key.sql }
        // Tasks without one come last in either order.
        return key.isDescending && !part.isDated ? part.due.map { _ in key.sql } : part.due
    }

    /// The parts in which the tasks are read; one that is nil for all of them.
    func parts(of filter: TaskFilter) -> [DueOrder.Stretch?] {
        guard isMerged else { return [nil] }
        if keys[0].isDue { return DueOrder.Stretch.byDue }
        guard sort == [TaskSort(.priority), TaskSort(.due)] else { return DueOrder.Stretch.others }
        let isOpen = filter.contains(.term(.flag([.open])))
        return DueOrder.Stretch.byUrgency(TaskStatus.allCases.filter { $0.isLive || !isOpen })
    }

    /// - Shape: `part` where the tasks are read apart.
    /// - Errors: `.malformed` on `after` for a key of another order.
    func beyond(_ key: [JSON], in part: DueOrder.Stretch?) throws -> (condition: String, values: [(any Bindable)?]) {
        let columns =
            isRanked
            ? [(sql: "found.weight", isDescending: false, isDue: false)]
            : keys.map { (sql: column($0, in: part) ?? $0.sql, isDescending: $0.isDescending, isDue: $0.isDue) }
        guard key.count == columns.count + 1 else { throw ListCursor.wrong }
        var (condition, values) = ("\(byId) < ?", [try ListCursor.bindable(key[columns.count])])
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
    func merged(_ read: [(task: TaskItem, weight: Double)]) -> [(task: TaskItem, weight: Double)] {
        read.map { (read: $0, values: values(of: $0.task)) }.sorted { left, right in
            for (key, (one, other)) in zip(keys, zip(left.values, right.values)) where one != other {
                return key.isDescending ? one > other : one < other
            }
            return left.read.task.id > right.read.task.id
        }.map(\.read)
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
