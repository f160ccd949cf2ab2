import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// Spaces and entries in SQLite; the contracts in `MemoryDomain` say what each function does.
package struct SQLiteMemoryRepository: SpaceRepository, EntryRepository {
    let store: Store
    let limits: SpaceLimits
    let readings: Readings

    package func spaces(for caller: Caller) throws(Failure) -> [SpaceSummary] {
        try store.read { tx in
            try tx.all(Self.selectSpaces, values: SpaceAccess(caller).who) { try Self.summary($0) }.compactMap { $0 }
        }
    }

    private static let summaryColumns = "\(SpaceColumns.selected), \(SpaceColumns.size), \(SpaceAccess.role)"
    private static let summaryTables = "\(SpaceColumns.joins) LEFT JOIN memorySize z ON z.spaceId = s.id"

    private static let selectSpaces = SQL(
        kept: """
            SELECT \(summaryColumns) FROM \(summaryTables) WHERE s.id IN (\(SpaceAccess.reached)) AND s.deletedAt IS NULL
            ORDER BY s.name COLLATE alphabetical, s.id
            """)
    private static let selectSpace = SQL(
        kept: "SELECT \(summaryColumns) FROM \(summaryTables) WHERE s.id = ?4 AND s.deletedAt IS NULL")

    /// - Shape: nil for one that the caller does not reach.
    private static func summary(_ row: borrowing Row) throws -> SpaceSummary? {
        let first = SpaceColumns.count
        guard let role: SpaceRole = try row[first + 2] else { return nil }
        return SpaceSummary(
            space: try SpaceColumns.space(row), role: role,
            size: SpaceSize(entries: try row[first], bytes: try row[first + 1]))
    }

    package func space(_ id: Int64, for caller: Caller) throws(Failure) -> SpaceDetail {
        try store.read { tx in try Self.detail(id, caller, tx) }
    }

    private static func detail(_ id: Int64, _ caller: Caller, _ tx: ReadTransaction) throws -> SpaceDetail {
        let found = try tx.one(selectSpace, values: SpaceAccess(caller).who + [id]) { try summary($0) }
        guard let summary = found ?? nil else { throw Failure.notFound }
        return SpaceDetail(summary: summary, members: try members(of: summary.space, tx))
    }

    private static func members(of space: MemorySpace, _ tx: ReadTransaction) throws -> [SpaceMember] {
        guard let project = space.projectId else { return try members(ofShared: space.id, tx) }
        return try tx.all(
            """
            SELECT a.id, a.name, m.role FROM projectMember m JOIN account a ON a.id = m.accountId
            WHERE m.projectId = ? ORDER BY m.role = 'owner' DESC, a.name COLLATE alphabetical
            """, project
        ) { row in
            let role: String = try row[2]
            return SpaceMember(
                account: AccountName(id: try row[0], name: try row[1]),
                role: ProjectRole(rawValue: role).map { SpaceRole(in: $0) } ?? .reader)
        }
    }

    static func members(ofShared space: Int64, _ tx: ReadTransaction) throws -> [SpaceMember] {
        try tx.all(
            """
            SELECT a.id, a.name, m.role FROM memoryMember m JOIN account a ON a.id = m.accountId
            WHERE m.spaceId = ? ORDER BY m.role = 'writer' DESC, a.name COLLATE alphabetical
            """, space
        ) { row in SpaceMember(account: AccountName(id: try row[0], name: try row[1]), role: try row[2]) }
    }

    package func createSpace(_ draft: SpaceDraft, by change: Change) throws(Failure) -> SpaceDetail {
        try changing(change) { try SpaceChanges($0).create(draft) }
    }

    package func updateSpace(_ id: Int64, _ patch: SpacePatch, by change: Change) throws(Failure) -> SpaceDetail {
        try changing(change) { writing in
            try SpaceChanges(writing).update(id, patch)
            return id
        }
    }

    package func setSpaceMember(
        _ account: String, _ role: SpaceRole, of id: Int64, by change: Change
    ) throws(Failure) -> SpaceDetail {
        try changing(change) { writing in
            try SpaceChanges(writing).setMember(account, role, of: id)
            return id
        }
    }

    package func removeSpaceMember(_ account: Int64, of id: Int64, by change: Change) throws(Failure) {
        try writing(change) { try SpaceChanges($0).removeMember(account, of: id) }
    }

    package func deleteSpace(_ id: Int64, entries: Int?, by change: Change) throws(Failure) {
        guard try writing(change, { try SpaceChanges($0).delete(id, entries: entries) }) else { return }
        // What one step leaves, the clock of the house erases.
        _ = try MemoryErasing(store, change).erase(space: id)
    }

    /// A change of a space, which is read in the transaction that changed it.
    private func changing(
        _ change: Change, _ body: @escaping @Sendable (MemoryWriting) throws -> Int64
    ) throws(Failure) -> SpaceDetail {
        try store.write { [store, limits] tx in
            let rows = SQLiteMemoryRows(tx, key: store.eventKey)
            let id = try MemoryWriting(rows, change, limits: limits).carryOut(body)
            return try Self.detail(id, change.caller, tx)
        }
    }
}
