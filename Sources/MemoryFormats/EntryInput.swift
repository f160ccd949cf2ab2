import Calendar
import Domain
import Input
import JSON
import MemoryDomain

/// An entry's fields as JSON and forms send them; `docs/api/memory.md` describes each. The zone is that of the clock
/// beside a form's days; days of JSON begin in UTC.
package enum EntryInput {
    /// - Shape: `space` is the one whose entries links name without its number, where they may.
    /// - Errors: `.invalid` and `.tooLarge` naming the field.
    package static func draft(
        _ fields: inout Fields, in zone: Zone, usual kind: EntryKind = .note, linksIn space: Int64? = nil
    ) throws(Failure) -> EntryDraft {
        guard let content = try fields.content() else { throw Failure(.required, field: "content") }
        let said = try self.fields(
            &fields, saying: try MemoryContent(content), in: zone, usual: kind, linksIn: space)
        // A form shows the field empty where nobody has said anything.
        return EntryDraft(said, saysFrom: fields.isForm ? said.validFrom != nil : fields.has("validFrom"))
    }

    /// All that is said beside a content.
    package static func fields(
        _ fields: inout Fields, saying content: MemoryContent, in zone: Zone, usual kind: EntryKind = .note,
        linksIn space: Int64? = nil
    ) throws(Failure) -> EntryFields {
        var said = EntryFields(content: content)
        said.kind = try fields.choice("kind", EntryKind.self) ?? kind
        said.tags = try fields.tags() ?? []
        said.importance = try fields.importance() ?? nil
        said.source = try EntryRules.source(fields.lineOrNull("source") ?? nil)
        said.speaker = try EntryRules.speaker(fields.lineOrNull("speaker") ?? nil)
        said.at = try fields.instantOrNull("at", in: zone) ?? nil
        said.links = try fields.links(in: space) ?? []
        said.validFrom = try fields.instantOrNull("validFrom", in: zone) ?? nil
        said.validUntil = try fields.instantOrNull("validUntil", in: zone) ?? nil
        said.expiresAt = try fields.instantOrNull("expiresAt", in: zone) ?? nil
        return said
    }

    /// The patch that was sent: null takes a field away.
    ///
    /// - Source: RFC 7396.
    package static func patch(_ fields: inout Fields, in zone: Zone) throws(Failure) -> EntryPatch {
        var patch = EntryPatch()
        patch.content = try fields.content()
        if patch.content == .null { throw Failure(.required, field: "content") }
        patch.kind = try fields.isNull("kind") ? .note : fields.choice("kind", EntryKind.self)
        patch.tags = try fields.isNull("tags") ? [] : fields.tags()
        patch.importance = try fields.importance()
        patch.source = try fields.lineOrNull("source").map { text throws(Failure) in try EntryRules.source(text) }
        patch.speaker = try fields.lineOrNull("speaker").map { text throws(Failure) in try EntryRules.speaker(text) }
        patch.at = try fields.instantOrNull("at", in: zone)
        patch.links = try fields.isNull("links") ? [] : fields.links()
        patch.validFrom = try fields.instantOrNull("validFrom", in: zone)
        patch.validUntil = try fields.instantOrNull("validUntil", in: zone)
        patch.expiresAt = try fields.instantOrNull("expiresAt", in: zone)
        return patch
    }

    /// The entries of a request that writes many.
    ///
    /// - Errors: those of the first that is wrong, with its place before the field: `entries[3].content`.
    package static func writes(_ items: [JSON], in zone: Zone) throws(Failure) -> [EntryWrite] {
        guard items.count <= EntryRules.batchLimit else {
            throw Failure(.tooMany(EntryRules.batchLimit), field: "entries")
        }
        var writes: [EntryWrite] = []
        for (place, item) in items.enumerated() {
            do throws(Failure) {
                guard case .object(let object) = item else { throw Failure(.type("an object"), field: "") }
                var fields = Fields(object)
                writes.append(try write(&fields, in: zone))
                try fields.finish()
            } catch {
                throw error.within("entries[\(place)]")
            }
        }
        return writes
    }

    /// One entry: under the key that it names, as the next turn of the conversation that it names, or under a key of the
    /// house's making.
    ///
    /// - Errors: `.invalid` on `conversation` beside a key.
    package static func write(_ fields: inout Fields, in zone: Zone) throws(Failure) -> EntryWrite {
        let key = try fields.lineOrNull("key") ?? nil
        if let name = try fields.lineOrNull("conversation") ?? nil {
            guard key == nil else { throw Failure(.notBeside("key"), field: "conversation") }
            return EntryWrite(key: .turn(of: try Conversation(name)), draft: try draft(&fields, in: zone, usual: .turn))
        }
        return EntryWrite(
            key: try key.map { key throws(Failure) in .named(try EntryRules.key(key)) } ?? .free,
            draft: try draft(&fields, in: zone))
    }
}

/// The query for a list of entries.
extension EntryQuery {
    /// Reads the parameters of an address.
    ///
    /// - Errors: `.invalid` naming the parameter.
    package init(_ fields: inout Fields, in zone: Zone) throws(Failure) {
        self.init()
        filter = try EntryFilter(&fields)
        order = try fields.choice("order", Sorting.self) ?? .newest
        time = try EntryTime(&fields, in: zone)
        after = try fields.lineOrNull("after") ?? nil
        limit = try fields.limit(in: Self.limitRange, usual: Self.usual)
        // The order of the changes that are known now says nothing of what was known then.
        if time != .now, order == .newest { order = .key }
    }
}

extension EntryFilter {
    package init(_ fields: inout Fields) throws(Failure) {
        self.init()
        for text in try fields.texts("kind") ?? [] {
            guard let kind = EntryKind(rawValue: text) else {
                throw Failure(.oneOf(EntryKind.allCases.map(\.rawValue)), field: "kind")
            }
            kinds.insert(kind)
        }
        tags = try EntryRules.tags(fields.texts("tag") ?? [])
        prefix = try fields.lineOrNull("prefix") ?? nil
        source = try fields.lineOrNull("source") ?? nil
        speaker = try fields.lineOrNull("speaker") ?? nil
    }
}

extension EntryTime {
    package init(_ fields: inout Fields, in zone: Zone) throws(Failure) {
        self.init(
            validAt: try fields.instantOrNull("validAt", in: zone) ?? nil,
            knownAt: try fields.instantOrNull("knownAt", in: zone) ?? nil)
    }
}
