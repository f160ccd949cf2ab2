import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// Spaces.
extension SQLiteMemoryRows {
    func space(_ id: Int64) throws -> MemorySpace? {
        try tx.one(Self.selectSpace, id, row: SpaceColumns.space)
    }

    private static let selectSpace = SQL(
        kept: "SELECT \(SpaceColumns.selected) FROM \(SpaceColumns.joins) WHERE s.id = ? AND s.deletedAt IS NULL")

    /// As `space`, also one that is deleted.
    func anySpace(_ id: Int64) throws -> MemorySpace? { try tx.one(Self.selectAnySpace, id, row: SpaceColumns.space) }

    private static let selectAnySpace = SQL(
        kept: "SELECT \(SpaceColumns.selected) FROM \(SpaceColumns.joins) WHERE s.id = ?")

    func role(of caller: Caller, in space: Int64) throws -> SpaceRole? { try SpaceAccess(caller).role(in: space, tx) }

    func insert(_ space: MemorySpace) throws -> Int64 {
        try tx.run(
            """
            INSERT INTO memorySpace (kind, name, ownerId, projectId, retentionDays, notesReaders, createdAt, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """, space.kind, space.name, space.owner?.id, space.projectId, space.retentionDays, space.notesReaders,
            space.createdAt, space.version)
        return try tx.lastInsertRowID
    }

    func save(_ space: MemorySpace) throws {
        try tx.run(
            "UPDATE memorySpace SET name = ?, retentionDays = ?, notesReaders = ?, version = ? WHERE id = ?",
            space.name,
            space.retentionDays, space.notesReaders, space.version, space.id)
    }

    func markDeleted(space: Int64, at instant: Instant) throws {
        try tx.run("UPDATE memorySpace SET deletedAt = ? WHERE id = ?", instant, space)
    }

    func size(of space: Int64) throws -> SpaceSize {
        try tx.one("SELECT entries, bytes FROM memorySize WHERE spaceId = ?", space) { row in
            SpaceSize(entries: try row[0], bytes: try row[1])
        } ?? SpaceSize()
    }

    func save(_ size: SpaceSize, of space: Int64) throws {
        try tx.run(
            """
            INSERT INTO memorySize (spaceId, entries, bytes) VALUES (?, ?, ?)
            ON CONFLICT (spaceId) DO UPDATE SET entries = excluded.entries, bytes = excluded.bytes
            """, space, size.entries, size.bytes)
    }

    /// Counts what was added to a space outside a change of its entries, or taken from it.
    static func add(_ entries: Int, _ bytes: Int, to space: Int64, _ tx: WriteTransaction) throws {
        try tx.run(
            "UPDATE memorySize SET entries = entries + ?, bytes = bytes + ? WHERE spaceId = ?", entries, bytes, space)
    }

    func members(of space: Int64) throws -> [SpaceMember] {
        try SQLiteMemoryRepository.members(ofShared: space, tx)
    }

    func setMember(_ account: Int64, _ role: SpaceRole, of space: Int64) throws {
        try tx.run(
            """
            INSERT INTO memoryMember (spaceId, accountId, role) VALUES (?, ?, ?)
            ON CONFLICT (spaceId, accountId) DO UPDATE SET role = excluded.role
            """, space, account, role)
    }

    func removeMember(_ account: Int64, of space: Int64) throws -> Bool {
        try tx.run("DELETE FROM memoryMember WHERE spaceId = ? AND accountId = ?", space, account) > 0
    }

    func countSpaces(ofOwner account: Int64) throws -> Int {
        try tx.value("SELECT count(*) FROM memorySpace WHERE ownerId = ? AND deletedAt IS NULL", account) ?? 0
    }

    func countSpaces() throws -> Int {
        try tx.value("SELECT count(*) FROM memorySpace WHERE deletedAt IS NULL") ?? 0
    }

    func hasSpace(ofProject id: Int64) throws -> Bool {
        try tx.isTrue("SELECT 1 FROM memorySpace WHERE projectId = ? AND deletedAt IS NULL", id)
    }

    func role(of caller: Caller, inProject id: Int64) throws -> ProjectRole? {
        guard let account = caller.accountId else {
            return try tx.isTrue("SELECT 1 FROM project WHERE id = ?", id) ? .owner : nil
        }
        let role: String? = try tx.value(
            "SELECT role FROM projectMember WHERE projectId = ? AND accountId = ?", id, account)
        return role.flatMap { ProjectRole(rawValue: $0) }
    }

    func holder(called name: String) throws -> SpaceHolder? { try NameKeys.account(name, tx).flatMap(holder) }

    func holder(_ account: Int64) throws -> SpaceHolder? {
        try tx.one("SELECT id, name, kind, ownerId FROM account WHERE id = ? AND disabledAt IS NULL", account) { row in
            SpaceHolder(
                account: AccountName(id: try row[0], name: try row[1]), isAgent: try row[2] as Account.Kind == .agent,
                ownerId: try row[3])
        }
    }
}
