import Domain
import JSON
import SQLite
import Store
import TaskDomain

/// Brings a deleted task back, and those of its subtasks that were deleted with it.
///
/// All rows come first and what ties them to each other after them: of two that wait for each other's comings, one is
/// there later.
struct TaskRestoring {
    private let writing: TaskWriting
    private let tx: WriteTransaction
    private var found: [(task: TaskItem, piece: TaskPiece)] = []
    /// The names of the fields of which something could not come back.
    private(set) var missing: Set<String> = []

    init(_ writing: TaskWriting) {
        (self.writing, tx) = (writing, writing.tx)
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
        if let project = place?.project { return try writing.access.require(.editor, in: project, tx) }
        guard try writing.access.role(in: place, tx) != nil else { throw Failure.notFound }
    }

    private mutating func bringBack(_ piece: TaskPiece) throws {
        var task = try TaskContent.read(piece.content, id: piece.id, version: 1, at: writing.change.instant)
        task.version =
            try tx.value("SELECT count(*) + 1 FROM event WHERE area = 'tasks' AND subject = ?", piece.id) ?? 1
        (task.blockedBy, task.place) = ([], piece.place)
        missing.formUnion(try TaskRemains(tx).leaveOut(&task))
        if task.place == nil { task.inboxId = try Inboxes(writing.access, tx).own() }
        if let parent = task.parentId, try !TaskPlacing(writing).takes(parent, in: task.place) {
            task.parentId = nil
            missing.insert("parentId")
        }
        found.append((try writing.repository.add(task, tx), piece))
        try tx.run("DELETE FROM trash WHERE taskId = ?", piece.id)
    }

    /// The comments, the tasks that it waits for, and those that waited for it.
    private mutating func tie(_ task: TaskItem, _ piece: TaskPiece) throws {
        for comment in piece.content["comments"]?.items ?? [] {
            guard let comment = comment.object else { continue }
            try CommentRow.bringBack(comment, to: task.id, tx)
        }
        for blocker in piece.content["blockedBy"]?.integers ?? [] where try !block(task.id, by: blocker) {
            missing.insert("blockedBy")
        }
        for blocked in piece.content["blocks"]?.integers ?? [] { _ = try block(blocked, by: task.id) }
    }

    /// - Shape: false where one of them is gone, or where it would go round in a circle by now.
    private func block(_ blocked: TaskItem.ID, by blocker: TaskItem.ID) throws -> Bool {
        let areThere: Bool? = try tx.value("SELECT count(*) = 2 FROM task WHERE id IN (?, ?)", blocked, blocker)
        guard areThere == true, try !TaskPlacing(writing).waits(blocked, in: [blocker]) else { return false }
        try tx.run(
            "INSERT INTO taskBlock (blockedId, blockerId) VALUES (?, ?) ON CONFLICT (blockedId, blockerId) DO NOTHING",
            blocked, blocker)
        return true
    }

    private func log(_ id: TaskItem.ID, _ piece: TaskPiece) throws {
        let task = try SQLiteTaskRepository.find(id, writing.access, tx)
        let comments = try CommentRow.all(of: id, tx)
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
    /// Where it lies, which may have been moved since.
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

/// One line of the trash with what its event keeps.
struct TrashEntry {
    let id: TaskItem.ID
    let seq: Int64
    /// The change that it was deleted by.
    let change: Int64
    let place: Place?
    let parentId: TaskItem.ID?
    let content: JSONObject

    static func find(_ id: TaskItem.ID, _ tx: ReadTransaction) throws -> TrashEntry? {
        try tx.one(
            """
            SELECT taskId, trash.seq, change, coalesce(projectId, -inboxId), parentId, content
            FROM trash JOIN eventBody ON eventBody.seq = trash.seq WHERE taskId = ?
            """, id, row: read)
    }

    /// Itself and the subtasks that went into the trash with it, as far down as they go.
    func pieces(_ tx: ReadTransaction) throws -> [TaskPiece] {
        let together = try tx.all(
            """
            SELECT taskId, trash.seq, change, coalesce(projectId, -inboxId), parentId, content
            FROM trash JOIN eventBody ON eventBody.seq = trash.seq WHERE parentId = ? AND change = ? ORDER BY trash.seq
            """, id, change, row: Self.read)
        return try [TaskPiece(id: id, seq: seq, place: place, content: content)]
            + together.flatMap { try $0.pieces(tx) }
    }

    /// Lays a task into the trash as the event has it.
    static func add(_ task: TaskItem, _ seq: Int64, at instant: Instant, _ tx: WriteTransaction) throws {
        try tx.run(
            """
            INSERT INTO trash
            (taskId, seq, change, projectId, inboxId, parentId, deletedAt, externalId, createdAt)
            SELECT ?1, ?2, coalesce(CAST(content ->> 'with' AS BIGINT), ?2), ?4, ?5,
                CAST(content ->> 'parentId' AS BIGINT), ?3, content ->> 'externalId', content ->> 'createdAt'
            FROM eventBody WHERE seq = ?2
            """, task.id, seq, instant, task.projectId, task.inboxId)
    }

    private static func read(_ row: borrowing Row) throws -> TrashEntry {
        TrashEntry(
            id: try row[0], seq: try row[1], change: try row[2],
            place: (try row[3] as Int64?).map(Place.init(number:)), parentId: try row[4],
            content: try EventBody.read(try row[5]))
    }
}
