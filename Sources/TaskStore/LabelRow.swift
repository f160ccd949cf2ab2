import Domain
import JSON
import SQLite
import Store
import TaskDomain

/// A label as it is stored and as the log has it.
struct LabelRow {
    let label: TaskLabel
    let createdAt: Instant
    let version: Int64
    /// The account that made it; nil where that is not known.
    let createdBy: Int64?

    private static let columns = "SELECT id, name, colour, createdAt, version, createdBy FROM label"

    private static func read(_ row: borrowing Row) throws -> LabelRow {
        LabelRow(
            label: TaskLabel(id: try row[0], name: try row[1], colour: try row[2]), createdAt: try row[3],
            version: try row[4], createdBy: try row[5])
    }

    /// - Errors: `.notFound`.
    static func find(_ id: Int64, _ tx: ReadTransaction) throws -> LabelRow {
        let found = try tx.one(SQL(composed: "\(columns) WHERE id = ?"), id, row: read)
        guard let found else { throw Failure.notFound }
        return found
    }

    /// Makes a label whose name is free. Event `label_created`.
    ///
    /// - Errors: `.invalid` on `field` where the house has as many as it may have, or the caller has made its part of them.
    static func make(
        _ name: String, _ colour: LabelColour, field: String, _ writing: TaskWriting
    ) throws -> TaskLabel {
        let count: Int? = try writing.tx.value("SELECT count(*) FROM label")
        guard count ?? 0 < LabelRules.countLimit else {
            throw Failure(.houseIsFull(LabelRules.countLimit), field: field)
        }
        if let maker = writing.change.caller.accountId {
            try writing.tx.requireRoom(
                LabelRules.makerLimit, field: field, "SELECT count(*) FROM label WHERE createdBy = ?", maker)
        }
        try writing.tx.run(
            "INSERT INTO label (name, nameKey, colour, createdAt, createdBy) VALUES (?, ?, ?, ?, ?)", name,
            LabelRules.key(of: name), colour, writing.change.instant, writing.change.caller.accountId)
        let label = TaskLabel(id: try writing.tx.lastInsertRowID, name: name, colour: colour)
        try writing.append(.labelCreated, subject: label.id, project: nil) { out in
            out.member("name", name)
            out.member("colour", colour.rawValue)
        }
        return label
    }

    /// Takes it from the tasks that the caller may change, and then away, unless others have it still. The tasks come first, so
    /// that an undo, which goes backwards, has the label before it has them. Events `task_changed` and `label_deleted`.
    ///
    /// - Errors: `.conflict` on `label` while more tasks have it than one request may change; `.forbidden`
    ///   where those that have it are all hidden.
    func delete(_ writing: TaskWriting) throws {
        let ids: [TaskItem.ID] = try writing.tx.all(
            SQL(
                composed: """
                    SELECT taskId FROM taskLabel JOIN task ON task.id = taskId
                    WHERE labelId = ? AND \(Access.sight) ORDER BY taskId LIMIT ?
                    """), values: [label.id] + writing.access.who + [TaskRules.batchLimit + 1]
        ) { try $0[0] }
        guard ids.count <= TaskRules.batchLimit else {
            throw Failure(.onManyTasks(TaskRules.batchLimit), field: "label", kind: .conflict)
        }
        for id in ids {
            let old = try SQLiteTaskRepository.find(id, writing.access, writing.tx)
            // Who may not change a task leaves it its labels.
            guard try writing.access.role(on: old, writing.tx) ?? .viewer >= .editor else { continue }
            var new = old
            new.labels.removeAll { $0.id == label.id }
            try writing.repository.finish(&new, was: old, .taskChanged, writing)
        }
        let isLeft: Bool? = try writing.tx.value(
            "SELECT EXISTS (SELECT 1 FROM taskLabel WHERE labelId = ?)", label.id)
        guard isLeft == false else {
            guard writing.seq != nil else { throw Failure(.labelElsewhere, field: "label", kind: .forbidden) }
            return
        }
        try writing.tx.run("DELETE FROM label WHERE id = ?", label.id)
        try writing.append(.labelDeleted, subject: label.id, project: nil, content: write)
    }

    private func write(to out: inout JSONWriter) {
        out.member("name", label.name)
        out.member("colour", label.colour.rawValue)
        out.member("createdAt", createdAt.rfc3339)
        out.member("createdBy", createdBy)
        out.member("version", version)
    }

    /// Takes the deleting of a label back, or its coming again. Its tasks are for their own events to say.
    ///
    /// - Errors: `.conflict` where the name is another's by now, or where the label is not as it came.
    static func takeBack(_ event: LoggedChange, _ writing: TaskWriting) throws {
        guard !event.isOfMadeLabel || event.kind == .labelDeleted else { return try unmake(event, writing) }
        guard let row = LabelRow(event) else { return }
        if event.kind == .labelDeleted {
            try row.bringBack(made: event.isOfMadeLabel, writing)
        } else {
            try row.takeAway(writing)
        }
    }

    /// nil for an event that does not say all of it.
    private init?(_ event: LoggedChange) {
        guard let id = event.subject, let name = event.content["name"]?.string,
            let colour = event.content["colour"]?.string.flatMap({ LabelColour(rawValue: $0) }),
            let created = event.content.instant("createdAt")
        else { return nil }
        self.init(
            label: TaskLabel(id: id, name: name, colour: colour), createdAt: created,
            version: event.content["version"]?.integer ?? 1, createdBy: event.content["createdBy"]?.integer)
    }

    private init(label: TaskLabel, createdAt: Instant, version: Int64, createdBy: Int64?) {
        (self.label, self.createdAt, self.version, self.createdBy) = (label, createdAt, version, createdBy)
    }

    /// Under its own number.
    private func bringBack(made: Bool, _ writing: TaskWriting) throws {
        let isTaken: Bool? = try writing.tx.value(
            "SELECT EXISTS (SELECT 1 FROM label WHERE id = ? OR nameKey = ?)", label.id, LabelRules.key(of: label.name))
        guard isTaken == false else { throw TaskUndo.changed }
        try writing.tx.run(
            """
            INSERT INTO label (id, name, nameKey, colour, createdAt, version, createdBy) VALUES (?, ?, ?, ?, ?, ?, ?)
            """, label.id, label.name, LabelRules.key(of: label.name), label.colour, createdAt, version, createdBy)
        try writing.append(.labelRestored, subject: label.id, project: nil) { out in
            write(to: &out)
            if made { out.member("made", true) }
        }
    }

    /// Takes a label away that a change has made on its way, where it is still what it was and no task has it any more:
    /// by now it may be of use to others. Event `label_deleted`.
    private static func unmake(_ event: LoggedChange, _ writing: TaskWriting) throws {
        guard let id = event.subject else { return }
        let found = try writing.tx.one(
            SQL(
                composed: """
                    \(columns) WHERE id = ?1 AND name = ?2 AND colour = ?3
                    AND NOT EXISTS (SELECT 1 FROM taskLabel WHERE labelId = ?1)
                    """), id, event.content["name"]?.string, event.content["colour"]?.string, row: read)
        guard let found else { return }
        try writing.tx.run("DELETE FROM label WHERE id = ?", id)
        try writing.append(.labelDeleted, subject: id, project: nil) { out in
            found.write(to: &out)
            out.member("made", true)
        }
    }

    /// Once its tasks have lost it again: one that has it still got it since.
    private func takeAway(_ writing: TaskWriting) throws {
        let isSame: Bool? = try writing.tx.value(
            """
            SELECT EXISTS (SELECT 1 FROM label WHERE id = ?1 AND name = ?2 AND colour = ?3)
            AND NOT EXISTS (SELECT 1 FROM taskLabel WHERE labelId = ?1)
            """, label.id, label.name, label.colour)
        guard isSame == true else { throw TaskUndo.changed }
        try delete(writing)
    }
}
