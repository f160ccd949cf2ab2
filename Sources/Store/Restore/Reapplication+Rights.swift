import Domain
import JSON
import SQLite

/// Members of projects, and the roles of accounts.
extension Reapplication {
    mutating func lowerMembers(_ past: Predecessor) throws {
        let order = past.memberships.sorted { ($0.project, $0.account) < ($1.project, $1.account) }
        for membership in order where past.projects.contains(membership.project) {
            guard try isOfBoth(membership.project, madeBy: "project_created"),
                let name = try shared(account: membership.account),
                let role: ProjectRole = try tx.value(
                    "SELECT role FROM projectMember WHERE projectId = ? AND accountId = ?", membership.project,
                    membership.account)
            else { continue }
            let now = past.members[membership]
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

    func isOnlyOwner(_ membership: Predecessor.Membership) throws -> Bool {
        try SQLiteAccountRepository.ownedAlone(by: membership.account, tx).contains(membership.project)
    }

    func setMember(_ membership: Predecessor.Membership, _ role: ProjectRole?, was: ProjectRole) throws {
        if let role {
            try tx.run(
                "UPDATE projectMember SET role = ? WHERE projectId = ? AND accountId = ?", role, membership.project,
                membership.account)
        } else {
            try tx.run(
                "DELETE FROM projectMember WHERE projectId = ? AND accountId = ?", membership.project,
                membership.account)
        }
        let version = try SQLiteProjectRepository.raiseVersion(of: membership.project, tx)
        let event = Event(
            role == nil ? .memberRemoved : .memberSet, subject: membership.project, project: membership.project,
            by: change
        ) { out in
            out.member("account", membership.account)
            if let role {
                out.member("role", role.rawValue)
                out.member("roleBefore", was.rawValue)
            }
            out.member("version", version)
        }
        try tx.append(event, key: store.eventKey)
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
        for id in past.subjects[.accountChanged, default: []].sorted() {
            guard let now = past.accounts[id], try shared(account: id) != nil else { continue }
            let user = try UserRow.find(id, tx)
            guard try !RoleRow.find(user.account.role, tx).permissions.isSubset(of: now.role.permissions) else {
                continue
            }
            try lower(user, to: now.role)
        }
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
