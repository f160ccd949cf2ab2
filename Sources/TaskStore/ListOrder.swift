import Collation
import Crypto
import Domain
import JSON
import SQLite
import Store
import TaskDomain

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
