import Domain
import JSON
import MemoryDomain
import SQLite
import Store

/// Whom shared spaces are open to, as a restore closes them again to those to whom they were closed.
package struct SharingRights: RestoredRights {
    private struct Sharing: Hashable, Sendable {
        let space: Int64
        let account: Int64
    }

    /// Those that were changed.
    private var changed: Set<Sharing> = []
    private var deleted: Set<Int64> = []
    // As it is now.
    private var spaces: Set<Int64> = []
    private var members: [Sharing: SpaceRole] = [:]

    package init() {}

    package mutating func note(_ kind: EventKind, subject: Int64?, body: JSONObject?) {
        guard let subject else { return }
        switch kind {
        case .memory(.spaceDeleted): deleted.insert(subject)
        case .memory(.sharingSet), .memory(.sharingRemoved):
            guard let account = body?["account"]?.integer else { return }
            changed.insert(Sharing(space: subject, account: account))
        default: break
        }
    }

    package mutating func read(_ tx: ReadTransaction) throws {
        spaces = Set(try tx.all("SELECT id FROM memorySpace WHERE deletedAt IS NULL") { try $0[0] })
        for (sharing, role) in try tx.all(
            "SELECT spaceId, accountId, role FROM memoryMember",
            row: { (Sharing(space: try $0[0], account: try $0[1]), try $0[2] as SpaceRole) })
        {
            members[sharing] = role
        }
    }

    package func heirs(of account: Int64, in database: RestoredDatabase) throws -> [Int64] { [] }

    package func lower(in database: RestoredDatabase) throws -> RestoreFindings {
        var findings = RestoreFindings()
        for sharing in changed.sorted(by: { ($0.space, $0.account) < ($1.space, $1.account) }) {
            try lower(sharing, in: database, &findings)
        }
        for id in deleted.subtracting(spaces).sorted() {
            guard try database.isOfBoth(id, madeBy: .memory(.spaceCreated)),
                let name: String = try database.tx.value("SELECT name FROM memorySpace WHERE id = ?", id)
            else { continue }
            findings.open.append("Space \(id), \(name), was deleted after the backup, and is here again.")
        }
        return findings
    }

    private func lower(_ sharing: Sharing, in database: RestoredDatabase, _ findings: inout RestoreFindings) throws {
        guard try database.isOfBoth(sharing.space, madeBy: .memory(.spaceCreated)),
            let name = try database.shared(account: sharing.account),
            let role: SpaceRole = try database.tx.value(
                "SELECT role FROM memoryMember WHERE spaceId = ? AND accountId = ?", sharing.space, sharing.account)
        else { return }
        let now = members[sharing]
        guard now.map({ $0 < role }) ?? true else { return }
        let rows = SQLiteMemoryRows(database.tx, key: database.eventKey)
        let version: Int64 = try database.tx.value("SELECT version FROM memorySpace WHERE id = ?", sharing.space) ?? 1
        if let now {
            try rows.setMember(sharing.account, now, of: sharing.space)
        } else {
            _ = try rows.removeMember(sharing.account, of: sharing.space)
        }
        try database.tx.run("UPDATE memorySpace SET version = version + 1 WHERE id = ?", sharing.space)
        let kind = now == nil ? MemoryEventKind.sharingRemoved : .sharingSet
        _ = try rows.append(.memory(kind), subject: sharing.space, place: .space(sharing.space), by: database.change) {
            out in
            out.member("account", sharing.account)
            if let now { out.member("role", now.rawValue) }
            out.member("version", version + 1)
        }
        findings.applied.append(
            now.map { "\(name) is \($0.rawValue) in space \(sharing.space)." }
                ?? "\(name) does not reach space \(sharing.space).")
    }
}
