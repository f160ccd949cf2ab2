import Calendar
import Domain
import Input
import JSON
import TaskDomain

/// Several changes of tasks as JSON sends them; `docs/api/tasks.md` describes them.
extension BatchCommand {
    /// Those of the list `commands`: `create`, `update` (with `id`) or `delete` (an id, or `id` and `version`) each.
    ///
    /// - Errors: `.invalid` with the place of the command before the field: `commands[3].title`.
    package static func commands(_ fields: inout Fields, in zone: Zone) throws(Failure) -> [BatchCommand] {
        guard let items = try fields.items("commands") else { throw Failure(.required, field: "commands") }
        guard items.count <= TaskRules.batchLimit else {
            throw Failure(.tooMany(TaskRules.batchLimit), field: "commands")
        }
        var commands: [BatchCommand] = []
        for (place, item) in items.enumerated() {
            do throws(Failure) {
                commands.append(try command(item, zone))
            } catch {
                throw error.within("commands[\(place)]")
            }
        }
        return commands
    }

    /// It is for one version of its task alone.
    package var hasVersion: Bool {
        switch self {
        case .create: false
        case .update(_, _, let version), .delete(_, let version): version != nil
        }
    }

    private static func command(_ item: JSON, _ zone: Zone) throws(Failure) -> BatchCommand {
        guard case .object(let object) = item, object.names.count == 1, let name = object.names.first else {
            throw Failure(.oneOf(["create", "update", "delete"]), field: "command")
        }
        switch (name, object[name]) {
        case ("create", .object(let task)): return try create(Fields(task), zone)
        case ("update", .object(let task)): return try update(Fields(task), zone)
        case ("delete", .integer(let id)): return .delete(id, ifVersion: nil)
        case ("delete", .object(let task)): return try delete(Fields(task))
        case ("create", _), ("update", _): throw Failure(.type("an object"), field: name)
        case ("delete", _): throw Failure(.type("an integer or an object"), field: name)
        default: throw Failure(.unknownField, field: TextRules.beginning(of: name, 100))
        }
    }

    private static func create(_ fields: consuming Fields, _ zone: Zone) throws(Failure) -> BatchCommand {
        let draft = try TaskInput.draft(&fields, in: zone)
        try fields.finish()
        return .create(draft)
    }

    private static func update(_ fields: consuming Fields, _ zone: Zone) throws(Failure) -> BatchCommand {
        let (id, version) = try target(&fields)
        let patch = try TaskInput.patch(&fields, in: zone)
        try fields.finish()
        return .update(id, patch, ifVersion: version)
    }

    private static func delete(_ fields: consuming Fields) throws(Failure) -> BatchCommand {
        let (id, version) = try target(&fields)
        try fields.finish()
        return .delete(id, ifVersion: version)
    }

    private static func target(_ fields: inout Fields) throws(Failure) -> (id: TaskItem.ID, version: Int64?) {
        guard let id = try fields.integer("id") else { throw Failure(.required, field: "id") }
        return (id, try fields.integer("version"))
    }
}
