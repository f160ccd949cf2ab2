import Domain
import JSON
import TaskDomain

/// Gives what is in an account's inbox, and in the trash from there, to another account. Events `task_changed` and
/// `trash_moved`, each for one task.
package struct InboxHandover {
    private let from: Int64
    private let to: Int64
    private let writing: TaskWriting
    private let rows: any TaskRows

    package init(_ writing: TaskWriting, from: Int64, to: Int64) {
        (self.from, self.to) = (from, to)
        (self.writing, rows) = (writing, writing.rows)
    }

    /// One step, between which others write: tasks may be any number, and long.
    package static let step = 100

    /// - Shape: whether nothing is left.
    package func carryOut() throws -> Bool {
        for id in try rows.tasks(inInboxOf: from, limit: Self.step) { try move(id) }
        for id in try rows.trash(fromInboxOf: from, limit: Self.step) { try moveInTrash(id) }
        return try !rows.hasAnything(inInboxOf: from)
    }

    private func move(_ id: TaskItem.ID) throws {
        let old = try rows.task(id, seenBy: nil).orNotFound()
        var new = old
        new.inboxId = to
        new.externalId = try old.externalId.flatMap { try freeName($0, for: id) }
        try TaskEditing(writing).finish(&new, was: old, .taskChanged)
    }

    /// A name that the heir has already is kept with a number behind it, as far as there is room for that.
    private func freeName(_ name: String, for id: TaskItem.ID) throws -> String? {
        for number in 1...100 {
            let candidate = number == 1 ? name : "\(name) (\(number))"
            guard candidate.count <= TaskRules.externalIdLimit else { return nil }
            if try !rows.isTaken(externalId: candidate, in: .inbox(to), besides: id) { return candidate }
        }
        return nil
    }

    private func moveInTrash(_ id: TaskItem.ID) throws {
        try rows.moveInTrash(id, toInboxOf: to)
        try writing.append(.trashMoved, subject: id, place: .inbox(to)) { out in
            out.member("from", object: { $0.member("inboxId", from) })
            out.member("to", object: { $0.member("inboxId", to) })
        }
    }
}
