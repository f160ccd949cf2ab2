import Domain
import JSON

/// The members of JSON that say what an entry says.
extension EntryFields {
    /// The content is a text that was written as Markdown. What somebody said, and what happened, stands as it was written.
    package var isMarkdown: Bool {
        guard !content.isJSON else { return false }
        return switch kind {
        case .fact, .preference, .instruction, .note, .document: true
        case .event, .turn: false
        }
    }
}

extension EntryFields {
    /// In answers and files: all members, in this order.
    package func write(to out: inout JSONWriter) {
        out.member("content", content)
        writeFacts(isBrief: false, to: &out)
        out.member("links", links)
    }

    /// In the body of an event: those that are set. A source and the kind of a link have names of their own there, as
    /// other areas have words of ours under theirs, and what people write must be found where it is to be erased.
    package func writeToLog(_ out: inout JSONWriter, withContent: Bool = true) {
        if withContent { out.member("content", content) }
        writeFacts(isBrief: true, source: "origin", to: &out)
        guard !links.isEmpty else { return }
        out.member("links", each: links) { out, link in
            out.member("relation", link.kind)
            out.member("target", link.target.text)
        }
    }

    /// All but the content and the links.
    ///
    /// - Shape: with `isBrief` those that are set.
    package func writeFacts(isBrief: Bool, source name: String = "source", to out: inout JSONWriter) {
        out.member("kind", kind.rawValue)
        if !isBrief || !tags.isEmpty { out.member("tags", tags) }
        Self.write("importance", importance, isBrief, &out)
        Self.write(name, source, isBrief, &out)
        Self.write("speaker", speaker, isBrief, &out)
        Self.write("at", at?.rfc3339, isBrief, &out)
        Self.write("validFrom", validFrom?.rfc3339, isBrief, &out)
        Self.write("validUntil", validUntil?.rfc3339, isBrief, &out)
        Self.write("expiresAt", expiresAt?.rfc3339, isBrief, &out)
    }

    private static func write(
        _ name: String, _ value: (some JSONWritable)?, _ isBrief: Bool, _ out: inout JSONWriter
    ) {
        if value != nil || !isBrief { out.member(name, value) }
    }

    /// Reads what `writeToLog` wrote.
    ///
    /// - Shape: `content` where it was written without.
    /// - Errors: `.internalFault` for what it never wrote.
    package init(logged object: JSONObject, content: MemoryContent? = nil) throws(Failure) {
        guard let kind = object["kind"]?.string.flatMap({ EntryKind(rawValue: $0) }) else { throw Self.unread("kind") }
        if let content {
            self.init(content: content)
        } else if let value = object["content"] {
            self.init(content: .init(written: value))
        } else {
            throw Self.unread("content")
        }
        self.kind = kind
        tags = (object["tags"]?.items ?? []).compactMap(\.string)
        importance = object["importance"]?.integer.map(Int.init)
        source = object["origin"]?.string
        speaker = object["speaker"]?.string
        at = Self.instant("at", object)
        validFrom = Self.instant("validFrom", object)
        validUntil = Self.instant("validUntil", object)
        expiresAt = Self.instant("expiresAt", object)
        links = (object["links"]?.items ?? []).compactMap { MemoryLink($0, kind: "relation") }
    }

    private static func unread(_ name: String) -> Failure { Failure(.internalFault, "It does not say \(name).") }

    private static func instant(_ name: String, _ object: JSONObject) -> Instant? {
        object[name]?.string.flatMap { Instant(rfc3339: $0) }
    }
}

extension MemoryContent {
    /// Fields that were checked before they were written.
    package init(written value: JSON) {
        self = value.string.map(MemoryContent.text) ?? .json(String(decoding: value.json, as: UTF8.self))
    }
}

extension MemoryLink: JSONWritable {
    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("kind", kind)
            out.member("target", target.text)
        }
    }

    /// - Shape: nil for what is no link; `name` is the member that has its kind.
    package init?(_ value: JSON, kind name: String = "kind") {
        guard let kind = value.object?[name]?.string, let target = value.object?["target"]?.string,
            let link = try? MemoryLink(kind: kind, target: target)
        else { return nil }
        self = link
    }
}
