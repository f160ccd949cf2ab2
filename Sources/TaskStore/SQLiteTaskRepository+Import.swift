import Domain
import JSON
import SQLite
import Store
import TaskDomain

extension SQLiteTaskRepository: ImportRepository {
    package func importTasks(_ tasks: [ImportedTask], by change: Change) throws(Failure) -> ImportOutcome {
        try writing(change) { writing in
            var outcome = ImportOutcome()
            writing.newLabelLimit = .max
            for task in tasks { outcome.ids.append(try take(task, &outcome, writing)) }
            outcome.change = writing.seq
            outcome.size = try writing.size
            return outcome
        }
    }

    package func importTies(_ ties: [ImportedTies], by change: Change) throws(Failure) -> ImportOutcome {
        try writing(change) { writing in
            var outcome = ImportOutcome()
            for tie in ties { try connect(tie, &outcome, writing) }
            outcome.change = writing.seq
            outcome.size = try writing.size
            return outcome
        }
    }

    package func finishImport(
        from source: String, _ count: ImportCount, changes: [Int64], size: ChangeSize, by change: Change
    ) throws(Failure) -> Int64? {
        let tasks = count.created + count.updated
        guard tasks > 0 else { return nil }
        let isWhole = size.isUndoable
        return try store.write { [store] tx in
            let event = Event(.task(.importFinished), subject: nil, by: change) { out in
                out.member("title", String(tasks))
                out.member("source", source)
                out.member("created", count.created)
                out.member("updated", count.updated)
                if isWhole { out.member("changes", JSON.integers(changes)) }
            }
            let seq = try tx.append(event, key: store.eventKey)
            return isWhole ? seq : nil
        }
    }

    /// - Shape: the number that the task has here; nil where it was skipped.
    private func take(
        _ stated: ImportedTask, _ outcome: inout ImportOutcome, _ writing: TaskWriting
    ) throws -> TaskItem.ID? {
        let item = stated.bounded(by: writing.change.instant)
        let place = try importPlace(item, writing)
        let identity = ImportedIdentity(item)
        if let known = try identity.find(in: place, writing.access, writing.tx) {
            let old = try current(known, nil, writing)
            if item != stated { outcome.skips.append(ImportSkip(.timeAhead, item.name)) }
            let changed = try refresh(old, item, &outcome, writing)
            outcome.count.updated += changed ? 1 : 0
            outcome.count.unchanged += changed ? 0 : 1
            return known
        }
        guard try !identity.isInTrash(from: place, writing.access, writing.tx) else {
            outcome.skips.append(ImportSkip(.inTrash, item.name))
            return nil
        }
        if item != stated { outcome.skips.append(ImportSkip(.timeAhead, item.name)) }
        outcome.count.created += 1
        return try make(item, &outcome, writing)
    }

    /// Where a task is to be that is not known yet.
    private func importPlace(_ item: ImportedTask, _ writing: TaskWriting) throws -> Place {
        if let project = item.draft.projectId { return .project(project) }
        let people = ImportPeople(writing, isWhole: item.isWhole)
        let inbox = try item.draft.inbox.flatMap { try people.ofInbox($0) }
        return try .inbox(inbox ?? Inboxes(writing.access, writing.tx).own())
    }

    private func make(
        _ item: ImportedTask, _ outcome: inout ImportOutcome, _ writing: TaskWriting
    ) throws -> TaskItem.ID {
        let (draft, tx) = (item.draft, writing.tx)
        let identity = ImportedIdentity(item)
        let number = try identity.numberToKeep(for: writing.change.caller, tx)
        var task = TaskItem(
            id: number ?? 0, title: draft.title, description: draft.description, status: draft.status,
            priority: draft.priority, externalId: number == nil ? identity.externalId : draft.externalId,
            createdAt: item.createdAt, updatedAt: item.updatedAt, completedAt: item.completion)
        task.plan = draft.plan
        try TaskPlacing(writing).place(&task, in: importPlace(item, writing))
        try ImportNames(item, writing).apply(to: &task, &outcome)
        let made = try Self.find(try add(task, tx).id, writing.access, tx)
        for comment in item.comments {
            let row = try CommentRow(comment, of: item, made, writing)
            guard try row.hasRoom(&outcome, item, tx) else { break }
            try row.insert(tx)
        }
        let comments = try CommentRow.all(of: made.id, tx)
        try writing.append(.taskImported, made) { out in
            TaskContent.write(made, to: &out)
            out.member("updatedAt", made.updatedAt.rfc3339)
            CommentRow.write(comments, to: &out)
        }
        return made.id
    }

    /// Brings a task up to what its source says now, unless it was changed here after the source was.
    ///
    /// - Shape: whether anything changed.
    private func refresh(
        _ old: TaskItem, _ item: ImportedTask, _ outcome: inout ImportOutcome, _ writing: TaskWriting
    ) throws -> Bool {
        guard item.updatedAt > old.knownUpdate(at: writing.change.instant) else { return false }
        var new = old
        new.title = item.draft.title
        new.description = item.draft.description
        new.status = item.draft.status
        new.priority = item.draft.priority
        new.completedAt = item.completion
        if item.isWhole { new.plan = item.draft.plan }
        try ImportNames(item, writing).apply(to: &new, &outcome)
        let isSame = TaskContent.isSame(old, new)
        if !isSame {
            try save(&new, was: old, at: item.updatedAt, writing.tx)
            try tell(old, new, writing)
        }
        return try addComments(item, to: new, &outcome, writing) || !isSame
    }

    /// With the time of the change, which is the source's.
    private func tell(_ old: TaskItem, _ new: TaskItem, _ writing: TaskWriting) throws {
        try writing.append(.taskChanged, new) { out in
            TaskContent.write(changes: old, new, to: &out)
            out.member("updatedAt", new.updatedAt.rfc3339)
        }
    }

    private func addComments(
        _ item: ImportedTask, to task: TaskItem, _ outcome: inout ImportOutcome, _ writing: TaskWriting
    ) throws -> Bool {
        guard !item.comments.isEmpty else { return false }
        let stored = try CommentRow.all(of: task.id, writing.tx)
        var known = Set(stored.map(CommentWords.init))
        let voices = Set(stored.map(CommentVoice.init))
        var hasAdded = false
        for comment in item.comments {
            let row = try CommentRow(comment, of: item, task, writing)
            // A time that had to be bounded is no mark to know a comment by.
            guard !comment.isBounded || !voices.contains(CommentVoice(row)) else { continue }
            guard known.insert(CommentWords(row)).inserted else { continue }
            guard try row.hasRoom(&outcome, item, writing.tx) else { break }
            let stored = try CommentRow.find(try row.insert(writing.tx), of: task.id, writing.tx)
            try writing.append(.commentAdded, task) { out in out.member("comment", object: stored.write) }
            hasAdded = true
        }
        return hasAdded
    }
}

/// By what an imported comment is known again.
private struct CommentWords: Hashable {
    let text: String
    let createdAt: Int64

    init(_ row: CommentRow) {
        (text, createdAt) = (row.text, row.createdAt.seconds)
    }
}

/// A comment's text and who said it, whenever that was.
private struct CommentVoice: Hashable {
    let text: String
    let authorId: Int64?
    let authorName: String?

    init(_ row: CommentRow) {
        (text, authorId, authorName) = (row.text, row.authorId, row.authorName)
    }
}

extension CommentRow {
    /// Tells whether the task may have it; the first that it may not have is among what was left out, and so are all
    /// after it.
    fileprivate func hasRoom(
        _ outcome: inout ImportOutcome, _ item: ImportedTask, _ tx: ReadTransaction
    ) throws -> Bool {
        do {
            try requireRoom(tx)
            return true
        } catch let failure as Failure where failure.field == "comments" {
            outcome.skips.append(ImportSkip(.commentsTooMany, item.name))
            return false
        }
    }
}

/// Ties, once all tasks are there.
extension SQLiteTaskRepository {
    private func connect(_ ties: ImportedTies, _ outcome: inout ImportOutcome, _ writing: TaskWriting) throws {
        let old = try Self.find(ties.taskId, writing.access, writing.tx)
        var (new, made) = (old, ImportOutcome())
        try setParent(&new, ties, &made, writing)
        try addBlockers(&new, ties, &made, writing)
        outcome.skips += made.skips
        guard !TaskContent.isSame(old, new) else { return }
        guard ties.updatedAt >= old.knownUpdate(at: writing.change.instant) else {
            outcome.skips.append(ImportSkip(.changedHere, ties.name))
            return
        }
        try save(&new, was: old, at: min(ties.updatedAt, writing.change.instant), writing.tx)
        try tell(old, new, writing)
        if let place = new.place, place != old.place { try moveSubtasks(of: new.id, to: place, writing) }
        outcome.count.ties += made.count.ties
    }

    private func setParent(
        _ task: inout TaskItem, _ ties: ImportedTies, _ outcome: inout ImportOutcome, _ writing: TaskWriting
    ) throws {
        var isFound = false
        for reference in ties.parents {
            let name = "\(ties.name) → \(reference.name)"
            guard let parent = try find(reference, near: task, writing) else {
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

    private func addBlockers(
        _ task: inout TaskItem, _ ties: ImportedTies, _ outcome: inout ImportOutcome, _ writing: TaskWriting
    ) throws {
        for reference in ties.blockers {
            let name = "\(ties.name) → \(reference.name)"
            guard let blocker = try find(reference, near: task, writing) else {
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
    private func find(
        _ reference: TaskReference, near task: TaskItem, _ writing: TaskWriting
    ) throws -> TaskItem.ID? {
        let who = writing.access.who
        switch reference {
        case .number(let id, _):
            return try writing.tx.value(
                SQL(composed: "SELECT id FROM task WHERE id = ? AND \(Access.sight)"), values: [id] + who)
        case .externalId(let name):
            return try writing.tx.value(
                SQL(
                    composed: """
                        SELECT id FROM task WHERE externalId = ? AND \(Access.sight)
                        ORDER BY \(Access.place(of: "task")) IS NOT DISTINCT FROM ? DESC, id LIMIT 1
                        """), values: [name] + who + [task.place?.number])
        }
    }
}

extension Failure {
    /// Why a tie was refused; anything else is thrown on.
    fileprivate func skipReason() throws -> ImportSkip.Reason {
        switch rule {
        case .cycle, .itself: .circle
        case .tooDeep: .tooDeep
        case .otherProject, .inboxOfAnother: .otherProject
        default: throw self
        }
    }
}

extension TaskItem {
    /// When it was changed last; a time that lies ahead was stored by mistake, and does not hold a newer source back.
    fileprivate func knownUpdate(at now: Instant) -> Instant { updatedAt <= now ? updatedAt : min(createdAt, now) }
}

extension ImportedTask {
    /// Set exactly where it is done.
    fileprivate var completion: Instant? { draft.status == .done ? completedAt ?? updatedAt : nil }
}
