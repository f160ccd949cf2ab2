import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

/// Accounts, as far as tasks name them.
extension SQLiteTaskRows {
    func account(called name: String, memberOf project: Int64?) throws -> AccountName? {
        try tx.one(
            """
            SELECT id, name FROM account WHERE id = ?1 AND disabledAt IS NULL
            AND (CAST(?2 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM projectMember WHERE projectId = ?2 AND accountId = account.id))
            """, NameKeys.account(name, tx), project
        ) { row in AccountName(id: try row[0], name: try row[1]) }
    }

    func inboxHolder(called name: String) throws -> InboxHolder? {
        try tx.one(
            "SELECT id, ownerId, disabledAt IS NOT NULL FROM account WHERE id = ?", NameKeys.account(name, tx)
        ) { row in InboxHolder(id: try row[0], ownerId: try row[1], isDisabled: try row[2]) }
    }

    func administrators(limit: Int) throws -> [Int64] {
        try tx.all(
            "SELECT id FROM account WHERE role = ? AND kind = 'person' AND disabledAt IS NULL LIMIT ?",
            Role.administrator.name, limit
        ) { try $0[0] }
    }

    func members(of project: Int64) throws -> [Int64] {
        try tx.all("SELECT accountId FROM projectMember WHERE projectId = ? ORDER BY accountId", project) {
            try $0[0]
        }
    }

    func accounts(among ids: [Int64]) throws -> Set<Int64> {
        Set(try tx.all(Self.selectAccounts, IDList(ids)) { try $0[0] as Int64 })
    }

    private static let selectAccounts = SQL(kept: "SELECT id FROM account WHERE id IN (\(IDList.rows))")

    func names(of ids: Set<Int64>) throws -> [Int64: AccountName] { try AccountNames.of(ids, tx) }

    func nameKeys(ofReadersOf task: TaskItem) throws -> [(id: Int64, key: String)] {
        try tx.all(Self.selectReaders, task.projectId, task.inboxId, IDList(task.assignees.map(\.id))) { row in
            (id: try row[0] as Int64, key: try row[1] as String)
        }
    }

    private static let selectReaders = SQL(
        kept: """
            SELECT id, nameKey FROM account WHERE disabledAt IS NULL AND CASE WHEN CAST(?1 AS BIGINT) IS NULL
            THEN id = ?2 OR id = (SELECT ownerId FROM account WHERE id = ?2) OR id IN (\(IDList.rows(boundTo: "?3")))
            ELSE EXISTS (SELECT 1 FROM projectMember WHERE projectId = ?1 AND accountId = account.id) END
            """)

    func countGuestTasks(of account: Int64, inInboxOf holder: Int64) throws -> Int {
        try tx.value("SELECT count(*) FROM taskAssignee WHERE accountId = ? AND inboxId = ?", account, holder) ?? 0
    }
}
