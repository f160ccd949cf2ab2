import Domain
import TaskDomain

/// The inbox that a task goes to which is to be in no project.
package struct Inboxes {
    private let rights: CallerRights
    private let rows: any PeopleRows

    package init(_ writing: TaskWriting) { self.init(writing.rights, writing.rows) }

    init(_ rights: CallerRights, _ rows: any PeopleRows) {
        (self.rights, self.rows) = (rights, rows)
    }

    /// The caller's. The command line's is that of the administrator, where there is one alone.
    ///
    /// - Errors: `.invalid` on `inbox` where the command line has to name one.
    package func own() throws -> Int64 {
        if let accountId = rights.accountId { return accountId }
        let administrators = try rows.administrators(limit: 2)
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
        let found = try rows.inboxHolder(called: name)
        // Who is on the way out gets nothing more.
        guard let found, !found.isDisabled || found.id == task.inboxId,
            rights.accountId == nil || found.id == rights.accountId || found.ownerId == rights.accountId
                || found.id == task.inboxId
        else { throw Failure(.unknown, field: "inbox") }
        return found.id
    }
}
