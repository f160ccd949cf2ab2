import Domain
import TaskDomain

extension TaskEditing {
    /// - Errors: `.tooMany` on `commands` beyond what one request may bring.
    package static func requireRoom(for commands: [BatchCommand]) throws(Failure) {
        guard commands.count <= TaskRules.batchLimit else {
            throw Failure(.tooMany(TaskRules.batchLimit), field: "commands")
        }
    }

    /// As `TaskRepository.batch`, of no more commands than may be.
    package func batch(_ commands: [BatchCommand]) throws -> BatchOutcome {
        if let known = try rows.outcome(of: writing.change) { return try repeated(commands, known.subject) }
        var ids: [TaskItem.ID?] = []
        for (place, command) in commands.enumerated() {
            do {
                ids.append(try carryOut(command))
            } catch {
                let refusal = writing.refusal(of: error)
                throw (refusal as? Failure)?.within("[\(place)]", isSaid: true) ?? refusal
            }
        }
        writing.field = "commands"
        try rows.remember(writing.change, subject: writing.seq ?? 0, seq: nil)
        // One that a later command deleted, or moved out of the caller's sight, is nil too.
        return BatchOutcome(tasks: try writing.changed(ids), change: writing.seq)
    }

    /// The outcome of a batch that was carried out before, as its tasks are now.
    private func repeated(_ commands: [BatchCommand], _ seq: Int64) throws -> BatchOutcome {
        // Each command to create has one event, in their order.
        var created = try seq == 0 ? [] : rows.events(ofChange: seq).filter { $0.kind == .taskCreated }[...]
        let ids = commands.map { command -> TaskItem.ID? in
            switch command {
            case .create: created.popFirst()?.subject
            case .update(let id, _, _): id
            case .delete: nil
            }
        }
        return BatchOutcome(tasks: try writing.changed(ids), change: seq == 0 ? nil : seq)
    }

    /// - Shape: nil for a task that was deleted.
    private func carryOut(_ command: BatchCommand) throws -> TaskItem.ID? {
        switch command {
        case .create(let draft): return try make(draft).id
        case .update(let id, let patch, let version):
            try change(id, patch, version)
            return id
        case .delete(let id, let version):
            try TaskDiscarding(writing).discard(id, version)
            return nil
        }
    }
}
