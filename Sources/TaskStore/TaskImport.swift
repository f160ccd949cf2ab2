import Domain
import JSON
import SQLite
import Store
import TaskChanges
import TaskDomain

extension SQLiteTaskRepository: ImportRepository {
    package func importLabels(_ labels: [ImportedLabel], by change: Change) throws(Failure) -> ImportOutcome {
        try importing(change) { importing in for label in labels { try importing.take(label) } }
    }

    package func importProjects(_ projects: [ImportedProject], by change: Change) throws(Failure) -> ImportOutcome {
        var outcome = try importing(change) { importing in for project in projects { try importing.take(project) } }
        // Projects are not taken back.
        (outcome.change, outcome.size) = (nil, ChangeSize())
        return outcome
    }

    package func importTasks(_ tasks: [ImportedTask], by change: Change) throws(Failure) -> ImportOutcome {
        try importing(change) { importing in for task in tasks { try importing.take(task) } }
    }

    package func importTies(_ ties: [ImportedTies], by change: Change) throws(Failure) -> ImportOutcome {
        try importing(change) { importing in for ties in ties { try importing.connect(ties) } }
    }

    private func importing(
        _ change: Change, _ body: @escaping @Sendable (inout TaskImport) throws -> Void
    ) throws(Failure) -> ImportOutcome {
        try store.write { [store] tx in
            try TaskWriting(tx, change, store).carryOut { writing in
                writing.newLabelLimit = .max
                var importing = TaskImport(writing, tx)
                try body(&importing)
                importing.outcome.change = writing.seq
                importing.outcome.size = try writing.size
                return importing.outcome
            }
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
}

/// One batch of an import on its way through one transaction: what it finds, makes and leaves out.
struct TaskImport {
    let writing: TaskWriting
    let tx: WriteTransaction
    var outcome = ImportOutcome()

    var rows: any TaskRows { writing.rows }
    var access: Access { Access(writing.change.caller) }

    init(_ writing: TaskWriting, _ tx: WriteTransaction) {
        (self.writing, self.tx) = (writing, tx)
    }

    mutating func take(_ stated: ImportedTask) throws { outcome.ids.append(try number(of: stated)) }

    /// - Shape: the number that the task has here; nil where it was skipped.
    private mutating func number(of stated: ImportedTask) throws -> TaskItem.ID? {
        let item = stated.bounded(by: writing.change.instant)
        let isAhead = stated.isAhead(of: writing.change.instant)
        let place = try place(of: item)
        let identity = ImportedIdentity(item)
        if let known = try identity.find(in: place, access, tx) {
            let old = try TaskEditing(writing).current(known, nil)
            if isAhead { outcome.skips.append(ImportSkip(.timeAhead, item.name)) }
            let changed = try refresh(old, item)
            outcome.count.updated += changed ? 1 : 0
            outcome.count.unchanged += changed ? 0 : 1
            return known
        }
        guard try !identity.isInTrash(from: place, access, tx) else {
            outcome.skips.append(ImportSkip(.inTrash, item.name))
            return nil
        }
        if isAhead { outcome.skips.append(ImportSkip(.timeAhead, item.name)) }
        outcome.count.created += 1
        let id = try make(item)
        outcome.made.insert(id)
        return id
    }

    /// Where a task is to be that is not known yet.
    private func place(of item: ImportedTask) throws -> Place {
        if let project = item.draft.projectId { return .project(project) }
        let people = ImportPeople(self, isWhole: item.isWhole)
        let inbox = try item.draft.inbox.flatMap { try people.ofInbox($0) }
        return try .inbox(inbox ?? Inboxes(writing).own())
    }

    private mutating func make(_ item: ImportedTask) throws -> TaskItem.ID {
        let draft = item.draft
        let identity = ImportedIdentity(item)
        let number = try identity.numberToKeep(for: writing.change.caller, tx)
        var task = TaskItem(
            id: number ?? 0, title: draft.title, description: draft.description, status: draft.status,
            priority: draft.priority, externalId: number == nil ? identity.externalId : draft.externalId,
            createdAt: item.createdAt, updatedAt: item.updatedAt, completedAt: item.completion)
        task.plan = draft.plan
        try TaskPlacing(writing).place(&task, in: place(of: item))
        try ImportNames(item, self).apply(to: &task, &outcome)
        let made = try writing.task(rows.insert(task).id)
        for comment in item.comments {
            let row = try CommentRow(comment, of: item, made, self)
            guard try hasRoom(for: row, item) else { break }
            _ = try rows.insert(row)
        }
        let comments = try rows.comments(of: made.id)
        try writing.append(.taskImported, subject: made.id, place: made.place) { out in
            TaskContent.write(made, to: &out)
            out.member("updatedAt", made.updatedAt.rfc3339)
            CommentRow.write(comments, to: &out)
        }
        return made.id
    }

    /// Brings a task up to what its source says now, unless it was changed here after the source was.
    ///
    /// - Shape: whether anything changed.
    private mutating func refresh(_ old: TaskItem, _ item: ImportedTask) throws -> Bool {
        guard !item.isUndated, item.updatedAt > old.knownUpdate(at: writing.change.instant) else { return false }
        var new = old
        for field in item.fields { item.set(field, of: &new) }
        try ImportNames(item, self).apply(to: &new, &outcome)
        let isSame = TaskContent.isSame(old, new)
        if !isSame {
            try TaskEditing(writing).save(&new, was: old, at: item.updatedAt)
            try tell(old, new)
        }
        return try addComments(item, to: new) || !isSame
    }

    /// With the time of the change, which is the source's.
    func tell(_ old: TaskItem, _ new: TaskItem) throws {
        try writing.append(.taskChanged, subject: new.id, place: new.place) { out in
            TaskContent.write(changes: old, new, to: &out)
            out.member("updatedAt", new.updatedAt.rfc3339)
        }
    }

    private mutating func addComments(_ item: ImportedTask, to task: TaskItem) throws -> Bool {
        guard !item.comments.isEmpty else { return false }
        let stored = try rows.comments(of: task.id)
        var known = Set(stored.map(CommentWords.init))
        let voices = Set(stored.map(CommentVoice.init))
        var hasAdded = false
        for comment in item.comments {
            let row = try CommentRow(comment, of: item, task, self)
            // A time that had to be bounded is no mark to know a comment by.
            guard !comment.isBounded || !voices.contains(CommentVoice(row)) else { continue }
            guard known.insert(CommentWords(row)).inserted else { continue }
            guard try hasRoom(for: row, item) else { break }
            let stored = try CommentRow.find(rows.insert(row), of: task.id, tx)
            try writing.append(.commentAdded, subject: task.id, place: task.place) { out in
                out.member("comment", object: stored.write)
            }
            hasAdded = true
        }
        return hasAdded
    }

    /// Tells whether the task may have a comment; the first that it may not have is among what was left out, and so are
    /// all after it.
    private mutating func hasRoom(for row: CommentRow, _ item: ImportedTask) throws -> Bool {
        do {
            try CommentChanges(writing).requireRoom(for: row)
            return true
        } catch let failure as Failure where failure.field == "comments" {
            outcome.skips.append(ImportSkip(.commentsTooMany, item.name))
            return false
        }
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

extension TaskItem {
    /// When it was changed last; a time that lies ahead was stored by mistake, and does not hold a newer source back.
    func knownUpdate(at now: Instant) -> Instant { updatedAt <= now ? updatedAt : min(createdAt, now) }
}

extension ImportedTask {
    /// Set exactly where it is done.
    fileprivate var completion: Instant? { draft.status == .done ? completedAt ?? updatedAt : nil }

    /// Gives a task that is here already what its source says of one field.
    fileprivate func set(_ field: TaskField, of task: inout TaskItem) {
        switch field {
        case .special(.title): task.title = draft.title
        case .special(.description): task.description = draft.description
        case .special(.status): (task.status, task.completedAt) = (draft.status, completion)
        case .special(.priority): task.priority = draft.priority
        case .plain(let field): task.plan[field] = draft.plan[field]
        // Names are looked up by `ImportNames`, and ties come last.
        case .special(.labels), .special(.assignees), .special(.steps), .special(.parentId), .special(.blockedBy): break
        // Where a task is, and what it is called elsewhere, is settled when it comes.
        case .special(.projectId), .special(.inbox), .special(.externalId): break
        }
    }
}
