import Domain
import JSON
import SQLite
import Store
import TaskChanges

/// The memberships of projects, as a restore takes away again those that were.
package struct MemberRights: RestoredRights {
    private struct Membership: Hashable, Sendable {
        let project: Int64
        let account: Int64
    }

    /// Memberships that were changed, and what each was made last; nil where it was removed.
    private var changed: [Membership: ProjectRole?] = [:]
    /// Projects that were deleted.
    private var deleted: Set<Int64> = []
    // As it is now.
    private var projects: Set<Int64> = []
    private var members: [Membership: ProjectRole] = [:]

    package init() {}

    package mutating func note(_ kind: EventKind, subject: Int64?, body: JSONObject?) {
        guard let subject else { return }
        switch kind {
        case .task(.projectDeleted): deleted.insert(subject)
        case .task(.memberSet), .task(.memberRemoved):
            guard let account = body?["account"]?.integer else { return }
            let role = kind == .task(.memberSet) ? body?["role"]?.string.flatMap(ProjectRole.init) : nil
            changed.updateValue(role, forKey: Membership(project: subject, account: account))
        default: break
        }
    }

    package mutating func read(_ tx: ReadTransaction) throws {
        projects = Set(try tx.all("SELECT id FROM project") { try $0[0] })
        for (membership, role) in try tx.all(
            "SELECT projectId, accountId, role FROM projectMember",
            row: { (Membership(project: try $0[0], account: try $0[1]), try $0[2] as ProjectRole) })
        {
            members[membership] = role
        }
    }

    package func heirs(of account: Int64, in database: RestoredDatabase) throws -> [Int64] {
        let owned = try TaskHoldings.projectsOwnedAlone(by: account, database.tx)
        return members.filter { $0.value == .owner && owned.contains($0.key.project) }.map(\.key.account).sorted()
    }

    package func lower(in database: RestoredDatabase) throws -> RestoreFindings {
        var findings = RestoreFindings()
        for membership in changed.keys.sorted(by: { ($0.project, $0.account) < ($1.project, $1.account) }) {
            try lower(membership, in: database, &findings)
        }
        findings.open += try listDeleted(in: database)
        return findings
    }

    private func lower(
        _ membership: Membership, in database: RestoredDatabase, _ findings: inout RestoreFindings
    ) throws {
        guard try database.isOfBoth(membership.project, madeBy: .task(.projectCreated)),
            let name = try database.shared(account: membership.account),
            let role: ProjectRole = try database.tx.value(
                "SELECT role FROM projectMember WHERE projectId = ? AND accountId = ?", membership.project,
                membership.account)
        else { return }
        // Of a project that is gone only the log says who was in it.
        let isThere = projects.contains(membership.project)
        let now = isThere ? members[membership] : changed[membership] ?? nil
        guard now.map({ $0 < role }) ?? true else { return }
        guard try role != .owner || !isOnlyOwner(membership, database.tx) else {
            findings.open.append(
                "\(name) was made less than the owner of project \(membership.project), which has no other.")
            return
        }
        try set(membership, now, was: role, in: database)
        findings.applied.append(
            now.map { "\(name) is \($0.rawValue) in project \(membership.project)." }
                ?? "\(name) is no member of project \(membership.project).")
    }

    private func isOnlyOwner(_ membership: Membership, _ tx: ReadTransaction) throws -> Bool {
        try TaskHoldings.projectsOwnedAlone(by: membership.account, tx).contains(membership.project)
    }

    private func set(
        _ membership: Membership, _ role: ProjectRole?, was former: ProjectRole, in database: RestoredDatabase
    ) throws {
        let members = MemberWriting(database.tx, key: database.eventKey, by: database.change)
        if let role {
            try members.set(membership.account, role, of: membership.project, was: former)
        } else {
            try members.remove(membership.account, of: membership.project)
        }
    }

    /// Projects are what people work in, so one that comes back stays until somebody has looked.
    private func listDeleted(in database: RestoredDatabase) throws -> [String] {
        try deleted.subtracting(projects).sorted().compactMap { id in
            guard try database.isOfBoth(id, madeBy: .task(.projectCreated)),
                let name: String = try database.tx.value("SELECT name FROM project WHERE id = ?", id)
            else { return nil }
            return "Project \(id), \(name), was deleted after the backup, and is here again with its members."
        }
    }
}
