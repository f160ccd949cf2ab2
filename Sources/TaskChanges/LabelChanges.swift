import Domain
import JSON
import TaskDomain

/// Makes, changes and deletes labels by their rules.
package struct LabelChanges {
    private let writing: TaskWriting
    private let rows: any TaskRows

    package init(_ writing: TaskWriting) {
        (self.writing, rows) = (writing, writing.rows)
    }

    /// As `LabelRepository.createLabel`.
    package func create(_ name: String, _ colour: LabelColour) throws -> LabelUse {
        if let known = try rows.outcome(of: writing.change) { return try use(known.subject) }
        try refuseTwin(name, of: nil)
        let label = try make(name, colour, field: "name")
        try rows.remember(writing.change, subject: label.id, seq: nil)
        return try use(label.id)
    }

    /// As `LabelRepository.updateLabel`.
    package func update(_ id: Int64, name: String?, colour: LabelColour?) throws -> LabelUse {
        let stored = try use(id)
        let old = stored.label
        guard try rows.outcome(of: writing.change) == nil else { return stored }
        try writing.change.require(version: stored.version)
        try requireAllTasks(of: id)
        try rows.remember(writing.change, subject: id, seq: nil)
        let new = TaskLabel(id: id, name: name ?? old.name, colour: colour ?? old.colour)
        guard new != old else { return stored }
        try refuseTwin(new.name, of: id)
        try rows.save(new, version: stored.version + 1)
        try writing.append(.labelChanged, subject: id, place: nil) { out in
            out.member("name", new.name)
            out.member("nameBefore", old.name)
            out.member("colour", new.colour.rawValue)
            out.member("version", stored.version + 1)
        }
        return LabelUse(label: new, count: stored.count, version: stored.version + 1)
    }

    /// As `LabelRepository.deleteLabel`.
    package func delete(_ id: Int64) throws -> Int64? {
        guard try rows.outcome(of: writing.change) == nil else { return nil }
        _ = try use(id)
        let row = try rows.label(id).orNotFound()
        try writing.change.require(version: row.version)
        try delete(row)
        try rows.remember(writing.change, subject: id, seq: nil)
        return writing.seq
    }

    /// The label as the caller sees it.
    ///
    /// - Errors: `.notFound`, also for one that is hidden.
    private func use(_ id: Int64) throws -> LabelUse {
        try rows.labelUse(id, seenBy: writing.rights.accountId).orNotFound()
    }

    private func refuseTwin(_ name: String, of id: Int64?) throws {
        guard try !rows.hasLabel(called: name, besides: id) else {
            throw Failure(.taken, field: "name", kind: .conflict)
        }
    }

    /// Requires the sight of all tasks with a label: what others call theirs is not for some to say.
    ///
    /// - Errors: `.forbidden` on `label`.
    private func requireAllTasks(of id: Int64) throws {
        guard try !rows.hasHiddenTask(labelled: id, seenBy: writing.rights.accountId) else {
            throw Failure(.labelElsewhere, field: "label", kind: .forbidden)
        }
    }
}

/// The pieces that changes are made of.
extension LabelChanges {
    /// Makes a label whose name is free. Event `label_created`.
    ///
    /// - Errors: `.invalid` on `field` where the house has as many as it may have, or the caller has made its part of
    ///   them.
    func make(_ name: String, _ colour: LabelColour, field: String) throws -> TaskLabel {
        try CountLimit.requireRoomInHouse(LabelRules.countLimit, field: field, beside: rows.countLabels())
        let maker = writing.change.caller.accountId
        if let maker {
            try CountLimit.requireRoom(
                LabelRules.makerLimit, field: field, beside: rows.countLabels(madeBy: maker))
        }
        let id = try rows.insert(
            LabelRow(
                label: TaskLabel(id: 0, name: name, colour: colour), createdAt: writing.change.instant,
                createdBy: maker))
        try writing.append(.labelCreated, subject: id, place: nil) { out in
            out.member("name", name)
            out.member("colour", colour.rawValue)
        }
        return TaskLabel(id: id, name: name, colour: colour)
    }

    /// Takes a label from the tasks that the caller may change, and then away, unless others have it still. The tasks
    /// come first, so that an undo, which goes backwards, has the label before it has them. Events `task_changed` and
    /// `label_deleted`.
    ///
    /// - Errors: `.conflict` on `label` while more tasks have it than one request may change; `.forbidden`
    ///   where those that have it are all hidden.
    package func delete(_ row: LabelRow) throws {
        let label = row.label
        let ids = try rows.tasks(
            labelled: label.id, seenBy: writing.rights.accountId, limit: TaskRules.batchLimit + 1)
        guard ids.count <= TaskRules.batchLimit else {
            throw Failure(.onManyTasks(TaskRules.batchLimit), field: "label", kind: .conflict)
        }
        for id in ids { try takeOff(label, task: id) }
        guard try !rows.isUsed(label: label.id) else {
            guard writing.seq != nil else { throw Failure(.labelElsewhere, field: "label", kind: .forbidden) }
            return
        }
        try rows.removeLabel(label.id)
        try writing.append(.labelDeleted, subject: label.id, place: nil, content: row.write)
    }

    /// Takes a label off one task, unless the caller may not change that.
    private func takeOff(_ label: TaskLabel, task id: TaskItem.ID) throws {
        let old = try writing.task(id)
        guard try writing.rights.role(on: old) ?? .viewer >= .editor else { return }
        var new = old
        new.labels.removeAll { $0.id == label.id }
        try TaskEditing(writing).finish(&new, was: old, .taskChanged)
    }
}

/// Taking back.
extension LabelChanges {
    /// Takes the deleting of a label back, or its coming again. Its tasks are for their own events to say.
    ///
    /// - Errors: `.conflict` where the name is another's by now, or where the label is not as it came.
    func takeBack(_ event: LoggedChange) throws {
        guard !event.isOfMadeLabel || event.kind == .labelDeleted else { return try unmake(event) }
        guard let row = LabelRow(event) else { return }
        guard event.kind == .labelDeleted else {
            // Once its tasks have lost it again: one that has it still got it since.
            guard try rows.unusedLabel(row.label) != nil else { throw TaskUndo.changed }
            return try delete(row)
        }
        try bringBack(row, made: event.isOfMadeLabel)
    }

    /// Brings a label back under its own number. Event `label_restored`.
    private func bringBack(_ row: LabelRow, made: Bool) throws {
        guard try !rows.hasLabel(row.label.id, orCalled: row.label.name) else { throw TaskUndo.changed }
        _ = try rows.insert(row)
        try writing.append(.labelRestored, subject: row.label.id, place: nil) { out in
            row.write(to: &out)
            if made { out.member("made", true) }
        }
    }

    /// Takes a label away that a change has made on its way, where it is still what it was and no task has it any more:
    /// by now it may be of use to others. Event `label_deleted`.
    private func unmake(_ event: LoggedChange) throws {
        guard let id = event.subject, let name = event.content["name"]?.string,
            let colour = event.content["colour"]?.string.flatMap({ LabelColour(rawValue: $0) }),
            let row = try rows.unusedLabel(TaskLabel(id: id, name: name, colour: colour))
        else { return }
        try rows.removeLabel(id)
        try writing.append(.labelDeleted, subject: id, place: nil) { out in
            row.write(to: &out)
            out.member("made", true)
        }
    }
}
