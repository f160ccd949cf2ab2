import Domain
import SQLite
import Search
import Store

/// The invariants that hold of the tables of tasks at any time.
///
/// - Shape: each a statement that returns what breaks it.
package enum TaskInvariants {
    package static func faults(_ store: Store) throws -> [String] {
        let chain = try store.events.verify().fault
        let found = try store.database.read { tx in
            try statements.flatMap { name, sql in try tx.all(sql) { row in "\(name): \(try row[0] as String)" } }
        }
        return found + (try searchFaults(store)) + [chain].compactMap { $0 }
    }

    private static let statements: [(String, SQL)] = [
        (
            "taskCount is a count",
            """
            SELECT json_array(projectId, status, sum(n)) FROM (
                SELECT projectId, status, count AS n FROM taskCount
                UNION ALL SELECT coalesce(projectId, -inboxId, 0), status, -1 FROM task)
            GROUP BY projectId, status HAVING sum(n) <> 0
            """
        ),
        (
            "the hours add up to what is live",
            """
            SELECT json_array(projectId, sum(n)) FROM (
                SELECT projectId, live AS n FROM taskHour
                UNION ALL SELECT coalesce(projectId, -inboxId, 0), -1 FROM task WHERE status NOT IN ('done', 'dropped'))
            GROUP BY projectId HAVING sum(n) <> 0
            """
        ),
        (
            "each hour has what was done in it",
            """
            SELECT json_array(projectId, hour, sum(n)) FROM (
                SELECT projectId, hour, done AS n FROM taskHour
                UNION ALL SELECT coalesce(projectId, -inboxId, 0), completedAt / 3600, -1 FROM task WHERE completedAt IS NOT NULL)
            GROUP BY projectId, hour HAVING sum(n) <> 0
            """
        ),
        (
            "steps have positions without a gap",
            """
            SELECT json_array(taskId, group_concat(position)) FROM step
            GROUP BY taskId HAVING min(position) <> 0 OR max(position) <> count(*) - 1
                OR count(DISTINCT position) <> count(*)
            """
        ),
        (
            "subtasks are in their parent's project, at most 20 deep, in no circle",
            """
            WITH RECURSIVE up (id, top, depth) AS (
                SELECT id, parentId, 1 FROM task
                UNION ALL SELECT up.id, task.parentId, depth + 1 FROM up JOIN task ON task.id = up.top WHERE depth < 30)
            SELECT json_array(id, max(depth)) FROM up GROUP BY id HAVING max(depth) > 21
            UNION ALL SELECT json_array(a.id, b.id) FROM task a JOIN task b ON b.id = a.parentId
                WHERE a.projectId IS NOT b.projectId
            """
        ),
        (
            "nothing waits for itself",
            """
            WITH RECURSIVE before (id, blocker) AS (
                SELECT blockedId, blockerId FROM taskBlock
                UNION SELECT id, blockerId FROM before JOIN taskBlock ON blockedId = blocker)
            SELECT json_array(id) FROM before WHERE id = blocker
            """
        ),
        (
            "what lies in the trash is gone",
            "SELECT json_array(taskId) FROM trash WHERE taskId IN (SELECT id FROM task)"
        ),
    ]

    /// The index finds what the texts say, and nothing else: asked for the words of every text, and for beginnings.
    private static func searchFaults(_ store: Store) throws -> [String] {
        let rows = try store.database.read { tx in
            try tx.all("SELECT id << 31, title, description FROM task ORDER BY id") { row in
                IndexedRow(number: try row[0], texts: [try row[1], try row[2]])
            }.map { row in
                let steps = try tx.all("SELECT title FROM step WHERE taskId = ?", row.number >> 31) {
                    try $0[0] as String
                }
                return IndexedRow(number: row.number, texts: row.texts + steps)
            }
                + tx.all("SELECT taskId << 31 | id, text FROM comment ORDER BY taskId, id") { row in
                    IndexedRow(number: try row[0], texts: [try row[1]])
                }
        }.sorted { $0.number < $1.number }
        let words = Set(
            rows.flatMap(\.words) + RandomChanges.words.flatMap { IndexedRow(number: 0, texts: [$0]).words })
        return try store.database.read { tx in
            let known = Set(try tx.all("SELECT text FROM searchWord") { row in try row[0] as String })
            let unknown = Set(rows.flatMap(\.words)).filter { $0.utf8.count >= 4 && SearchPattern.isWord($0) }
                .subtracting(known)
            // Of many texts so many words tell enough, and take no time.
            let asked = words.count > 300 ? Set(words.sorted().prefix(300)) : words
            return try Set(asked.map { $0.prefix(2) } + asked.map { $0[...] }).compactMap { beginning in
                let found = try tx.all(
                    "SELECT rowid FROM taskSearch WHERE taskSearch MATCH ? ORDER BY rowid", "\"\(beginning)\"*"
                ) { row in try row[0] as Int64 }
                let expected = rows.filter { $0.words.contains { $0.hasPrefix(beginning) } }.map(\.number)
                return found == expected ? nil : "search for \(beginning): \(found), not \(expected)"
            } + unknown.map { "the vocabulary lacks \($0)" }
        }
    }

    private struct IndexedRow {
        let number: Int64
        let texts: [String]
        /// Of letters alone: signs have a column of their own.
        let words: [String]

        init(number: Int64, texts: [String]) {
            (self.number, self.texts) = (number, texts)
            words = texts.flatMap { text in
                var searched = SearchedText()
                return searched.add(text).split(separator: " ").map(String.init)
            }
        }
    }
}
