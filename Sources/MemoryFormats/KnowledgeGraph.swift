import Domain
import JSON
import MemoryDomain

/// The file of the MCP reference server for memory: a line of JSON for each entity and each relation.
///
/// An entity is an entry: its name the key, its type the first tag, its observations the lines of its content, of which
/// those that go over several lines go on indented by two spaces. A relation is a link of that kind.
///
/// - Source: github.com/modelcontextprotocol/servers, src/memory: `KnowledgeGraphManager`, entities and relations.
package enum KnowledgeGraph {
    private struct Entity {
        var tags: [String]
        var observations: [String]
        var links: [MemoryLink] = []
        let place: String
    }

    /// - Errors: `.malformed` on `file` naming the line for what is neither.
    static func read(_ bytes: [UInt8], into space: Int64, _ memory: inout ForeignMemory) throws(Failure) {
        var (names, entities, keys) = ([String](), [String: Entity](), [String: String]())
        var relations: [(line: Int, object: JSONObject)] = []
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        where line.contains(where: { $0 > 0x20 }) {
            let object = try object(line, number + 1)
            switch object["type"]?.string {
            case "entity":
                guard let name = object.said("name") else { throw fault(number + 1, "name is missing.") }
                let said = (object["observations"]?.items ?? []).compactMap(\.string)
                if entities[name] == nil {
                    names.append(name)
                    keys[name] = memory.key(for: name)
                    entities[name] = Entity(
                        tags: ForeignText.tags([object.said("entityType") ?? ""]), observations: said,
                        place: "line \(number + 1): \(name)")
                } else {
                    entities[name]?.observations += said
                }
            case "relation": relations.append((number + 1, object))
            default: throw fault(number + 1, "type is neither entity nor relation.")
            }
        }
        for (line, relation) in relations {
            guard let from = relation["from"]?.string, let to = relation["to"]?.string else {
                throw fault(line, "from or to is missing.")
            }
            let kind = ForeignText.line(relation.said("relationType") ?? "", EntryRules.linkKindLength)
            let key = keys[to] ?? ForeignText.key(to)
            guard entities[from] != nil, (entities[from]?.links.count ?? 0) < EntryRules.linkLimit else {
                memory.leaveOut(.link, "line \(line): \(from) \(kind) \(to)")
                continue
            }
            let link = MemoryLink(kind: kind.isEmpty ? "about" : kind, to: .entry(space: space, key: key))
            if entities[from]?.links.contains(link) == false { entities[from]?.links.append(link) }
        }
        for name in names {
            guard let entity = entities[name], let key = keys[name] else { continue }
            let text = entity.observations.map(line(of:)).joined(separator: "\n")
            memory.add(key, text.trimmed.isEmpty ? name : text, at: entity.place) { fields in
                (fields.kind, fields.tags, fields.links) = (.fact, entity.tags, entity.links)
            }
        }
    }

    private static func line(of observation: String) -> String {
        let lines = ForeignText.block(observation).trimmed.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.joined(separator: "\n  ")
    }

    private static func object(_ line: ArraySlice<UInt8>, _ number: Int) throws(Failure) -> JSONObject {
        do throws(JSONError) {
            guard case .object(let object) = try JSONParser.parse(Array(line)) else {
                throw JSONError("An object was expected.", at: 0)
            }
            return object
        } catch {
            throw fault(number, "\(error.message) (column \(error.offset + 1))")
        }
    }

    private static func fault(_ line: Int, _ sentence: String) -> Failure {
        ForeignMemory.fault("line \(line): \(sentence) Nothing was taken.")
    }
}

extension KnowledgeGraph {
    /// Writes what the entries of a space say now, by their keys, page by page.
    ///
    /// - Errors: what the repository throws, and `write`.
    package static func write(
        _ space: Int64, from memory: any EntryRepository, at now: Instant, for caller: Caller,
        _ write: ([UInt8]) throws -> Void
    ) throws {
        var query = EntryQuery()
        (query.order, query.limit) = (.key, EntryQuery.limitRange.upperBound)
        repeat {
            let page = try memory.entries(of: space, query, at: now, for: caller)
            for entry in page.entries { try write(lines(of: entry)) }
            query.after = page.next
        } while query.after != nil
    }

    /// The lines of an entry: its entity, and a relation for each link to an entry of its own space.
    ///
    /// - Shape: each ends in a newline. What the format has no place for is not in them.
    static func lines(of entry: MemoryEntry) -> [UInt8] {
        let fields = entry.fields
        var lines = line { out in
            out.member("type", "entity")
            out.member("name", entry.key)
            out.member("entityType", fields.tags.first ?? fields.kind.rawValue)
            out.member("observations", observations(in: fields.content.stored))
        }
        for link in fields.links {
            guard case .entry(entry.spaceId, let key) = link.target else { continue }
            lines += line { out in
                out.member("type", "relation")
                out.member("from", entry.key)
                out.member("to", key)
                out.member("relationType", link.kind)
            }
        }
        return lines
    }

    private static func observations(in text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).reduce(into: []) { found, line in
            if line.hasPrefix("  "), let last = found.indices.last {
                found[last] += "\n" + line.dropFirst(2)
            } else if !line.isEmpty {
                found.append(String(line))
            }
        }
    }

    private static func line(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var out = JSONWriter()
        out.object(members)
        return out.bytes + [UInt8(ascii: "\n")]
    }
}
