import SQLite
import Store

/// The entries beside others in the order of keys: of a turn of a conversation the turns on both sides, where they are of
/// it too.
struct TurnNeighbours {
    let entry: Int64
    /// - Shape: of each side the nearest first, at most two.
    let sides: [[Int64]]

    static func all(_ ids: [Int64], _ tx: ReadTransaction) throws -> [TurnNeighbours] {
        guard !ids.isEmpty else { return [] }
        return try tx.all(select, IDList(ids)) { row in
            let (before, behind): ([Int64?], [Int64?]) = ([try row[1], try row[2]], [try row[3], try row[4]])
            return TurnNeighbours(entry: try row[0], sides: [before.compactMap { $0 }, behind.compactMap { $0 }])
        }
    }

    private static let select = SQL(
        kept: """
            SELECT e.id, \(neighbour("<", "DESC", 0)), \(neighbour("<", "DESC", 1)), \(neighbour(">", "ASC", 0)),
                \(neighbour(">", "ASC", 1))
            FROM memoryEntry e WHERE e.id IN (\(IDList.rows))
            """)

    private static func neighbour(_ sign: String, _ order: String, _ skipped: Int) -> String {
        """
        (SELECT n.id FROM memoryEntry n WHERE n.spaceId = e.spaceId AND n.key \(sign) e.key ORDER BY n.key \(order)
            LIMIT 1 OFFSET \(skipped))
        """
    }
}
