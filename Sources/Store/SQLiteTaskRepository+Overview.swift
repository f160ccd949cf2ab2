import Domain
import SQLite

extension SQLiteTaskRepository {
    public func overview(_ frame: DayFrame, for caller: Caller) throws(Failure) -> TaskOverview {
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

    typealias Section = (condition: String, values: [(any Bindable)?], order: String, limit: Int)

    private func tasks(_ section: Section) throws -> [TaskItem] {
        let found = try tx.all(
            SQL(composed: text(section)), values: section.values + access.who, row: SQLiteTaskRepository.item)
        return try SQLiteTaskRepository.complete(found, access, tx)
    }

    private func text(_ section: Section) -> String {
        """
        SELECT \(SQLiteTaskRepository.shortColumns) FROM task
        WHERE \(section.condition) AND \(Access.inUse("task.projectId")) AND \(Access.sight)
        ORDER BY \(section.order) LIMIT \(section.limit)
        """
    }

    /// What the dashboard asks of tasks, as it is sent to SQLite.
    var statements: [(name: String, sql: String, values: [(any Bindable)?])] {
        let sections = [
            ("overdue", overdue), ("today", dueToday), ("active", status(.active)), ("open", own), ("done", done),
        ]
        return sections.map { ($0, text($1), $1.values + access.who) }
    }

    /// The condition is the index's own, so that a million tasks without a date are not looked at.
    private static let dated = "dueAt IS NOT NULL AND completedAt IS NULL AND status <> 'dropped'"

    private var today: String { frame.today.text }
    private var tomorrow: String { frame.today.adding(days: 1).text }
    private var now: String { frame.now.rfc3339 }
    /// When the person's next day begins.
    private var midnight: String { TaskTime.instant(frame.endOfToday).text }

    func overdueTasks() throws -> [TaskItem] { try tasks(overdue) }
    func todaysTasks() throws -> [TaskItem] { try tasks(dueToday) }
    func section(_ status: TaskStatus) throws -> [TaskItem] { try tasks(self.status(status)) }
    func mine() throws -> [TaskItem] { try tasks(own) }
    func recentlyDone() throws -> [TaskItem] { try tasks(done) }

    private var overdue: Section {
        (
            "\(Self.dated) AND dueAt < max(?1, ?2) AND dueAt < iif(length(dueAt) = 10, ?1, ?2)", [today, now],
            "dueAt DESC, task.id DESC", 50
        )
    }

    private var dueToday: Section {
        (
            """
            \(Self.dated) AND dueAt >= min(?1, ?2) AND dueAt < max(?3, ?4)
            AND dueAt >= iif(length(dueAt) = 10, ?1, ?2) AND dueAt < iif(length(dueAt) = 10, ?3, ?4)
            """, [today, now, tomorrow, midnight], "dueAt, priority, task.id DESC", 50
        )
    }

    /// Not hidden until later.
    private static let inSight = "(waitUntil IS NULL OR waitUntil <= iif(length(waitUntil) = 10, ?1, ?2))"

    /// As the index has it, so that the first fifty are the only ones to be read.
    private static let byUrgency = "priority, ifnull(dueAt, '~'), task.id DESC"

    private func status(_ status: TaskStatus) -> Section {
        ("\(Self.inSight) AND status = ?3", [today, now, status], Self.byUrgency, 50)
    }

    private var own: Section {
        (
            """
            \(Self.inSight) AND status = 'open' AND (dueAt IS NULL OR dueAt >= iif(length(dueAt) = 10, ?3, ?4))
            AND (EXISTS (SELECT 1 FROM taskAssignee WHERE taskId = task.id AND accountId IS ?5)
                OR NOT EXISTS (SELECT 1 FROM taskAssignee WHERE taskId = task.id))
            """, [today, now, tomorrow, midnight, access.accountId], Self.byUrgency, 50
        )
    }

    private var done: Section { ("completedAt IS NOT NULL", [], "completedAt DESC", 5) }

    func counts() throws -> [TaskStatus: Int] {
        let pairs = try tx.all(
            SQL(
                composed: """
                    SELECT status, sum(n) FROM (
                        SELECT status, count AS n FROM taskCount
                        WHERE \(Access.inUse("projectId")) AND \(Access.reaches("projectId"))
                        UNION ALL SELECT task.status, 1 FROM \(Access.guests))
                    GROUP BY status
                    """), access.accountId, access.accountId, access.accountId
        ) { row in (try row[0] as TaskStatus, try row[1] as Int) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// Done on each day, and live at the end of each: going back from now, hour by hour.
    func perDay(live now: Int) throws -> (done: [Int], open: [Int]) {
        let starts = frame.starts
        var (done, change) = ([Int](repeating: 0, count: starts.count), [Int](repeating: 0, count: starts.count))
        guard let first = starts.first else { return ([], []) }
        try tx.each(
            SQL(
                composed: """
                    SELECT hour, sum(done), sum(live) FROM (
                        SELECT hour, done, live FROM taskHour
                        WHERE hour >= ?1 AND \(Access.inUse("projectId")) AND \(Access.reaches("projectId"))
                        UNION ALL SELECT task.createdAt / 3600, 0, 1 FROM \(Access.guests)
                        UNION ALL SELECT ifnull(task.completedAt, task.updatedAt) / 3600,
                            task.completedAt IS NOT NULL, -1
                        FROM \(Access.guests) AND task.status IN ('done', 'dropped'))
                    WHERE hour >= ?1 GROUP BY hour
                    """),
            values: [TaskNumbers.hour(first)] + [(any Bindable)?](repeating: access.accountId, count: 5)
        ) { row in
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

    private static let activityCount = 8
    /// Events of others that are looked through for one's own. Who sees nothing must not read the whole log for it.
    private static let activityReach = 10_000

    /// Mostly the newest few events have all that is asked for.
    func activity() throws -> [Activity] {
        let newest: Int64 = try tx.value("SELECT ifnull(max(seq), 0) FROM event") ?? 0
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
        try tx.all(
            SQL(
                composed: """
                    SELECT a.name, e.kind, t.id,
                    coalesce(t.title, json_extract(b.content, '$.title'), json_extract(b.content, '$.name'), ''), e.at,
                    json_extract(b.content, '$.tokenMadeBy'),
                    (SELECT name FROM account WHERE id = json_extract(b.content, '$.tokenMadeBy'))
                    FROM event e INDEXED BY eventOfActivity
                    LEFT JOIN account a ON e.actor = 'account:' || a.id AND a.id = CAST(substr(e.actor, 9) AS INTEGER)
                    LEFT JOIN task t ON t.id = e.subject AND e.kind IN \(EventKind.ofTasks)
                    LEFT JOIN trash l ON t.id IS NULL AND l.taskId = e.subject AND e.kind IN \(EventKind.ofTasks)
                    LEFT JOIN eventBody b ON b.seq = e.seq
                    WHERE e.area = 'tasks' AND e.kind <> 'task_imported' AND e.kind NOT LIKE 'view%' AND e.seq > ?
                        AND \(Access.sightOfEvent("e", task: "t", trash: "l"))
                        AND (t.id IS NULL OR \(Access.sight(of: "t")))
                        AND (e.kind <> 'import_finished' OR ? IS NULL OR e.actor = 'account:' || ?)
                        AND (e.kind NOT LIKE 'label%' OR \(Access.sightOfLabelEvent("e")))
                    ORDER BY e.seq DESC LIMIT \(Self.activityCount)
                    """), values: [seq] + access.who + access.who + access.who + access.whoOfLabelEvent
        ) { row in
            let (maker, name): (Int64?, String?) = (try row[5], try row[6])
            return Activity(
                actor: try row[0], tokenMaker: maker.map { name ?? "#\($0)" }, kind: try row[1], taskId: try row[2],
                title: try row[3], at: try row[4])
        }
    }
}
