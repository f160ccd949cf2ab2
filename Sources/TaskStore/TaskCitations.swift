import Domain
import SQLite
import Store
import TaskDomain

/// The entries of memory that tasks cite, in their descriptions, steps and comments.
///
/// Whether an entry is there is not asked when its address is written, so that it tells nothing of what its writer may
/// not see.
///
/// - Source: table `taskCitation`, migration 0021.
enum TaskCitations {
    /// - Shape: `comment` is 0 for what the task itself says.
    static func add(_ texts: [String], of task: TaskItem.ID, comment: Int64 = 0, _ tx: WriteTransaction) throws {
        for target in targets(in: texts) {
            try tx.run(
                "INSERT INTO taskCitation (taskId, commentId, target) VALUES (?, ?, ?)", task, comment, target)
        }
    }

    static func renew(_ texts: [String], of task: TaskItem.ID, comment: Int64 = 0, _ tx: WriteTransaction) throws {
        try remove(of: task, comment: comment, tx)
        try add(texts, of: task, comment: comment, tx)
    }

    static func remove(of task: TaskItem.ID, comment: Int64, _ tx: WriteTransaction) throws {
        try tx.run("DELETE FROM taskCitation WHERE taskId = ? AND commentId = ?", task, comment)
    }

    private static func targets(in texts: [String]) -> Set<String> {
        Set(
            texts.lazy.flatMap(CitedAddress.all).compactMap { address in
                if case .entry = address.thing { address.text } else { nil }
            }.prefix(CitedAddress.limit))
    }
}

/// From what is stored.
extension TaskCitations {
    static func renew(task id: TaskItem.ID, _ tx: WriteTransaction) throws {
        let texts: [String] = try tx.all(
            "SELECT description FROM task WHERE id = ?1 UNION ALL SELECT title FROM step WHERE taskId = ?1", id
        ) { try $0[0] }
        try renew(texts, of: id, tx)
    }

    static func renew(comment id: Int64, _ tx: WriteTransaction) throws {
        let comment = try tx.one("SELECT taskId, text FROM comment WHERE id = ?", id) { row in
            (task: try row[0] as TaskItem.ID, text: try row[1] as String)
        }
        guard let comment else { return }
        try renew([comment.text], of: comment.task, comment: id, tx)
    }
}

extension SQLiteTaskRepository {
    /// Finds what all tasks and comments cite, for a database that was made before that was kept.
    package static func findCitations(_ tx: WriteTransaction) throws {
        let some = "%/memory/%"
        for id in try tx.all("SELECT id FROM task WHERE description LIKE ?", some, row: Self.number) {
            try TaskCitations.renew(task: id, tx)
        }
        for id in try tx.all("SELECT DISTINCT taskId FROM step WHERE title LIKE ?", some, row: Self.number) {
            try TaskCitations.renew(task: id, tx)
        }
        for id in try tx.all("SELECT id FROM comment WHERE text LIKE ?", some, row: Self.number) {
            try TaskCitations.renew(comment: id, tx)
        }
    }

    private static func number(_ row: borrowing Row) throws -> Int64 { try row[0] }

    /// The tasks that cite an entry, the newest first, as far as the caller sees them.
    ///
    /// - Shape: at most `limit`, of the last ones that cite it; `targets` are all the addresses that it has.
    package func tasks(citing targets: [String], limit: Int, for caller: Caller) throws(Failure) -> [TaskItem] {
        let ids: [TaskItem.ID] = try store.read { tx in
            let citing = try targets.flatMap { target in
                try tx.all(
                    "SELECT DISTINCT taskId FROM taskCitation WHERE target = ? ORDER BY taskId DESC LIMIT ?", target,
                    Self.citingLimit, row: Self.number)
            }
            return try tx.all(
                Self.selectCiting, values: [Access(caller).accountId, IDList(citing), limit], row: Self.number)
        }
        return try find(ids, for: caller)
    }

    /// Tasks that cite one entry, others' too, of which it is asked whether the caller sees them.
    private static let citingLimit = 2_000

    private static let selectCiting = SQL(
        kept: """
            SELECT id FROM task WHERE id IN (\(IDList.rows(boundTo: "?2"))) AND \(Access.sightOfFirst)
            ORDER BY id DESC LIMIT ?3
            """)

    /// The entries that a task cites, by their addresses.
    ///
    /// - Errors: `.notFound` for a task that is absent or hidden.
    package func citations(of id: TaskItem.ID, for caller: Caller) throws(Failure) -> [String] {
        try store.read { tx in
            _ = try Self.find(id, Access(caller), tx)
            return try tx.all(
                "SELECT DISTINCT target FROM taskCitation WHERE taskId = ? ORDER BY target LIMIT ?", id,
                Self.citingLimit
            ) { try $0[0] }
        }
    }
}
