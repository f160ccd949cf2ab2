import Domain
import SQLite
import Store
import TaskDomain

extension SQLiteTaskRepository: BoardRepository {
    package func board(_ query: BoardQuery, for caller: Caller) throws(Failure) -> TaskBoard {
        try store.read { tx in
            let access = Access(caller)
            let lanes = try Self.lanes(query, access, tx)
            let statement = try BoardStatement(lanes, query, access, tx)
            var cards = [[TaskItem]](repeating: [], count: lanes.count)
            _ = try tx.all(statement.sql, values: statement.values) { row in
                cards[try row[0]].append(try TaskColumn.task(row))
            }
            let urgency = UrgencyOrder(due: DueOrder(days: query.frame.days))
            for place in lanes.indices {
                let isDone = lanes[place].value == .status(.done)
                cards[place] = isDone ? cards[place].sorted(by: Self.isDoneLater) : urgency.sorted(cards[place])
            }
            let shown = cards.map { $0.prefix(query.limit) }
            let once = Dictionary(shown.joined().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            let whole = try Dictionary(
                uniqueKeysWithValues: Self.withParts(Array(once.values), access, tx).map { ($0.id, $0) })
            return TaskBoard(
                lanes: lanes.indices.map { place in
                    TaskBoard.Lane(
                        value: lanes[place].value, tasks: shown[place].compactMap { whole[$0.id] },
                        hasMore: cards[place].count > query.limit)
                })
        }
    }

    /// Those of projects and people that come first by name; the caller's own before others.
    static func lanes(_ query: BoardQuery, _ access: Access, _ tx: ReadTransaction) throws -> [BoardLane] {
        let statuses = TaskStatus.allCases.filter { $0.isLive || query.filter.asksForOver }
        let values: [TaskBoard.Value] =
            switch query.field {
            case .status: TaskStatus.allCases.filter { $0 != .dropped }.map { .status($0) }
            case .priority: TaskPriority.allCases.map { .priority($0) }
            case .project: try projects(access, tx).map { .project($0) } + [.project(nil)]
            case .assignee: try people(access, tx).map { .assignee($0) } + [.assignee(nil)]
            }
        return values.map { BoardLane(value: $0, statuses: statuses) }
    }

    private static func projects(_ access: Access, _ tx: ReadTransaction) throws -> [TaskMenu.ProjectEntry] {
        try tx.all(selectProjects, access.accountId, TaskBoard.laneLimit) { row in
            TaskMenu.ProjectEntry(id: try row[0], name: try row[1], live: try row[2])
        }
    }

    private static let selectProjects = SQL(
        kept: """
            SELECT id, name, (SELECT coalesce(sum(count), 0) FROM taskCount
                WHERE projectId = project.id AND status NOT IN \(TaskStatus.over))
            FROM project WHERE archivedAt IS NULL
            AND (CAST(?1 AS BIGINT) IS NULL OR id IN (SELECT projectId FROM projectMember WHERE accountId = ?1))
            ORDER BY name COLLATE alphabetical, id LIMIT ?2
            """)

    private static func people(_ access: Access, _ tx: ReadTransaction) throws -> [AccountName] {
        try tx.all(
            """
            SELECT id, name FROM account
            WHERE id = ?1 OR disabledAt IS NULL AND EXISTS (SELECT 1 FROM taskAssignee WHERE accountId = account.id)
            ORDER BY id = ?1 DESC, name COLLATE alphabetical LIMIT ?2
            """, access.accountId, TaskBoard.laneLimit
        ) { row in AccountName(id: try row[0], name: try row[1]) }
    }

    private static func isDoneLater(_ left: TaskItem, _ right: TaskItem) -> Bool {
        (left.completedAt?.seconds ?? 0, left.id) > (right.completedAt?.seconds ?? 0, right.id)
    }
}
