import Domain
import JSON
import SQLite
import Store
import TaskChanges
import TaskDomain

/// Gives what is in an account's inbox, and in the trash from there, to another account. Events `task_changed` and
/// `trash_moved`, each for one task.
struct InboxHandover {
    let from: Int64
    let to: Int64
    private let writing: TaskWriting
    private let tx: WriteTransaction

    init(from: Int64, to: Int64, _ writing: TaskWriting, _ tx: WriteTransaction) {
        (self.from, self.to, self.writing, self.tx) = (from, to, writing, tx)
    }

    static func isNeeded(from account: Int64, _ tx: ReadTransaction) throws -> Bool {
        try tx.isTrue(
            """
            SELECT EXISTS (SELECT 1 FROM task WHERE inboxId = ?1) OR EXISTS (SELECT 1 FROM trash WHERE inboxId = ?1)
            """, account)
    }

    /// One step, between which others write: tasks may be any number, and long.
    static let step = 100

    /// - Shape: whether nothing is left.
    func carryOut() throws -> Bool {
        try moveTasks()
        try moveTrash()
        return try !Self.isNeeded(from: from, tx)
    }

    private func moveTasks() throws {
        let tasks: [TaskItem.ID] = try tx.all(
            "SELECT id FROM task WHERE inboxId = ? ORDER BY id LIMIT ?", from, Self.step
        ) { try $0[0] }
        for id in tasks {
            let old = try SQLiteTaskRepository.find(id, Access(.commandLine), tx)
            var new = old
            new.inboxId = to
            new.externalId = try old.externalId.flatMap(freeName)
            try TaskEditing(writing).finish(&new, was: old, .taskChanged)
        }
    }

    /// A name that the heir has already is kept with a number behind it, as far as there is room for that.
    private func freeName(_ name: String) throws -> String? {
        for number in 1...100 {
            let candidate = number == 1 ? name : "\(name) (\(number))"
            guard candidate.count <= TaskRules.externalIdLimit else { return nil }
            let isTaken = try tx.isTrue("SELECT 1 FROM task WHERE externalId = ? AND inboxId = ?", candidate, to)
            if !isTaken { return candidate }
        }
        return nil
    }

    private func moveTrash() throws {
        let tasks: [TaskItem.ID] = try tx.all(
            "SELECT taskId FROM trash WHERE inboxId = ? ORDER BY seq LIMIT ?", from, Self.step
        ) { try $0[0] }
        for id in tasks {
            try tx.run("UPDATE trash SET inboxId = ? WHERE taskId = ?", to, id)
            try writing.append(.trashMoved, subject: id, place: .inbox(to)) { out in
                out.member("from", object: { $0.member("inboxId", from) })
                out.member("to", object: { $0.member("inboxId", to) })
            }
        }
    }
}
