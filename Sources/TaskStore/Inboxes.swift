import Domain
import SQLite
import Store
import TaskDomain

/// The inbox that a task goes to which is to be in no project.
struct Inboxes {
    private let access: Access
    private let tx: ReadTransaction

    init(_ access: Access, _ tx: ReadTransaction) {
        (self.access, self.tx) = (access, tx)
    }

    /// The caller's. The command line's is that of the administrator, where there is one alone.
    ///
    /// - Errors: `.invalid` on `inbox` where the command line has to name one.
    func own() throws -> Int64 {
        if let accountId = access.accountId { return accountId }
        let administrators: [Int64] = try tx.all(
            "SELECT id FROM account WHERE role = ? AND kind = 'person' AND disabledAt IS NULL LIMIT 2",
            Role.administrator.name
        ) { try $0[0] }
        guard administrators.count == 1 else {
            throw Failure(
                .invalid, "inbox: say with --inbox whose it goes into, as there is not exactly one administrator.",
                field: "inbox")
        }
        return administrators[0]
    }

    /// The account of that name, if its inbox is the caller's, one of its agents', or the one in which the task is
    /// already. To the command line all are.
    ///
    /// - Errors: `.invalid` on `inbox`, the same for an account that is not there.
    func named(_ name: String, of task: TaskItem) throws -> Int64 {
        let found = try tx.one(
            "SELECT id, ownerId, disabledAt IS NOT NULL FROM account WHERE id = ?", NameKeys.account(name, tx)
        ) { row in (id: try row[0] as Int64, owner: try row[1] as Int64?, isDisabled: try row[2] as Bool) }
        // Who is on the way out gets nothing more.
        guard let found, !found.isDisabled || found.id == task.inboxId,
            access.accountId == nil || found.id == access.accountId || found.owner == access.accountId
                || found.id == task.inboxId
        else { throw Failure(.unknown, field: "inbox") }
        return found.id
    }
}
