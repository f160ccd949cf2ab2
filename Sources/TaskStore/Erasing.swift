import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

/// Erases what may be any amount, in steps between which others write.
///
/// Each step leaves behind what the next can find, in this run or in another: a task stays in the trash until the last
/// of its bodies is gone, and what a project leaves is found by its being gone, and by its number in `erasing`.
package struct Erasing {
    private let store: Store
    private let change: Change

    /// Bodies that one step erases at most; each may be as long as a task and all its comments.
    package static let bodies = 200

    package init(_ store: Store, _ change: Change) {
        (self.store, self.change) = (store, change)
    }

    /// Forgets deleted tasks. Event `task_purged` for each.
    ///
    /// - Shape: how many.
    package func trash(_ condition: StaticString, _ value: (any Bindable & Sendable)?) throws(Failure) -> Int {
        var count = 0
        while true {
            let step = try store.write(work: .max) { [store, change] tx in
                try Self.step(condition, value, TaskWriting(tx, change, store), tx)
            }
            count += step.purged
            if step.isLast { return count }
        }
    }

    /// Erases what deleted projects have left: tasks in the trash that nobody can restore, and what was said of the
    /// projects.
    ///
    /// - Shape: how many tasks.
    package func leavings() throws(Failure) -> Int {
        let count = try trash(Self.ofNoProject, nil)
        let unfinished: [Int64] = try store.read { tx in try tx.all("SELECT projectId FROM erasing") { try $0[0] } }
        for project in unfinished { try leavings(of: project) }
        return count
    }

    /// The number of tasks that deleted projects have left.
    @Sendable
    static func countLeavings(_ tx: ReadTransaction) throws -> Int {
        try tx.value(SQL(composed: "SELECT count(*) FROM trash WHERE \(ofNoProject)"), nil) ?? 0
    }

    /// Erases what one deleted project has left, beyond what its deletion took with it.
    package func leavings(of project: Int64) throws(Failure) {
        _ = try trash("projectId = ?", project)
        while try store.write(work: .max, { tx in try Self.eraseBodies(of: project, tx) }) {}
    }

    package static let ofNoProject: StaticString =
        "CAST(? AS BIGINT) IS NULL AND projectId IS NOT NULL AND projectId NOT IN (SELECT id FROM project)"

    /// One step: as many tasks as have so many bodies, the first of them perhaps in part.
    package static func step(
        _ condition: StaticString, _ value: (any Bindable)?, _ writing: TaskWriting, _ tx: WriteTransaction
    ) throws -> (purged: Int, isLast: Bool) {
        let entries = try tx.all(
            SQL(
                composed: """
                    SELECT taskId, \(Access.place(of: "trash")) FROM trash WHERE \(condition) ORDER BY seq LIMIT \(bodies)
                    """), value
        ) { row in (id: try row[0] as TaskItem.ID, place: (try row[1] as Int64?).map(Place.init(number:))) }
        var (left, purged) = (bodies, 0)
        for entry in entries where left > 0 {
            guard try purge(entry.id, in: entry.place, writing, tx, &left) else { break }
            purged += 1
        }
        return (purged, purged == entries.count && entries.count < bodies)
    }

    /// Erases what was ever written of a deleted task. The events stay, so the chain holds. Event `task_purged`.
    ///
    /// - Shape: false where more is left than `left` bodies; the one by which it lies in the trash goes last.
    private static func purge(
        _ id: TaskItem.ID, in place: Place?, _ writing: TaskWriting, _ tx: WriteTransaction, _ left: inout Int
    ) throws -> Bool {
        left -= try tx.run(
            SQL(
                composed: """
                    DELETE FROM eventBody WHERE seq IN
                    (SELECT event.seq FROM event JOIN eventBody ON eventBody.seq = event.seq
                    WHERE area = 'tasks' AND subject = ?1 AND \(TaskEventKind.concerns(.task, in: "kind"))
                    AND event.seq <> (SELECT seq FROM trash WHERE taskId = ?1) LIMIT ?2)
                    """), id, left)
        guard left > 0 else { return false }
        left -= 1
        try tx.run("DELETE FROM eventBody WHERE seq = (SELECT seq FROM trash WHERE taskId = ?)", id)
        try tx.run("DELETE FROM trash WHERE taskId = ?", id)
        try writing.append(.taskPurged, subject: id, place: place)
        return true
    }

    /// Erases what the log says of a project that is gone, except for its last event, which keeps its name.
    ///
    /// - Shape: whether more may be left than one step erases; then the next sweep knows of it too.
    @discardableResult
    package static func eraseBodies(of project: Int64, _ tx: WriteTransaction) throws -> Bool {
        let erased = try tx.run(
            """
            DELETE FROM eventBody WHERE seq IN (SELECT event.seq FROM event JOIN eventBody ON eventBody.seq = event.seq
            WHERE area = 'tasks' AND subject = ? AND kind IN ('project_created', 'project_changed') LIMIT ?)
            """, project, bodies)
        let isMore = erased == bodies
        try tx.run(
            isMore
                ? "INSERT INTO erasing (projectId) VALUES (?) ON CONFLICT (projectId) DO NOTHING"
                : "DELETE FROM erasing WHERE projectId = ?",
            project)
        return isMore
    }
}
