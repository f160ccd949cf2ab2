import Domain
import JSON
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// The spaces that an account owns, and those that were opened to it.
package struct MemoryHoldings: AccountHoldings {
    private let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    /// Shared ones: others work in them.
    package func countOwnedAlone(by account: Int64, _ tx: ReadTransaction) throws -> Int {
        try tx.value(
            "SELECT count(*) FROM memorySpace WHERE ownerId = ? AND kind = 'shared' AND deletedAt IS NULL", account)
            ?? 0
    }

    package func isAnythingOwn(of account: Int64, _ tx: ReadTransaction) throws -> Bool {
        try tx.isTrue("SELECT EXISTS (SELECT 1 FROM memorySpace WHERE ownerId = ? AND deletedAt IS NULL)", account)
    }

    package func isSeen(
        allOf agent: Int64, by caller: Int64?, isOrphan: Bool, _ tx: ReadTransaction
    ) throws -> Bool {
        let roles = try tx.all(
            """
            SELECT m.role, CASE WHEN s.ownerId = ?1 THEN 'owner' ELSE
                (SELECT own.role FROM memoryMember own WHERE own.spaceId = m.spaceId AND own.accountId = ?1) END
            FROM memoryMember m JOIN memorySpace s ON s.id = m.spaceId WHERE m.accountId = ?2 AND s.deletedAt IS NULL
            """, caller, agent
        ) { row in (agent: try row[0] as SpaceRole, own: try row[1] as SpaceRole?) }
        guard roles.allSatisfy({ role in role.own.map { $0 >= role.agent } ?? false }) else { return false }
        return try !isOrphan || !isAnythingOwn(of: agent, tx)
    }

    package func isReached(all spaces: Set<Int64>, by caller: Caller, _ tx: ReadTransaction) throws -> Bool {
        let access = SpaceAccess(caller)
        return try spaces.allSatisfy { try access.role(in: $0, tx) != nil }
    }

    package func spaces(reachedBy caller: Caller, _ tx: ReadTransaction) throws -> [(id: Int64, name: String)] {
        try tx.all(Self.selectReached, values: SpaceAccess(caller).who) { row in (try row[0], try row[1]) }
    }

    private static let selectReached = SQL(
        kept: """
            SELECT s.id, s.name FROM memorySpace s WHERE s.id IN (\(SpaceAccess.reached)) AND s.deletedAt IS NULL
                AND \(SpaceAccess.role) IS NOT NULL ORDER BY s.name COLLATE alphabetical, s.id
            """)

    /// Nothing: every space has an owner, or belongs to a project.
    package func takeOver(
        by account: Int64, _ actor: EventActor, at instant: Instant, _ tx: WriteTransaction
    ) throws {}

    /// An agent's own become the personal ones of its heir. Event `space_changed` for each.
    package func handOver(
        from account: Int64, to heir: Int64, by change: Change, _ tx: WriteTransaction
    ) throws -> Bool {
        let rows = SQLiteMemoryRows(tx, key: store.eventKey)
        let isAgent = try rows.holder(heir)?.isAgent ?? false
        let ids: [Int64] = try tx.all("SELECT id FROM memorySpace WHERE ownerId = ? ORDER BY id", account) { try $0[0] }
        for id in ids {
            try tx.run("DELETE FROM memoryMember WHERE spaceId = ? AND accountId = ?", id, heir)
            try tx.run(
                """
                UPDATE memorySpace SET ownerId = ?, version = version + 1,
                    kind = CASE WHEN kind = 'shared' THEN kind ELSE ? END WHERE id = ?
                """, heir, isAgent ? MemorySpace.Kind.agent : .personal, id)
            guard let space = try rows.anySpace(id) else { continue }
            let event = Event(.memory(.spaceChanged), subject: id, place: .space(id), by: change) { out in
                space.writeToLog(&out)
                out.member("owner", heir)
                out.member("kind", space.kind.rawValue)
            }
            try tx.append(event, key: store.eventKey)
        }
        return true
    }

    /// Whom a space was opened to goes with the account, and numbers of accounts stay what they are.
    package let traces: [SQL] = [
        """
        DELETE FROM memoryReading WHERE (spaceId, minute, accountId) IN (SELECT spaceId, minute, accountId
            FROM memoryReading WHERE accountId = ?1 LIMIT ?2)
        """
    ]
}
