import AuthDomain
import Domain
import JSON
import SQLite
import Store

extension SQLiteAccountRepository: RoleRepository {
    package func roles() throws(Failure) -> [RoleUse] {
        try store.read { tx in
            let own = try tx.all("SELECT name, permissions FROM role ORDER BY name") { row in
                Role(name: try row[0], permissions: Set(scope: try row[1]))
            }
            return try (Role.builtIn + own).map { try RoleRow.use($0, tx) }
        }
    }

    package func role(_ name: String) throws(Failure) -> RoleUse {
        try store.read { tx in
            try RoleRow.use(RoleRow.known(name, tx).orNotFound(), tx)
        }
    }

    package func createRole(_ role: Role, by change: Change) throws(Failure) -> RoleUse {
        try store.write { [self] tx in
            try requireReach(role, by: change.caller)
            // A role is known by its name, and whatever it permits by now.
            if try RetryLog.outcome(of: change, tx) != nil, let made = try RoleRow.known(role.name, tx) {
                return try RoleRow.use(made, tx)
            }
            guard try RoleRow.known(role.name, tx) == nil else {
                throw Failure(.taken, field: "name", kind: .conflict)
            }
            try tx.requireRoom(RoleRules.countLimit, field: "name", "SELECT count(*) FROM role")
            // One of that name may have been there before: no version of it comes again.
            let version = (try EventLog.last(tx)?.seq ?? 0) + 1
            try tx.run(
                "INSERT INTO role (name, permissions, createdAt, version) VALUES (?, ?, ?, ?)", role.name,
                role.permissions.scope, change.instant, version)
            try append(.roleSaved, role, version: version, by: change, tx)
            try RetryLog.remember(change, subject: 0, tx)
            return try RoleRow.use(role, tx)
        }
    }

    package func changeRole(
        _ name: String, to permissions: Set<Permission>, by change: Change
    ) throws(Failure) -> RoleUse {
        try store.write { [self] tx in
            let old = try own(name, by: change.caller, tx)
            let version = try RoleRow.version(of: name, tx)
            try change.require(version: version)
            let new = Role(name: name, permissions: permissions)
            try requireReach(new, by: change.caller)
            if new != old {
                try tx.run(
                    "UPDATE role SET permissions = ?, version = ? WHERE name = ?", permissions.scope, version + 1, name)
                try append(.roleSaved, new, version: version + 1, by: change, tx)
            }
            return try RoleRow.use(new, tx)
        }
    }

    package func removeRole(_ name: String, by change: Change) throws(Failure) {
        try store.write { [self] tx in
            let role = try own(name, by: change.caller, tx)
            let version = try RoleRow.version(of: name, tx)
            try change.require(version: version)
            let isInUse = try tx.isTrue(
                """
                SELECT EXISTS (SELECT 1 FROM account WHERE role = ?1)
                OR EXISTS (SELECT 1 FROM invitation WHERE role = ?1 AND expiresAt > ?2)
                """, name, change.instant)
            guard !isInUse else { throw Failure(.inUse, field: "name", kind: .conflict) }
            try tx.run("DELETE FROM role WHERE name = ?", name)
            try append(.roleRemoved, role, version: version, by: change, tx)
        }
    }

    /// A role that people defined, and that permits nothing the caller lacks.
    private func own(_ name: String, by caller: Caller, _ tx: ReadTransaction) throws -> Role {
        let role = try RoleRow.known(name, tx).orNotFound()
        guard !role.isBuiltIn else { throw Failure(.builtIn, field: "name", kind: .conflict) }
        try requireReach(role, by: caller)
        return role
    }

    private func requireReach(_ role: Role, by caller: Caller) throws {
        guard role.permissions.isSubset(of: caller.permissions) else {
            throw Failure(.beyondYours, field: "permissions", kind: .forbidden)
        }
    }

    private func append(
        _ kind: AccountEventKind, _ role: Role, version: Int64, by change: Change, _ tx: WriteTransaction
    ) throws {
        let event = Event(.account(kind), subject: nil, traced: change) { out in
            out.member("name", role.name)
            out.member("permissions", role.permissions.scope)
            out.member("version", version)
        }
        try tx.append(event, key: store.eventKey)
    }
}

/// Roles by their names, built in or defined.
package enum RoleRow {
    /// nil where there is none of that name.
    package static func known(_ name: String, _ tx: ReadTransaction) throws -> Role? {
        if let role = Role.builtIn(name) { return role }
        return try tx.one("SELECT permissions FROM role WHERE name = ?", name) { row in
            Role(name: name, permissions: Set(scope: try row[0]))
        }
    }

    /// A role that is gone permits nothing.
    package static func find(_ name: String, _ tx: ReadTransaction) throws -> Role {
        try known(name, tx) ?? Role(name: name, permissions: [])
    }

    /// A role that the caller may give to somebody.
    ///
    /// - Errors: `.invalid` on `role` where there is none; `.forbidden` where it permits what the caller lacks.
    package static func toGive(_ name: String, by caller: Caller, _ tx: ReadTransaction) throws -> Role {
        guard let role = try known(name, tx) else {
            let own = try tx.all("SELECT name FROM role ORDER BY name") { row in try row[0] as String }
            throw Failure(.oneOf(Role.builtIn.map(\.name) + own), field: "role")
        }
        guard role.permissions.isSubset(of: caller.permissions) else {
            throw Failure(.beyondYours, field: "role", kind: .forbidden)
        }
        return role
    }

    package static func use(_ role: Role, _ tx: ReadTransaction) throws -> RoleUse {
        let count: Int? = try tx.value("SELECT count(*) FROM account WHERE role = ?", role.name)
        return RoleUse(role: role, accounts: count ?? 0, version: try version(of: role.name, tx))
    }

    /// A built-in one has but one.
    package static func version(of name: String, _ tx: ReadTransaction) throws -> Int64 {
        try tx.value("SELECT version FROM role WHERE name = ?", name) ?? 1
    }
}
