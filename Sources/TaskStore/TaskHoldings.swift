import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

/// The projects that an account owns, what is in its inbox, and where tasks name it.
package struct TaskHoldings: AccountHoldings {
    private let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    package func countOwnedAlone(by account: Int64, _ tx: ReadTransaction) throws -> Int {
        try Self.projectsOwnedAlone(by: account, tx).count
    }

    package static func projectsOwnedAlone(by account: Int64, _ tx: ReadTransaction) throws -> [Int64] {
        try tx.all(selectOwnedAlone, account) { try $0[0] }
    }

    private static let selectOwnedAlone = SQL(
        kept: """
            SELECT projectId FROM projectMember m WHERE accountId = ? AND role = 'owner'
            AND NOT \(OwnerCondition.hasOwner("m.projectId", besides: "m.accountId")) ORDER BY projectId
            """)

    package func isAnythingOwn(of account: Int64, _ tx: ReadTransaction) throws -> Bool {
        try SQLiteTaskRows.hasAnything(inInboxOf: account, tx)
    }

    package func isSeen(
        allOf agent: Int64, by caller: Int64?, isOrphan: Bool, _ tx: ReadTransaction
    ) throws -> Bool {
        let roles = try tx.all(
            """
            SELECT agent.role, own.role FROM projectMember agent
            LEFT JOIN projectMember own ON own.projectId = agent.projectId AND own.accountId = ?
            WHERE agent.accountId = ?
            """, caller, agent
        ) { row in (agent: try row[0] as ProjectRole, own: try row[1] as ProjectRole?) }
        guard roles.allSatisfy({ role in role.own.map { $0 >= role.agent } ?? false }) else { return false }
        guard isOrphan else { return true }
        let isGuest = try tx.isTrue(
            "SELECT EXISTS (SELECT 1 FROM taskAssignee WHERE accountId = ? AND inboxId IS NOT NULL)", agent)
        return try !isGuest && !isAnythingOwn(of: agent, tx)
    }

    /// Projects without an owner that is enabled, as the command line made or imported them before, become the account's:
    /// else they would be nobody's. Events `member_set`.
    package func takeOver(
        by account: Int64, _ actor: EventActor, at instant: Instant, _ tx: WriteTransaction
    ) throws {
        let projects: [Int64] = try tx.all(Self.selectUnowned) { try $0[0] }
        let members = MemberWriting(tx, key: store.eventKey, actor: actor, at: instant)
        for project in projects { try members.add(account, .owner, to: project) }
    }

    private static let selectUnowned = SQL(
        kept: "SELECT id FROM project WHERE NOT \(OwnerCondition.hasOwner("project.id")) ORDER BY id")

    package func handOver(
        from account: Int64, to heir: Int64, by change: Change, _ tx: WriteTransaction
    ) throws -> Bool {
        let members = MemberWriting(tx, key: store.eventKey, by: change)
        for project in try Self.projectsOwnedAlone(by: account, tx) {
            let former = try SQLiteSnapshotRows(reading: tx).role(of: heir, in: project)
            try members.set(heir, .owner, of: project, was: former)
        }
        return try InboxHandover(TaskWriting(tx, change, store), from: account, to: heir).carryOut()
    }

    package let traces: [SQL] = [
        "DELETE FROM taskAssignee WHERE accountId = ?1 AND taskId IN (SELECT taskId FROM taskAssignee WHERE accountId = ?1 LIMIT ?2)",
        "DELETE FROM mention WHERE accountId = ?1 AND commentId IN (SELECT commentId FROM mention WHERE accountId = ?1 LIMIT ?2)",
        "UPDATE step SET assigneeId = NULL WHERE id IN (SELECT id FROM step WHERE assigneeId = ?1 LIMIT ?2)",
        "UPDATE comment SET authorId = NULL WHERE id IN (SELECT id FROM comment WHERE authorId = ?1 LIMIT ?2)",
    ]
}
