import MemoryDomain
import SQLite
import Store

/// The turns beside a turn, in the order of their keys.
struct TurnNeighbours {
    let tx: ReadTransaction

    /// Turns on each side that count.
    static let reach = 2

    /// - Shape: of each side the nearest first.
    func ids(of turn: ShownEntry, _ conversation: Conversation) throws -> [[Int64]] {
        let (start, end) = (conversation.prefix, conversation.prefix + "\u{10FFFF}")
        return [
            try tx.all(Self.selectBefore, turn.space, turn.key, start, Self.reach) { try $0[0] },
            try tx.all(Self.selectBehind, turn.space, turn.key, end, Self.reach) { try $0[0] },
        ]
    }

    private static let selectBefore: SQL = """
        SELECT id FROM memoryEntry WHERE spaceId = ? AND key < ? AND key >= ? ORDER BY key DESC LIMIT ?
        """
    private static let selectBehind: SQL = """
        SELECT id FROM memoryEntry WHERE spaceId = ? AND key > ? AND key < ? ORDER BY key LIMIT ?
        """
}
