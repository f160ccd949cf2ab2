import Domain
import SQLite
import Store
import TaskDomain

extension SQLiteTaskRepository {
    package func overview(_ frame: DayFrame, for caller: Caller) throws(Failure) -> TaskOverview {
        try store.read { tx in
            let sections = OverviewSections(frame, Access(caller), tx)
            var overview = TaskOverview()
            overview.counts = try sections.counts()
            overview.overdue = try sections.overdueTasks()
            overview.today = try sections.todaysTasks()
            overview.active = try sections.section(.active)
            overview.open = try sections.mine()
            overview.waiting = try sections.section(.waiting)
            overview.recentlyDone = try sections.recentlyDone()
            (overview.donePerDay, overview.openPerDay) = try sections.perDay(live: overview.live)
            overview.activity = try sections.activity()
            return overview
        }
    }
}

/// The parts of the dashboard, all of one moment.
struct OverviewSections {
    let frame: DayFrame
    let access: Access
    let tx: ReadTransaction

    init(_ frame: DayFrame, _ access: Access, _ tx: ReadTransaction) {
        (self.frame, self.access, self.tx) = (frame, access, tx)
    }

    /// One list of the dashboard, as it is sent to SQLite: the reader is `?1`, and `?2` … are values of its own.
    struct Section {
        let text: String
        let sql: SQL

        let limit: Int

        fileprivate init(_ condition: String, order: String, limit: Int, isByDue: Bool = true) {
            func select(_ condition: String) -> String {
                """
                SELECT \(TaskColumn.short) FROM task
                WHERE \(condition) AND \(Access.inUse("task.projectId")) AND \(Access.sightOfFirst)
                ORDER BY \(order) LIMIT \(limit)
                """
            }
            let apart = DueOrder.Kind.allCases.map { "SELECT * FROM (\(select("\($0.condition) AND \(condition)")))" }
            text = isByDue ? apart.joined(separator: " UNION ALL ") : select(condition)
            sql = SQL(kept: text)
            self.limit = limit
        }
    }

    private func tasks(
        _ section: Section, _ values: (any Bindable)?..., sorted: ([TaskItem]) -> [TaskItem]
    ) throws -> [TaskItem] {
        let found = try tx.all(section.sql, values: [access.accountId] + values, row: TaskColumn.task)
        return try SQLiteTaskRepository.withParts(Array(sorted(found).prefix(section.limit)), access, tx)
    }

    private var due: DueOrder { DueOrder(days: frame.days) }

    /// The earliest due first, or the latest; of equals the more urgent, and then the newest.
    private func byDue(_ tasks: [TaskItem], isLatestFirst: Bool) -> [TaskItem] {
        tasks.map { (task: $0, due: due.place($0.dueAt)) }.sorted { left, right in
            guard left.due == right.due else { return isLatestFirst ? left.due > right.due : left.due < right.due }
            return (left.task.priority.rank, -left.task.id) < (right.task.priority.rank, -right.task.id)
        }.map(\.task)
    }

    private func byUrgency(_ tasks: [TaskItem]) -> [TaskItem] { UrgencyOrder(due: due).sorted(tasks) }

    /// The condition is the index's own, so that a million tasks without a date are not looked at.
    private static let dated = "dueAt IS NOT NULL AND completedAt IS NULL AND status <> 'dropped'"

    private var today: String { frame.today.text }
    private var tomorrow: String { frame.today.adding(days: 1).text }
    private var now: String { frame.now.rfc3339 }
    /// When the person's next day begins.
    private var midnight: String { TaskTime.instant(frame.endOfToday).text }

    func overdueTasks() throws -> [TaskItem] {
        try tasks(Self.overdue, today, now) { byDue($0, isLatestFirst: true) }
    }
    func todaysTasks() throws -> [TaskItem] {
        try tasks(Self.dueToday, today, now, tomorrow, midnight) { byDue($0, isLatestFirst: false) }
    }
    func section(_ status: TaskStatus) throws -> [TaskItem] {
        try tasks(Self.status, today, now, status, sorted: byUrgency)
    }
    func mine() throws -> [TaskItem] { try tasks(Self.own, today, now, tomorrow, midnight, sorted: byUrgency) }
    func recentlyDone() throws -> [TaskItem] { try tasks(Self.done) { $0 } }

    static let overdue = Section(
        "\(dated) AND dueAt < CASE WHEN ?2 > ?3 THEN ?2 ELSE ?3 END AND dueAt < CASE WHEN length(dueAt) = 10 THEN ?2 ELSE ?3 END",
        order: "dueAt DESC, priority, task.id DESC", limit: 50)

    static let dueToday = Section(
        """
        \(dated) AND dueAt >= CASE WHEN ?2 < ?3 THEN ?2 ELSE ?3 END
        AND dueAt < CASE WHEN ?4 > ?5 THEN ?4 ELSE ?5 END
        AND dueAt >= CASE WHEN length(dueAt) = 10 THEN ?2 ELSE ?3 END AND dueAt < CASE WHEN length(dueAt) = 10 THEN ?4 ELSE ?5 END
        """, order: "dueAt, priority, task.id DESC", limit: 50)

    /// Not hidden until later.
    private static let inSight =
        "(waitUntil IS NULL OR waitUntil <= CASE WHEN length(waitUntil) = 10 THEN ?2 ELSE ?3 END)"

    /// As the index has it, so that the first fifty are the only ones to be read.
    private static let byUrgency = "priority, coalesce(dueAt, '~'), task.id DESC"

    static let status = Section("\(inSight) AND status = ?4", order: byUrgency, limit: 50)

    static let own = Section(
        """
        \(inSight) AND status = 'open' AND (dueAt IS NULL OR dueAt >= CASE WHEN length(dueAt) = 10 THEN ?4 ELSE ?5 END)
        AND (EXISTS (SELECT 1 FROM taskAssignee WHERE taskId = task.id AND accountId IS NOT DISTINCT FROM ?1)
            OR NOT EXISTS (SELECT 1 FROM taskAssignee WHERE taskId = task.id))
        """, order: byUrgency, limit: 50)

    static let done = Section("completedAt IS NOT NULL", order: "completedAt DESC", limit: 5, isByDue: false)

    func counts() throws -> [TaskStatus: Int] {
        let pairs = try tx.all(Self.countsByStatus, access.accountId) { row in
            (try row[0] as TaskStatus, try row[1] as Int)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private static let countsByStatus = SQL(
        kept: """
            SELECT status, sum(n) FROM (
                SELECT status, count AS n
                FROM \(Access.placesReached) place CROSS JOIN taskCount
                WHERE projectId = place.number AND \(Access.inUse("projectId"))
                UNION ALL SELECT task.status, 1 FROM \(Access.guests))
            GROUP BY status
            """)

    /// Done on each day, and live at the end of each: going back from now, hour by hour.
    func perDay(live now: Int) throws -> (done: [Int], open: [Int]) {
        let starts = frame.starts
        var (done, change) = ([Int](repeating: 0, count: starts.count), [Int](repeating: 0, count: starts.count))
        guard let first = starts.first else { return ([], []) }
        try tx.each(Self.hours, access.accountId, TaskNumbers.hour(first)) { row in
            // An hour belongs to the day in which its middle lies, for zones that are half an hour off.
            let middle = Instant(seconds: (try row[0] as Int64) * 3_600 + 1_800)
            guard let day = starts.lastIndex(where: { $0 <= middle }) else { return }
            done[day] += try row[1]
            change[day] += try row[2]
        }
        var (open, left) = ([Int](repeating: 0, count: starts.count), now)
        for day in starts.indices.reversed() {
            open[day] = left
            left -= change[day]
        }
        return (done, open)
    }

    private static let hours = SQL(
        kept: """
            SELECT hour, sum(done), sum(live) FROM (
                SELECT hour, done, live
                FROM \(Access.placesReached) place CROSS JOIN taskHour
                WHERE projectId = place.number AND hour >= ?2 AND \(Access.inUse("projectId"))
                UNION ALL SELECT task.createdAt / 3600, 0, 1 FROM \(Access.guests)
                UNION ALL SELECT coalesce(task.completedAt, task.updatedAt) / 3600, CASE WHEN task.completedAt IS NOT NULL THEN 1 ELSE 0 END, -1
                FROM \(Access.guests) AND task.status IN \(TaskStatus.over))
            WHERE hour >= ?2 GROUP BY hour
            """)

    private static let activityCount = 8
    /// Events of others that are looked through for one's own. Who sees nothing must not read the whole log for it.
    private static let activityReach = 10_000

    /// Mostly the newest few events have all that is asked for.
    func activity() throws -> [Activity] {
        let newest: Int64 = try tx.value("SELECT coalesce(max(seq), 0) FROM event") ?? 0
        let latest = try activity(after: newest - 500)
        guard latest.count < Self.activityCount else { return latest }
        let end: Int64? = try tx.value(
            """
            SELECT seq FROM event INDEXED BY eventOfActivity WHERE area = 'tasks' AND kind <> 'task_imported'
            ORDER BY seq DESC LIMIT 1 OFFSET ?
            """, Self.activityReach)
        return try activity(after: end ?? 0)
    }

    /// A task may have gone into another project since, and its title with it: both must be in sight.
    private func activity(after seq: Int64) throws -> [Activity] {
        try tx.all(Self.latest, access.accountId, seq) { row in
            let (maker, name): (Int64?, String?) = (try row[5], try row[6])
            return Activity(
                actor: try row[0], tokenMaker: maker.map { name ?? "#\($0)" }, kind: try row[1], taskId: try row[2],
                title: try row[3], at: try row[4])
        }
    }

    private static let latest = SQL(
        kept: """
            SELECT a.name, e.kind, t.id,
            coalesce(t.title, b.content ->> 'title', b.content ->> 'name', ''), e.at,
            CAST(b.content ->> 'tokenMadeBy' AS BIGINT),
            (SELECT name FROM account WHERE id = CAST(b.content ->> 'tokenMadeBy' AS BIGINT))
            FROM event e INDEXED BY eventOfActivity
            LEFT JOIN account a ON \(EventActor.isAccount("a.id", in: "e.actor"))
            LEFT JOIN task t ON t.id = e.subject AND \(TaskEventKind.concerns(.task, in: "e.kind"))
            LEFT JOIN trash l ON t.id IS NULL AND l.taskId = e.subject AND \(TaskEventKind.concerns(.task, in: "e.kind"))
            LEFT JOIN eventBody b ON b.seq = e.seq
            WHERE e.area = 'tasks' AND e.kind <> 'task_imported' AND e.kind NOT LIKE 'view%' AND e.seq > ?2
                AND \(Access.sightOfEvent("e", task: "t", trash: "l").replacing("?", with: "?1"))
                AND (t.id IS NULL OR \(Access.sight(of: "t").replacing("?", with: "?1")))
                AND (e.kind <> 'import_finished' OR ?1 IS NULL OR e.actor = \(EventActor.text(ofAccount: "?1")))
                AND (NOT \(TaskEventKind.concerns(.label, in: "e.kind")) OR \(Access.sightOfLabelEvent("e").replacing("?", with: "?1")))
            ORDER BY e.seq DESC LIMIT \(Self.activityCount)
            """)
}
