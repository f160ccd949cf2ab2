import Domain
import JSON
import TaskDomain

/// Brings a deleted task back, and those of its subtasks that were deleted with it.
///
/// All rows come first and what ties them to each other after them: of two that wait for each other's comings, one is
/// there later.
package struct TaskRestoring {
    private let writing: TaskWriting
    private let rows: any TaskRows
    private var found: [(task: TaskItem, piece: TaskPiece)] = []
    /// The names of the fields of which something could not come back.
    private(set) var missing: Set<String> = []

    init(_ writing: TaskWriting) {
        (self.writing, rows) = (writing, writing.rows)
    }

    /// As `TaskHistoryRepository.restore`.
    package static func restore(_ id: TaskItem.ID, _ writing: TaskWriting) throws -> RestoreOutcome {
        let rows = writing.rows
        if let known = try rows.outcome(of: writing.change) {
            let missing = try rows.events(ofChange: known.subject).flatMap { $0.content["missing"]?.items ?? [] }
            return RestoreOutcome(
                task: try writing.outcome(id).task, change: known.subject,
                missing: Set(missing.compactMap(\.string)).sorted())
        }
        let entry = try rows.trashEntry(id).orNotFound()
        var restoring = TaskRestoring(writing)
        try restoring.restore(restoring.pieces(entry))
        let outcome = try writing.outcome(id)
        try rows.remember(writing.change, subject: outcome.change ?? 0, seq: nil)
        return RestoreOutcome(task: outcome.task, change: outcome.change ?? 0, missing: restoring.missing.sorted())
    }

    /// A deleted task and the subtasks that went into the trash with it, as far down as they go.
    private func pieces(_ entry: TrashEntry) throws -> [TaskPiece] {
        let below = try rows.trashEntries(below: entry.id, deletedBy: entry.change)
        return try [TaskPiece(id: entry.id, seq: entry.seq, place: entry.place, content: entry.content)]
            + below.flatMap { try pieces($0) }
    }

    /// - Shape: `pieces` have parents before their subtasks.
    /// - Errors: `.notFound` where the project is hidden, `.forbidden` where the caller may not change its tasks.
    mutating func restore(_ pieces: [TaskPiece]) throws {
        for piece in pieces {
            try requireEditor(in: piece.place)
            try bringBack(piece)
        }
        for (task, piece) in found { try tie(task, piece) }
        for (task, piece) in found { try log(task.id, piece) }
    }

    private func requireEditor(in place: Place?) throws {
        if let project = place?.project { return try writing.rights.require(.editor, in: project) }
        guard try writing.rights.role(in: place) != nil else { throw Failure.notFound }
    }

    private mutating func bringBack(_ piece: TaskPiece) throws {
        var task = try TaskContent.read(piece.content, id: piece.id, version: 1, at: writing.change.instant)
        task.version = try rows.freeVersion(of: piece.id)
        (task.blockedBy, task.place) = ([], piece.place)
        missing.formUnion(try TaskRemains(rows).leaveOut(&task))
        if task.place == nil { task.inboxId = try Inboxes(writing).own() }
        if let parent = task.parentId, try !TaskPlacing(writing).takes(parent, in: task.place) {
            task.parentId = nil
            missing.insert("parentId")
        }
        found.append((try rows.insert(task), piece))
        try rows.removeFromTrash(piece.id)
    }

    /// The comments, the tasks that it waits for, and those that waited for it.
    private mutating func tie(_ task: TaskItem, _ piece: TaskPiece) throws {
        for comment in piece.content["comments"]?.items ?? [] {
            guard let comment = comment.object.flatMap({ CommentRow($0, taskId: task.id) }) else { continue }
            _ = try rows.insert(comment)
        }
        for blocker in piece.content["blockedBy"]?.integers ?? [] where try !block(task.id, by: blocker) {
            missing.insert("blockedBy")
        }
        for blocked in piece.content["blocks"]?.integers ?? [] { _ = try block(blocked, by: task.id) }
    }

    /// Makes a task wait for another again.
    ///
    /// - Shape: false where one of them is gone, or where it would go round in a circle by now.
    private func block(_ blocked: TaskItem.ID, by blocker: TaskItem.ID) throws -> Bool {
        guard try rows.tasks(among: [blocked, blocker]).count == 2,
            try !TaskPlacing(writing).waits(blocked, in: [blocker])
        else { return false }
        try rows.block(blocked, by: blocker)
        return true
    }

    private func log(_ id: TaskItem.ID, _ piece: TaskPiece) throws {
        let task = try writing.task(id)
        let comments = try rows.comments(of: id)
        try writing.append(.taskRestored, task) { out in
            TaskContent.write(task, to: &out)
            out.member("version", task.version)
            out.member("blocks", JSON.integers(task.blocks))
            CommentRow.write(comments, to: &out)
            out.member("trash", piece.seq)
            out.member("missing", missing.sorted())
        }
    }
}

/// One deleted task with what an event keeps of it.
struct TaskPiece {
    let id: TaskItem.ID
    /// The event by which it lies in the trash.
    let seq: Int64
    /// The place that it lies in, which may be another than it was deleted in.
    let place: Place?
    let content: JSONObject

    static func parentsFirst(_ pieces: [TaskPiece]) -> [TaskPiece] {
        let ids = Set(pieces.map(\.id))
        let below = Dictionary(grouping: pieces) { $0.content["parentId"]?.integer }
        var ordered = pieces.filter { !ids.contains($0.content["parentId"]?.integer ?? 0) }
        var place = 0
        while place < ordered.count {
            ordered += below[ordered[place].id] ?? []
            place += 1
        }
        return ordered
    }
}
