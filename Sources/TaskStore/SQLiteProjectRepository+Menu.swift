import Domain
import SQLite
import Store
import TaskDomain

extension SQLiteProjectRepository: MenuRepository {
    package func menu(for caller: Caller) throws(Failure) -> TaskMenu {
        guard let accountId = caller.accountId else { return TaskMenu() }
        return try store.read { tx in
            var menu = TaskMenu()
            try tx.each(Self.menuStatement, accountId, TaskMenu.limit + 1) { row in
                switch try row[0] as Int {
                case 0: menu.live += try row[4]
                case -1: menu.inbox = try row[4]
                case 1: menu.projects.append(TaskMenu.ProjectEntry(id: try row[1], name: try row[2], live: try row[4]))
                default: menu.views.append(SavedView(id: try row[1], name: try row[2], query: try row[3]))
                }
            }
            menu.cut()
            return menu
        }
    }

    private static let menuStatement = SQL(
        kept: """
            SELECT 0, 0, '', '', coalesce(sum(count), 0)
            FROM \(Access.placesReached) place CROSS JOIN taskCount
            WHERE projectId = place.number AND status NOT IN \(TaskStatus.over) AND \(Access.inUse("projectId"))
            UNION ALL SELECT 0, 0, '', '', count(*) FROM \(Access.guests)
                AND task.status NOT IN \(TaskStatus.over)
            UNION ALL SELECT -1, 0, '', '', coalesce(sum(count), 0) FROM taskCount
            WHERE projectId = -?1 AND status NOT IN \(TaskStatus.over)
            UNION ALL SELECT * FROM (
                SELECT 1, p.id, p.name, '', (SELECT coalesce(sum(count), 0) FROM taskCount
                    WHERE projectId = p.id AND status NOT IN \(TaskStatus.over))
                FROM projectMember m JOIN project p ON p.id = m.projectId
                WHERE m.accountId = ?1 AND p.archivedAt IS NULL ORDER BY p.name COLLATE alphabetical, p.id LIMIT ?2)
            UNION ALL SELECT * FROM (
                SELECT 2, id, name, query, 0 FROM savedView WHERE accountId = ?1 ORDER BY id LIMIT ?2)
            """)
}

extension TaskMenu {
    /// One more than there is room for was read, which tells whether there are more.
    fileprivate mutating func cut() {
        hasMoreProjects = projects.count > Self.limit
        hasMoreViews = views.count > Self.limit
        projects = Array(projects.prefix(Self.limit))
        views = Array(views.prefix(Self.limit))
    }
}
