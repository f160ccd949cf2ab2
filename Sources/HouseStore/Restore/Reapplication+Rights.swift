import AuthDomain
import AuthStore
import Domain
import JSON
import SQLite
import Store
import TaskChanges
import TaskDomain
import TaskStore

/// Members of projects, and the roles of accounts.
extension Reapplication {
    mutating func lowerMembers(_ past: Predecessor) throws {
        let order = past.memberships.keys.sorted { ($0.project, $0.account) < ($1.project, $1.account) }
        for membership in order {
            guard try isOfBoth(membership.project, madeBy: "project_created"),
                let name = try shared(account: membership.account),
                let role: ProjectRole = try tx.value(
                    "SELECT role FROM projectMember WHERE projectId = ? AND accountId = ?", membership.project,
                    membership.account)
            else { continue }
            // Of a project that is gone only the log says who was in it.
            let isThere = past.projects.contains(membership.project)
            let now = isThere ? past.members[membership] : past.memberships[membership] ?? nil
            guard now.map({ $0 < role }) ?? true else { continue }
            guard try role != .owner || !isOnlyOwner(membership) else {
                open.append(
                    "\(name) was made less than the owner of project \(membership.project), which has no other.")
                continue
            }
            try setMember(membership, now, was: role)
            applied.append(
                now.map { "\(name) is \($0.rawValue) in project \(membership.project)." }
                    ?? "\(name) is no member of project \(membership.project).")
        }
    }

    /// Projects are what people work in, so one that comes back stays until somebody has looked.
    mutating func listDeletedProjects(_ past: Predecessor) throws {
        for id in past.subjects[.task(.projectDeleted), default: []].sorted() where !past.projects.contains(id) {
            guard try isOfBoth(id, madeBy: "project_created"),
                let name: String = try tx.value("SELECT name FROM project WHERE id = ?", id)
            else { continue }
            open.append("Project \(id), \(name), was deleted after the backup, and is here again with its members.")
        }
    }

    func isOnlyOwner(_ membership: Predecessor.Membership) throws -> Bool {
        try TaskHoldings.projectsOwnedAlone(by: membership.account, tx).contains(membership.project)
    }

    private func setMember(_ membership: Predecessor.Membership, _ role: ProjectRole?, was: ProjectRole) throws {
        let (members, account) = (MemberWriting(tx, key: store.eventKey, by: change), membership.account)
        if let role {
            try members.set(account, role, of: membership.project, was: was)
        } else {
            try members.remove(account, of: membership.project)
        }
    }

    mutating func lowerRoles(_ past: Predecessor) throws {
        for name in past.roleNames.sorted() {
            guard let old = try RoleRow.known(name, tx), !old.isBuiltIn else { continue }
            let now = past.roles[name]
            guard !old.permissions.isSubset(of: now?.permissions ?? []) else { continue }
            let allowed = old.permissions.intersection(now?.permissions ?? [])
            let version = try RoleRow.version(of: name, tx) + 1
            try tx.run(
                "UPDATE role SET permissions = ?, version = ? WHERE name = ?", allowed.scope, version, name)
            try append(.roleSaved, nil) { out in
                out.member("name", name)
                out.member("permissions", allowed.scope)
                out.member("version", version)
            }
            applied.append("The role \(name) permits \(allowed.isEmpty ? "nothing" : allowed.scope).")
        }
        for id in past.subjects[.account(.accountChanged), default: []].sorted() {
            guard let now = past.accounts[id], try shared(account: id) != nil else { continue }
            let user = try UserRow.find(id, tx)
            let old = try RoleRow.find(user.account.role, tx).permissions
            guard !old.isSubset(of: now.role.permissions) else { continue }
            let role = try lesser(old, now.role)
            try lower(user, to: role)
            guard !now.role.permissions.isSubset(of: old) else { continue }
            open.append(
                "\(user.account.name) was given the role \(now.role.name), which permits more than the backup does; "
                    + "here it is \(role.name).")
        }
    }

    /// The newer role, where it gives nothing that the backup does not; else one that permits what both do.
    private func lesser(_ old: Set<Permission>, _ new: Role) throws -> Role {
        let both = old.intersection(new.permissions)
        let here = try RoleRow.known(new.name, tx) ?? new
        if here.permissions.isSubset(of: both) { return here }
        let own = try tx.all("SELECT name FROM role ORDER BY name") { try $0[0] as String }
        let known = try Role.builtIn + own.map { try RoleRow.find($0, tx) }
        if let same = known.first(where: { $0.permissions == both }) { return same }
        let names = Set(known.map(\.name))
        let name = (1...).lazy.map { "restored-\($0)" }.first { !names.contains($0) }
        return Role(name: name ?? new.name, permissions: both)
    }

    mutating func lower(_ user: User, to role: Role) throws {
        try unlessLastAdministrator(user, "The role of \(user.account.name) was lowered to \(role.name)") { this in
            if try RoleRow.known(role.name, this.tx) == nil {
                let version = (try EventLog.last(this.tx)?.seq ?? 0) + 1
                try this.tx.run(
                    "INSERT INTO role (name, permissions, createdAt, version) VALUES (?, ?, ?, ?)", role.name,
                    role.permissions.scope, this.change.instant, version)
                try this.append(.roleSaved, nil) { out in
                    out.member("name", role.name)
                    out.member("permissions", role.permissions.scope)
                    out.member("version", version)
                }
            }
            try this.tx.run("UPDATE account SET role = ? WHERE id = ?", role.name, user.id)
            let version = try SQLiteAccountRepository.raiseVersion(of: user.id, this.tx)
            try this.append(.accountChanged, user.id) { out in
                out.member("name", user.account.name)
                out.member("role", role.name)
                out.member("roleBefore", user.account.role)
                out.member("version", version)
            }
            this.applied.append("\(user.account.name) has the role \(role.name).")
        }
    }
}
