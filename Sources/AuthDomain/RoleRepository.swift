import Domain

/// A role, and how much hangs on it.
package struct RoleUse: Sendable, Equatable {
    package let role: Role
    /// The accounts that have it.
    package let accounts: Int
    /// Grows with every change, and never comes again under the same name; 1 for the built-in ones.
    package let version: Int64

    package init(role: Role, accounts: Int, version: Int64 = 1) {
        self.role = role
        self.accounts = accounts
        self.version = version
    }
}

/// The roles: the built-in ones, which stand in the program, and those that people define.
///
/// - Errors: `.unavailable` and `.storageFull` as for every change; `.forbidden` on `permissions` for a role that
///   permits what the caller lacks; `.conflict` on `name` for a built-in role; `.stale` where the change is made for
///   another version than the stored one.
/// - Source: table `role`, migration 0002.
package protocol RoleRepository: Sendable {
    /// The built-in roles, then the others by name.
    func roles() throws(Failure) -> [RoleUse]

    /// - Errors: `.notFound`.
    func role(_ name: String) throws(Failure) -> RoleUse

    /// Makes a role. Event `role_saved`.
    ///
    /// - Errors: `.conflict` on `name` when there is one of that name, in upper or lower case.
    func createRole(_ role: Role, by change: Change) throws(Failure) -> RoleUse

    /// Gives a role other permissions; whoever has it has those from the next request on. Event `role_saved`, none
    /// when they are the same.
    ///
    /// - Errors: `.notFound`.
    func changeRole(_ name: String, to permissions: Set<Permission>, by change: Change) throws(Failure) -> RoleUse

    /// Removes a role. Event `role_removed`.
    ///
    /// - Errors: `.notFound`; `.conflict` on `name` while an account or an invitation has it.
    func removeRole(_ name: String, by change: Change) throws(Failure)
}

/// The rules for roles that people define.
package enum RoleRules {
    /// In bytes, as the name stands in addresses.
    package static let nameLimit = 32
    /// Roles beside the built-in ones.
    package static let countLimit = 100

    /// - Shape: the name as typed: lower-case letters, digits, `-` and `_`, a letter first.
    /// - Errors: `.invalid` on `name`.
    package static func name(_ text: String) throws(Failure) -> String {
        guard !text.isEmpty else { throw Failure(.required, field: "name") }
        guard text.utf8.count <= nameLimit else { throw Failure(.tooLong(nameLimit), field: "name") }
        let isPlain = text.utf8.allSatisfy { byte in
            (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2d || byte == 0x5f
        }
        guard isPlain, let first = text.utf8.first, (0x61...0x7a).contains(first) else {
            throw Failure(.plainName, field: "name")
        }
        return text
    }

    /// - Errors: `.invalid` on `permissions` for a name that is no permission.
    package static func permissions(_ names: [String]) throws(Failure) -> Set<Permission> {
        var found: Set<Permission> = []
        for name in names {
            guard let permission = Permission(rawValue: name) else {
                throw Failure(.oneOf(Permission.allCases.map(\.rawValue)), field: "permissions")
            }
            found.insert(permission)
        }
        return found
    }
}
