import Domain
import SQLite
import TaskChanges
import TaskDomain

/// Ties, once all tasks are there.
extension TaskImport {
    mutating func connect(_ ties: ImportedTies) throws {
        let old = try writing.task(ties.taskId)
        var (new, made) = (old, ImportOutcome())
        try setParent(&new, ties, &made)
        try addBlockers(&new, ties, &made)
        outcome.skips += made.skips
        guard !TaskContent.isSame(old, new) else { return }
        guard ties.updatedAt >= old.knownUpdate(at: writing.change.instant) else {
            outcome.skips.append(ImportSkip(.changedHere, ties.name))
            return
        }
        let editing = TaskEditing(writing)
        try editing.save(&new, was: old, at: min(ties.updatedAt, writing.change.instant))
        try tell(old, new)
        if let place = new.place, place != old.place { try editing.moveSubtasks(of: new.id, to: place) }
        outcome.count.ties += made.count.ties
    }

    private func setParent(_ task: inout TaskItem, _ ties: ImportedTies, _ outcome: inout ImportOutcome) throws {
        var isFound = false
        for reference in ties.parents {
            let name = "\(ties.name) → \(reference.name)"
            guard let parent = try find(reference, near: task) else {
                outcome.skips.append(ImportSkip(.parentMissing, name))
                continue
            }
            guard !isFound else {
                outcome.skips.append(ImportSkip(.secondParent, name))
                continue
            }
            isFound = true
            // One that it has already was set here, or by an import before.
            guard task.parentId == nil else { continue }
            let before = task
            do {
                try TaskPlacing(writing).place(&task, project: task.projectId, parent: parent)
                outcome.count.ties += 1
            } catch let failure as Failure {
                task = before
                outcome.skips.append(ImportSkip(try failure.skipReason(), name))
            }
        }
    }

    private func addBlockers(_ task: inout TaskItem, _ ties: ImportedTies, _ outcome: inout ImportOutcome) throws {
        for reference in ties.blockers {
            let name = "\(ties.name) → \(reference.name)"
            guard let blocker = try find(reference, near: task) else {
                outcome.skips.append(ImportSkip(.blockerMissing, name))
                continue
            }
            guard !task.blockedBy.contains(blocker) else { continue }
            do {
                task.blockedBy = try TaskPlacing(writing).blockers(task.blockedBy + [blocker], of: task)
                outcome.count.ties += 1
            } catch let failure as Failure {
                outcome.skips.append(ImportSkip(try failure.skipReason(), name))
            }
        }
    }

    /// A task that is there and in the caller's sight; of several that have a name, the one in the same place.
    private func find(_ reference: TaskReference, near task: TaskItem) throws -> TaskItem.ID? {
        let who = access.who
        switch reference {
        case .number(let id, _):
            return try tx.value(
                SQL(composed: "SELECT id FROM task WHERE id = ? AND \(Access.sight)"), values: [id] + who)
        case .externalId(let name):
            return try tx.value(
                SQL(
                    composed: """
                        SELECT id FROM task WHERE externalId = ? AND \(Access.sight)
                        ORDER BY \(Access.place(of: "task")) IS NOT DISTINCT FROM ? DESC, id LIMIT 1
                        """), values: [name] + who + [task.place?.number])
        }
    }
}

extension Failure {
    /// Why a tie was refused; what is no rule of a tie, as a full disk, is thrown on.
    fileprivate func skipReason() throws -> ImportSkip.Reason {
        switch rule {
        case .cycle, .itself: return .circle
        case .tooDeep: return .tooDeep
        case .otherProject, .inboxOfAnother: return .otherProject
        case .tooMany: return .tiesTooMany
        case .tooManyChanges, .tooMuchAtOnce: throw self
        default: break
        }
        switch kind {
        case .invalid, .forbidden, .notFound, .conflict: return .notAllowed
        default: throw self
        }
    }
}
