import Domain
import SQLite
import Store
import TaskDomain

/// The tasks that a search finds, the best first: those that are live before the others, whole words before beginnings
/// and these before parts, then by weight where few are found, and else the newest.
///
/// The index is read in windows, each with so many of its rows, so that a word that everybody has costs no more than
/// another: the order is kept within a window. One page reads so many of them; where that does not fill it, it is
/// shorter, and the next one goes on.
struct TaskSearch {
    private let expressions: SearchExpressions
    private let asked: ListConditions
    private let bounds: Bounds
    private let tx: ReadTransaction

    /// The bounds of what is read for one page.
    struct Bounds {
        /// Rows of the index in one window.
        var window = 2_000
        /// Windows of one page.
        var windows = 50
        /// The time after which no further one is begun.
        var time = Duration.milliseconds(200)
        /// Windows after which somebody who reaches few tasks is shown what each of them has.
        var patience = 5
    }

    /// Rows of the index up to which they are weighed.
    private static let weighed = 1_000
    /// Rows that one word may be in for them to be weighed: its weight depends on all of them.
    private static let weighedWord = 20_000

    init(
        _ expressions: SearchExpressions, _ asked: ListConditions, within bounds: Bounds = Bounds(),
        _ tx: ReadTransaction
    ) {
        (self.expressions, self.asked, self.bounds, self.tx) = (expressions, asked, bounds, tx)
    }

    /// The numbers of one page, and where the next one begins.
    func page(after text: String?, limit: Int, for access: Access) throws -> (ids: [TaskItem.ID], next: String?) {
        var start = try text.map(Cursor.init(text:)) ?? Cursor(window: Start(), last: nil)
        var found: [(id: TaskItem.ID, cursor: Cursor)] = []
        var next: Start?
        let begin = ContinuousClock.now
        for turn in 1...bounds.windows where turn == 1 || begin.duration(to: .now) < bounds.time {
            if turn == bounds.patience, text == nil, try Reached.isFew(access, tx) {
                (found, start) = ([], Cursor(window: .reached, last: nil))
            }
            let window = try start.window == .reached ? reached(by: access) : window(from: start.window)
            let rest = start.last.map { last in window.hits.filter { last < $0.rank } } ?? window.hits
            found += rest.map { ($0.rank.id, Cursor(window: start.window, last: $0.rank)) }
            next = window.next
            guard found.count <= limit, let next else { break }
            start = Cursor(window: next, last: nil)
        }
        let end = found.count > limit ? found[limit - 1].cursor : next.map { Cursor(window: $0, last: nil) }
        return (found.prefix(limit).map(\.id), end?.text)
    }
}

extension TaskSearch {
    /// Tells whether one of its first two windows has a task that the caller sees.
    var isFoundEarly: Bool {
        get throws {
            let first = try window(from: Start())
            guard first.hits.isEmpty, let next = first.next else { return !first.hits.isEmpty }
            return try !window(from: next).hits.isEmpty
        }
    }

    /// The place where a window begins.
    struct Start: Equatable {
        var reach = SearchReach.whole
        /// Rows below this one.
        var below = Int64.max

        /// The one window of somebody who reaches few tasks.
        static let reached = Start(below: 0)
    }

    /// The place of a hit within its window.
    struct Rank: Comparable {
        let isOver: Bool
        let reach: Int
        let weight: Double
        let id: TaskItem.ID

        static func < (left: Rank, right: Rank) -> Bool {
            if left.isOver != right.isOver { return right.isOver }
            if left.reach != right.reach { return left.reach < right.reach }
            return left.weight == right.weight ? left.id > right.id : left.weight < right.weight
        }
    }

    private struct Hit {
        let rank: Rank
    }

    private struct SearchWindow {
        var hits: [Hit] = []
        var next: Start?
    }

    /// The few tasks that the caller reaches, as far as they have the words.
    private func reached(by access: Access) throws -> SearchWindow {
        var (rows, rest) = ([] as [FoundRow], Set(try Reached.tasks(access, tx)))
        for reach in SearchReach.allCases {
            let found = try SearchApart.having(expressions.match(reach), among: rest, tx)
            rest.subtract(found)
            rows += found.map { FoundRow(task: $0, reach: reach.rawValue, weight: 0) }
        }
        return SearchWindow(hits: try hits(rows + apart(from: rows)), next: nil)
    }

    private func window(from start: Start) throws -> SearchWindow {
        var (rows, at): ([FoundRow], Start?) = ([], start)
        while let place = at, rows.count < bounds.window {
            let more = try self.rows(place, limit: bounds.window - rows.count)
            // A window that is not the first does not know what was found in those before.
            rows += start == Start() ? more.rows : try first(more.rows)
            at = more.next
        }
        if at == nil, start == Start() { rows += try apart(from: rows) }
        return SearchWindow(hits: try hits(rows), next: at)
    }
}

/// Rows of the index.
extension TaskSearch {
    private struct FoundRow {
        let task: TaskItem.ID
        let reach: Int
        let weight: Double
    }

    private func rows(_ start: Start, limit: Int) throws -> (rows: [FoundRow], next: Start?) {
        let wider = SearchReach(rawValue: start.reach.rawValue + 1).map { Start(reach: $0) }
        guard let match = expressions.match(only: start.reach) else { return ([], wider) }
        let numbers = try tx.all(
            "SELECT rowid FROM taskSearch WHERE taskSearch MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?", match,
            start.below, limit + 1
        ) { row in try row[0] as Int64 }
        let isAll = numbers.count <= limit
        let weights = isAll && start.below == .max ? try weights(match, of: numbers.count) : nil
        let rows = numbers.prefix(limit).map { number in
            FoundRow(
                task: SearchNumber.task(of: number), reach: start.reach.rawValue, weight: weights?[number] ?? 0)
        }
        guard !isAll, let last = rows.last else { return (rows, wider) }
        // Where one ends, all rows of its task do.
        return (rows, Start(reach: start.reach, below: SearchNumber.of(last.task)))
    }

    /// Without those whose task was found in a narrower reach by another of its rows.
    private func first(_ rows: [FoundRow]) throws -> [FoundRow] {
        guard let reach = rows.first?.reach, let narrower = SearchReach(rawValue: reach - 1) else { return rows }
        let found = try SearchApart.having(expressions.match(narrower), among: Set(rows.map(\.task)), tx)
        return rows.filter { !found.contains($0.task) }
    }

    /// - Shape: nil where too many are found, or one word is in too many.
    private func weights(_ match: String, of count: Int) throws -> [Int64: Double]? {
        guard count > 1, count <= Self.weighed else { return nil }
        for word in expressions.single {
            let count: Int? = try tx.value(
                "SELECT count(*) FROM (SELECT 1 FROM taskSearch WHERE taskSearch MATCH ? LIMIT ?)", word,
                Self.weighedWord + 1)
            guard (count ?? 0) <= Self.weighedWord else { return nil }
        }
        let weights = try tx.all(
            "SELECT rowid, bm25(taskSearch, 10.0, 1.0, 3.0, 1.0, 5.0) FROM taskSearch WHERE taskSearch MATCH ?", match
        ) { row in (try row[0] as Int64, try row[1] as Double) }
        return Dictionary(weights, uniquingKeysWith: { first, _ in first })
    }

    /// The tasks whose words stand in several of its rows, some in the task and others in a comment.
    private func apart(from found: [FoundRow]) throws -> [FoundRow] {
        let ids = try SearchApart(expressions.single, tx).tasks.subtracting(found.map(\.task))
        return ids.map { FoundRow(task: $0, reach: SearchReach.allCases.count, weight: 0) }
    }
}

/// All of them, in the order of their numbers.
extension TaskSearch {
    /// As many as `limit` of those behind `number`.
    func tasks(beyond number: TaskItem.ID, limit: Int) throws -> [TaskItem.ID] {
        let apart = try SearchApart(expressions.single, tx).tasks.filter { $0 > number }
        var found: [TaskItem.ID] = []
        var place = SearchNumber.of(number + 1)
        while found.count < limit {
            let numbers = try tx.all(
                "SELECT rowid FROM taskSearch WHERE taskSearch MATCH ? AND rowid >= ? ORDER BY rowid LIMIT ?",
                expressions.widest, place, bounds.window
            ) { row in try row[0] as Int64 }
            found += try seen(Set(numbers.map(SearchNumber.task(of:))).subtracting(apart)).map(\.id)
            guard numbers.count == bounds.window, let last = numbers.last else { break }
            place = SearchNumber.of(SearchNumber.task(of: last) + 1)
        }
        // Those in the index are complete as far as they go.
        return try Array((found + seen(apart).map(\.id)).sorted().prefix(limit))
    }
}

/// Tasks that are seen.
extension TaskSearch {
    private func hits(_ rows: [FoundRow]) throws -> [Hit] {
        var best: [TaskItem.ID: FoundRow] = [:]
        for row in rows {
            guard let old = best[row.task], (old.reach, old.weight) <= (row.reach, row.weight) else {
                best[row.task] = row
                continue
            }
        }
        return try seen(Set(best.keys)).map { task in
            let row = best[task.id]!
            return Hit(rank: Rank(isOver: task.isOver, reach: row.reach, weight: row.weight, id: task.id))
        }.sorted { $0.rank < $1.rank }
    }

    /// Those of `ids` that the filter means and the caller sees.
    private func seen(_ ids: Set<TaskItem.ID>) throws -> [(id: TaskItem.ID, isOver: Bool)] {
        let conditions = asked.conditions.joined(separator: " AND ")
        return try tx.all(
            SQL(
                composed: """
                    SELECT task.id, \(asked.isBelow) FROM task WHERE task.id IN (\(IDList.rows)) AND \(conditions)
                    """), values: asked.belowValues + [IDList(ids)] + asked.values
        ) { row in (id: try row[0], isOver: try row[1]) }
    }
}
