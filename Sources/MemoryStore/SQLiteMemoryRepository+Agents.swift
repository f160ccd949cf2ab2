import Domain
import MemoryDomain
import SQLite
import Store

extension SQLiteMemoryRepository {
    package func spaces(
        ofAgent agent: Int64, at now: Instant, for caller: Caller
    ) throws(Failure) -> Set<Int64> {
        try store.read { tx in
            guard let asker = caller.accountId,
                try tx.value(Self.selectAgent, agent, asker) as Int64? != nil
            else { throw Failure(.unknown, field: "agent") }
            let named = try tx.all(Self.selectNamed, agent, now, Self.scope) { try $0[0] as String? }
            // Without a token it reaches nothing, its own neither.
            guard !named.isEmpty else { return [] }
            let numbers = named.compactMap { $0 }.joined(separator: " ").split(separator: " ").compactMap { Int64($0) }
            let reached = try SpaceAccess(agent: agent, named: Set(numbers)).spaces(tx)
            return Set(reached).intersection(try SpaceAccess(caller).spaces(tx))
        }
    }

    /// A token's scopes have a space on both sides of each.
    private static let scope = "% \(Permission.memoryRead.rawValue) %"

    private static let selectAgent: SQL = "SELECT id FROM account WHERE id = ? AND ownerId = ?"
    private static let selectNamed: SQL = """
        SELECT spaces FROM personalToken WHERE accountId = ? AND expiresAt > ? AND ' ' || scopes || ' ' LIKE ?
        """
}
