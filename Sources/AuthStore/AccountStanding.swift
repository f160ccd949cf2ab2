import AuthDomain
import Domain
import SQLite
import Store

/// The rights of an account as it stands: the one place that says what a role is worth to whoever has it.
///
/// An agent may what its own role and the role of the person it belongs to both permit, and only while neither of them
/// is disabled. Every statement that reads rights takes its columns, joins and condition from here, so a change of
/// either account or role counts from the next request on.
///
/// - Source: tables `account` and `role`; the statement names the account `a`.
enum AccountStanding {
    /// Four columns, for `roles(_:from:)`.
    static let columns = "a.role, r.permissions, owner.role, ownerRole.permissions"

    static let joins = """
        LEFT JOIN role r ON r.name = a.role LEFT JOIN account owner ON owner.id = a.ownerId
        LEFT JOIN role ownerRole ON ownerRole.name = owner.role
        """

    static let mayAct = "a.disabledAt IS NULL AND owner.disabledAt IS NULL"

    /// The condition that a person, or the person an agent belongs to, has no second factor that counts.
    static let lacksSecondFactor = """
        coalesce(owner.kind, a.kind) = 'person' AND NOT EXISTS (SELECT 1 FROM credential c
            WHERE c.accountId = coalesce(owner.id, a.id) AND c.kind = 'totp' AND c.confirmedAt IS NOT NULL)
        """

    /// - Shape: the account's role, and its owner's; `first` is the number of the first of the four columns.
    static func roles(_ row: borrowing Row, from first: Int) throws -> (own: Role, owner: Role?) {
        let owner: String? = try row[first + 2]
        let ownerPermissions: String? = try row[first + 3]
        return (role(try row[first], try row[first + 1]), owner.map { role($0, ownerPermissions) })
    }

    /// A role by its name: a built-in one, or one that people defined with these permissions; an unknown one may
    /// nothing.
    private static func role(_ name: String, _ permissions: String?) -> Role {
        Role.builtIn(name) ?? Role(name: name, permissions: Set(scope: permissions ?? ""))
    }
}
