import Domain
import SQLite
import Store
import TaskDomain

/// The one SELECT that reads all cards of a board: for each lane the first few of each of its cells, each cell in the
/// order of an index, so that nobody reads or sorts the rest.
struct BoardStatement {
    /// Put together from fragments that are all our own.
    let text: String
    private(set) var values: [(any Bindable)?] = []

    init(_ lanes: [BoardLane], _ query: BoardQuery, _ access: Access, _ tx: ReadTransaction) throws {
        let asked = try ListConditions(query.filter, query.frame, access, tx)
        var selects: [String] = []
        if let search = asked.search {
            values += [search.widest, IDList(try SearchApart(search.single, tx).tasks)]
        }
        values += asked.values
        for (place, lane) in lanes.enumerated() {
            for cell in lane.cells(isSearched: asked.search != nil) {
                selects.append(
                    """
                    SELECT * FROM (SELECT \(place), \(TaskColumn.short) FROM \(cell.source)
                    WHERE \(cell.condition) ORDER BY \(cell.order) LIMIT \(query.limit + 1))
                    """)
                values += cell.values
            }
        }
        // What is asked of each stands there once, however many cells there are: a statement has a longest length.
        text = """
            WITH \(asked.search == nil ? "" : Self.found)asked AS NOT MATERIALIZED
            (SELECT * FROM task WHERE \(asked.conditions.joined(separator: " AND ")))
            \(selects.joined(separator: " UNION ALL "))
            """
    }

    var sql: SQL { SQL(composed: text) }

    private static let found = """
        found (id) AS MATERIALIZED (SELECT \(SearchNumber.task) FROM (SELECT rowid FROM taskSearch
        WHERE taskSearch MATCH ? ORDER BY rowid DESC LIMIT \(TaskBoard.wordMatches)) UNION \(IDList.rows)), 
        """
}

/// A lane before its cards are read.
struct BoardLane {
    let value: TaskBoard.Value
    /// Those whose tasks are shown, in lanes that are not one status each.
    let statuses: [TaskStatus]

    /// One stretch of an index.
    struct Cell {
        var source = Self.tasks
        var condition: String
        let values: [(any Bindable)?]
        var order = Self.urgency

        private static let urgency = "task.priority, coalesce(task.dueAt, '~'), task.id DESC"

        /// Tasks with an hour and those without one are read apart.
        fileprivate var byKind: [Cell] {
            guard order == Self.urgency else { return [self] }
            return DueOrder.Kind.allCases.map { kind in
                var cell = self
                cell.condition += " AND \(kind.condition)"
                return cell
            }
        }

        fileprivate static let tasks = "asked task"
        fileprivate var isOfTaskAlone: Bool { source == Self.tasks }
    }

    /// - Shape: `isSearched` where `found` has the numbers of the tasks that come into question at all.
    func cells(isSearched: Bool) -> [Cell] {
        cells.flatMap(\.byKind).map { cell in
            var cell = cell
            guard isSearched else { return cell }
            if cell.isOfTaskAlone {
                cell.source = "found CROSS JOIN \(cell.source)"
                cell.condition = "task.id = found.id AND \(cell.condition)"
            } else {
                cell.source += " JOIN found ON found.id = task.id"
            }
            return cell
        }
    }

    private var cells: [Cell] {
        switch value {
        case .status(.done):
            // Only where it is done there is such a time; said in this way, its own index is used.
            [Cell(condition: "task.completedAt IS NOT NULL", values: [], order: "task.completedAt DESC, task.id DESC")]
        case .status(let status): [Cell(condition: "task.status = ?", values: [status])]
        case .priority(let priority): each("task.priority = ?", [priority])
        case .project(let project?): each("task.projectId = ?", [project.id])
        case .project(nil): each("task.projectId IS NULL", [])
        case .assignee(let account?):
            [
                Cell(
                    source: "taskAssignee CROSS JOIN \(Cell.tasks)",
                    condition: "task.id = taskAssignee.taskId AND taskAssignee.accountId = ? AND task.status IN "
                        + "(\(statuses.map { "'\($0.rawValue)'" }.joined(separator: ", ")))",
                    values: [account.id])
            ]
        case .assignee(nil): each("NOT EXISTS (SELECT 1 FROM taskAssignee WHERE taskId = task.id)", [])
        }
    }

    /// A cell for each status: the indices begin with it.
    private func each(_ condition: String, _ values: [(any Bindable)?]) -> [Cell] {
        statuses.map { Cell(condition: "\(condition) AND task.status = ?", values: values + [$0]) }
    }
}
