import Domain
import JSON

/// Issues of the tracker beads, one JSON object a line.
///
/// - Source: beads' `.beads/issues.jsonl`. Labels, parents, blockers and comments are left where they are.
public enum BeadsFormat {
    public enum Line: Sendable, Equatable {
        case task(ImportedTask)
        /// A deleted issue: what remains of it is no task.
        case tombstone
    }

    /// Reads one line.
    ///
    /// - Errors: `.malformed` or `.invalid` with a field of the line, for what is no JSON object, lacks `id`, `title`
    ///   or `created_at`, has an unknown status or priority, or breaks a rule of tasks.
    public static func read(_ line: [UInt8]) throws(Failure) -> Line {
        let issue = try object(line)
        guard try required("status", issue) != "tombstone" else { return .tombstone }
        let created = try instant("created_at", issue)
        guard let created else { throw Failure(.required, field: "created_at") }
        let updated = try instant("updated_at", issue) ?? created
        let draft = try TaskDraft(
            title: required("title", issue), description: description(of: issue), status: status(of: issue),
            priority: priority(of: issue), externalId: required("id", issue))
        return .task(
            ImportedTask(
                draft: draft, createdAt: created, updatedAt: updated, completedAt: try instant("closed_at", issue)))
    }

    private static func object(_ line: [UInt8]) throws(Failure) -> JSONObject {
        let value: JSON
        do throws(JSONError) {
            value = try JSONParser.parse(line)
        } catch {
            throw Failure(.malformed, "\(error.message) (byte \(error.offset))")
        }
        guard case .object(let object) = value else {
            throw Failure(.malformed, "A JSON object was expected, not \(value.kind).")
        }
        return object
    }

    private static func text(_ name: String, _ issue: JSONObject) throws(Failure) -> String? {
        switch issue[name] {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw Failure(.type("a string"), field: name)
        }
    }

    private static func required(_ name: String, _ issue: JSONObject) throws(Failure) -> String {
        guard let text = try text(name, issue) else { throw Failure(.required, field: name) }
        return text
    }

    private static func instant(_ name: String, _ issue: JSONObject) throws(Failure) -> Instant? {
        guard let text = try text(name, issue) else { return nil }
        guard let instant = Instant(rfc3339: text) else { throw Failure(.type("an RFC 3339 time"), field: name) }
        return instant
    }

    /// The description, with the notes below it.
    private static func description(of issue: JSONObject) throws(Failure) -> String {
        let parts = [try text("description", issue), try text("notes", issue)].compactMap { $0 }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private static func status(of issue: JSONObject) throws(Failure) -> TaskStatus {
        switch try required("status", issue) {
        case "open": .open
        case "closed": .done
        case "in_progress", "hooked": .active
        case "deferred", "blocked": .waiting
        default:
            throw Failure(
                .oneOf(["open", "closed", "in_progress", "hooked", "deferred", "blocked", "tombstone"]),
                field: "status")
        }
    }

    private static func priority(of issue: JSONObject) throws(Failure) -> TaskPriority {
        guard let value = issue["priority"] else { return .normal }
        guard case .integer(let rank) = value, let priority = TaskPriority(rank: Int(clamping: rank)) else {
            throw Failure(.range(0, 4), field: "priority")
        }
        return priority
    }
}
