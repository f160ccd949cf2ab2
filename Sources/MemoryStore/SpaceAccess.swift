import Domain
import MemoryDomain
import SQLite
import Store

/// The reach of a caller among spaces, as conditions of statements. Whoever reads spaces or entries asks here; no
/// statement spells it out for itself.
///
/// A personal space is its owner's, an agent's the agent's and its person's, a project's its members', a shared one its
/// owner's and those it was opened to. A token bounds a person to the spaces that it names, and opens to an agent those
/// that it names of what the person it belongs to reaches, to read and write.
///
/// - Source: docs/design/0012-memory.md.
package struct SpaceAccess: Sendable {
    /// nil for the command line, which reaches everything.
    let accountId: Int64?
    /// The spaces that the token names.
    private let named: IDList
    /// It names any, be it none that is there.
    private let isBound: Bool

    package init(_ caller: Caller) {
        accountId = caller.accountId
        named = IDList(caller.spaces ?? [])
        isBound = caller.spaces != nil
    }

    /// The reach of an agent by tokens that name these spaces together.
    init(agent: Int64, named spaces: Set<Int64>) {
        (accountId, named, isBound) = (agent, IDList(spaces), true)
    }

    /// The values `?1` to `?3` of the statements.
    package var who: [(any Bindable)?] { [accountId, named, isBound] }

    /// The role of the caller in a space `s`; NULL where it does not reach it.
    package static let role = """
        (CASE WHEN CAST(?1 AS BIGINT) IS NULL THEN 'owner'
            WHEN \(isPerson("?1")) THEN CASE WHEN \(isNamed) IS NOT FALSE THEN \(own("?1")) END
            ELSE coalesce(\(own("?1")), CASE WHEN \(isNamed) AND \(own(person)) IS NOT NULL
                THEN CASE WHEN \(own(person)) = 'reader' THEN 'reader' ELSE 'writer' END END) END)
        """

    /// `role` with a `?` for each value, in the order of `whoInOrder`.
    package static let roleInOrder = role.replacing("?1", with: "?").replacing("?2", with: "?").replacing(
        "?3", with: "?")

    package var whoInOrder: [(any Bindable)?] { Self.order.map { who[$0 - 1] } }

    /// The numbers of the values, as `role` has them.
    private static let order = role.split(separator: "?").dropFirst().compactMap { $0.first?.wholeNumberValue }

    private static func isPerson(_ account: String) -> String {
        "(SELECT kind FROM account WHERE id = \(account)) = 'person'"
    }

    /// The person an agent belongs to.
    private static let person = "(SELECT ownerId FROM account WHERE id = ?1)"

    /// NULL where the token names none.
    private static let isNamed = """
        (CASE WHEN ?3 THEN s.id IN (\(IDList.rows(boundTo: "?2"))) END)
        """

    /// The role that an account has by itself.
    private static func own(_ account: String) -> String {
        """
        (CASE WHEN s.ownerId = \(account) THEN 'owner'
            WHEN s.kind = 'agent' AND EXISTS (SELECT 1 FROM account a WHERE a.id = s.ownerId AND a.ownerId = \(account))
                THEN 'owner'
            WHEN s.projectId IS NOT NULL THEN (SELECT CASE m.role WHEN 'owner' THEN 'owner' WHEN 'editor' THEN 'writer'
                ELSE 'reader' END FROM projectMember m WHERE m.projectId = s.projectId AND m.accountId = \(account))
            WHEN s.kind = 'shared' THEN
                (SELECT m.role FROM memoryMember m WHERE m.spaceId = s.id AND m.accountId = \(account)) END)
        """
    }

    /// The numbers of the spaces that the caller may reach, as a SELECT; `role` decides.
    package static let reached = """
        SELECT id FROM memorySpace WHERE CAST(?1 AS BIGINT) IS NULL
        UNION SELECT id FROM memorySpace WHERE ownerId = ?1
        UNION SELECT o.id FROM account a JOIN memorySpace o ON o.ownerId = a.id WHERE a.ownerId = ?1
        UNION SELECT p.id FROM projectMember m JOIN memorySpace p ON p.projectId = m.projectId WHERE m.accountId = ?1
        UNION SELECT spaceId FROM memoryMember WHERE accountId = ?1
        UNION SELECT id FROM (\(IDList.rows(boundTo: "?2"))) named
        """

    /// The role of the caller in one space.
    ///
    /// - Shape: nil where that is absent or hidden.
    package func role(in space: Int64, _ tx: ReadTransaction) throws -> SpaceRole? {
        let role: String?? = try tx.value(Self.selectRole, values: who + [space])
        return (role ?? nil).flatMap { SpaceRole(rawValue: $0) }
    }

    /// The numbers of the spaces that the caller reaches.
    package func spaces(_ tx: ReadTransaction) throws -> [Int64] {
        try tx.all(Self.selectReached, values: who) { try $0[0] }
    }

    private static let selectReached = SQL(
        kept:
            "SELECT s.id FROM memorySpace s WHERE s.id IN (\(reached)) AND s.deletedAt IS NULL AND \(role) IS NOT NULL")

    private static let selectRole = SQL(
        kept: "SELECT \(role) FROM memorySpace s WHERE s.id = ?4 AND s.deletedAt IS NULL")

    /// - Errors: `.notFound` where the caller does not reach the space.
    package func require(_ space: Int64, _ tx: ReadTransaction) throws {
        guard try role(in: space, tx) != nil else { throw Failure.notFound }
    }
}

extension SpaceRole: Bindable, Readable {}
extension MemorySpace.Kind: Bindable, Readable {}
extension EntryKind: Bindable, Readable {}
extension EntryDeed: Bindable, Readable {}
