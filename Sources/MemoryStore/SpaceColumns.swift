import Domain
import MemoryDomain
import SQLite
import Store

/// The columns of `memorySpace` in statements, and how a row of them is read.
enum SpaceColumns {
    static let selected = """
        s.id, s.kind, s.name, s.ownerId, owner.name, s.projectId, s.retentionDays, s.notesReaders, s.createdAt, s.version
        """
    static let joins = "memorySpace s LEFT JOIN account owner ON owner.id = s.ownerId"
    static let count = 10

    static func space(_ row: borrowing Row) throws -> MemorySpace {
        let ownerId: Int64? = try row[3]
        return MemorySpace(
            id: try row[0], kind: try row[1], name: try row[2],
            owner: try ownerId.map { AccountName(id: $0, name: try row[4]) }, projectId: try row[5],
            retentionDays: try row[6], notesReaders: try row[7], createdAt: try row[8], version: try row[9])
    }

    static let size = "coalesce(z.entries, 0), coalesce(z.bytes, 0)"
}
