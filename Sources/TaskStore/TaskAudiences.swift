import Domain
import JSON
import SQLite
import Store

/// The accounts that see tasks now.
package enum TaskAudiences {
    /// - Shape: tasks that are not there are missing.
    package static func find(_ ids: Set<Int64>, _ tx: ReadTransaction) throws -> [Int64: LiveEvent.Audience] {
        let rows = try tx.all(select, IDList(ids)) { row in
            let place = try (row[1] as Int64?).map(Place.init(number:))
            let assignees = try (row[2] as String?).map(numbers) ?? []
            return (try row[0] as Int64, LiveEvent.Audience(place, assignees: assignees))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private static let select = SQL(
        kept: """
            SELECT id, \(Access.place(of: "task")), CASE WHEN inboxId IS NOT NULL THEN
                (SELECT json_group_array(accountId) FROM taskAssignee WHERE taskId = task.id) END
            FROM task WHERE id IN (\(IDList.rows))
            """)

    static func numbers(_ text: String) -> [Int64] {
        guard case .array(let items) = try? JSONParser.parse(Array(text.utf8)) else { return [] }
        return items.compactMap(\.integer)
    }
}
