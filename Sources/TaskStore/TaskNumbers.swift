import Domain
import SQLite
import Store
import TaskDomain

/// The numbers that stand beside the tasks, so that no page has to count a million rows: how many there are of each
/// status, and what each hour brought.
enum TaskNumbers {
    static func add(_ task: TaskItem, _ tx: WriteTransaction) throws {
        try count(task, by: 1, tx)
        try live(task.place, task.createdAt, by: 1, tx)
        if !task.status.isLive { try live(task.place, task.completedAt ?? task.updatedAt, by: -1, tx) }
    }

    static func remove(_ task: TaskItem, at instant: Instant, _ tx: WriteTransaction) throws {
        try count(task, by: -1, tx)
        if task.status.isLive { try live(task.place, instant, by: -1, tx) }
    }

    static func change(_ task: TaskItem, was old: TaskItem, at instant: Instant, _ tx: WriteTransaction) throws {
        guard task.status != old.status || task.completedAt != old.completedAt || task.place != old.place
        else { return }
        try count(old, by: -1, tx)
        try count(task, by: 1, tx)
        guard task.status.isLive != old.status.isLive || task.place != old.place else { return }
        if old.status.isLive { try live(old.place, task.completedAt ?? instant, by: -1, tx) }
        if task.status.isLive { try live(task.place, instant, by: 1, tx) }
    }

    private static func count(_ task: TaskItem, by difference: Int, _ tx: WriteTransaction) throws {
        try tx.run(
            """
            INSERT INTO taskCount (projectId, status, count) VALUES (?1, ?2, ?4)
            ON CONFLICT (projectId, status) DO UPDATE SET count = taskCount.count + ?3
            """, task.place?.number ?? 0, task.status, difference, max(difference, 0))
        guard let completed = task.completedAt else { return }
        try tx.run(
            """
            INSERT INTO taskHour (projectId, hour, done, live) VALUES (?1, ?2, ?3, 0)
            ON CONFLICT (projectId, hour) DO UPDATE SET done = taskHour.done + excluded.done
            """, task.place?.number ?? 0, hour(completed), difference)
    }

    private static func live(
        _ place: Place?, _ instant: Instant, by difference: Int, _ tx: WriteTransaction
    ) throws {
        try tx.run(
            """
            INSERT INTO taskHour (projectId, hour, done, live) VALUES (?1, ?2, 0, ?3)
            ON CONFLICT (projectId, hour) DO UPDATE SET live = taskHour.live + excluded.live
            """, place?.number ?? 0, hour(instant), difference)
    }

    static func hour(_ instant: Instant) -> Int64 {
        let hours = instant.seconds / 3_600
        return instant.seconds < 0 && instant.seconds % 3_600 != 0 ? hours - 1 : hours
    }
}
