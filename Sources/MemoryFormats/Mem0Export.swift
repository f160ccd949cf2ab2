import Domain
import JSON
import MemoryDomain

/// Memories as mem0 hands them out: an array of them, or an object with one as `results` or `memories`.
///
/// - Source: docs.mem0.ai, "Get memories" and "Exporting memories".
enum Mem0Export {
    /// - Errors: `.malformed` on `file` for what is no such list.
    static func read(_ bytes: [UInt8], at now: Instant, _ memory: inout ForeignMemory) throws(Failure) {
        guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else {
            var elements = try JSONElements(bytes)
            while let element = try elements.next() {
                switch element {
                case .success(let object): add(object, "[\(elements.count - 1)]", at: now, &memory)
                case .failure(let failure): memory.leaveOut(.unreadable, failure.message)
                }
            }
            return
        }
        for (place, item) in try items(bytes).enumerated() {
            guard let object = item.object else {
                memory.leaveOut(.unreadable, "[\(place)] is no object.")
                continue
            }
            add(object, "[\(place)]", at: now, &memory)
        }
    }

    private static func items(_ bytes: [UInt8]) throws(Failure) -> [JSON] {
        let value: JSON
        do throws(JSONError) {
            value = try JSONParser.parse(bytes)
        } catch {
            throw ForeignMemory.fault("\(error.message) (byte \(error.offset))")
        }
        for name in ["results", "memories"] {
            if case .array(let items) = value.object?[name] { return items }
        }
        throw ForeignMemory.fault("A list of memories as results was expected.")
    }

    private static func add(_ object: JSONObject, _ place: String, at now: Instant, _ memory: inout ForeignMemory) {
        guard let text = object.said("memory") else {
            return memory.leaveOut(.unreadable, "\(place).memory is missing.")
        }
        let ends = object.moment("expiration_date")
        if let ends, ends <= now { return memory.leaveOut(.expired, place) }
        let key = memory.key(for: "mem0-\(object.said("id") ?? place)")
        let (values, left) = values(of: object)
        for name in left { memory.leaveOut(.value, "\(place).\(name)") }
        memory.add(key, text, at: place) { fields in
            (fields.kind, fields.source) = (.fact, "mem0")
            fields.tags = ForeignText.tags((object["categories"]?.items ?? []).compactMap(\.string) + values)
            fields.at = object.moment("created_at")
            fields.validFrom = object.moment("updated_at") ?? fields.at
            fields.expiresAt = ends
        }
    }

    /// Whom it is about, and the short values of its metadata, as tags `user_id:alex`; the names of those that are none.
    private static func values(of object: JSONObject) -> (tags: [String], left: [String]) {
        var (tags, left) = ([String](), [String]())
        let people = ["user_id", "agent_id", "app_id", "run_id", "actor_id"].map { ("", $0, object[$0]) }
        let metadata = (object["metadata"]?.object?.members ?? []).map { ("metadata.", $0.name, Optional($0.value)) }
        for (group, name, value) in people + metadata {
            guard let value, value != .null else { continue }
            let tag = "\(name):\(value.string ?? String(decoding: value.json, as: UTF8.self))"
            let isShort: Bool
            switch value {
            case .string, .integer, .number, .bool: isShort = ForeignText.tag(tag) == tag
            default: isShort = false
            }
            if isShort { tags.append(tag) } else { left.append(group + name) }
        }
        return (tags, left)
    }
}
