import Domain
import JSON

/// The fields that an entry is to have.
package struct EntryDraft: Sendable, Equatable {
    package var fields: EntryFields
    /// It was said from when it is true, be it that nobody knows; else it is from the moment of the write on.
    package var saysFrom: Bool

    package init(_ fields: EntryFields, saysFrom: Bool = false) {
        (self.fields, self.saysFrom) = (fields, saysFrom)
    }

    /// The fields as they are written at a moment.
    ///
    /// - Errors: `.invalid` on `validUntil` where it would end before it begins.
    package func fields(at instant: Instant) throws(Failure) -> EntryFields {
        var fields = fields
        if !saysFrom { fields.validFrom = instant }
        try EntryRules.requireOrder(fields.validFrom, fields.validUntil)
        return fields
    }
}

/// An entry that is to be written, and under which key.
package struct EntryWrite: Sendable, Equatable {
    package let key: EntryKey
    package let draft: EntryDraft

    package init(key: EntryKey, draft: EntryDraft) {
        (self.key, self.draft) = (key, draft)
    }

    /// True where its writer chose a key.
    package var namesKey: Bool { if case .named = key { true } else { false } }
}

/// A change of what an entry says; what is nil stays, and `.some(nil)` is taken away.
///
/// - Source: RFC 7396.
package struct EntryPatch: Sendable, Equatable {
    /// A text or list takes the place of what was there; the members of an object are merged into those of an object.
    package var content: JSON?
    /// The content takes the place of an object too; what null is in it stays null.
    package var replacesContent = false
    package var kind: EntryKind?
    package var tags: [String]?
    package var importance: Int??
    package var source: String??
    package var speaker: String??
    package var at: Instant??
    package var links: [MemoryLink]?
    package var validFrom: Instant??
    package var validUntil: Instant??
    package var expiresAt: Instant??

    package init() {}

    /// The fields with all of this but the times of validity.
    ///
    /// - Errors: `.invalid` and `.tooLarge` on `content`.
    package func applied(to old: EntryFields) throws(Failure) -> EntryFields {
        var new = old
        if let content {
            new.content = try MemoryContent(replacesContent ? content : content.merged(into: old.content.value))
        }
        new.kind = kind ?? old.kind
        new.tags = tags ?? old.tags
        new.importance = importance ?? old.importance
        new.source = source ?? old.source
        new.speaker = speaker ?? old.speaker
        new.at = at ?? old.at
        new.links = links ?? old.links
        new.expiresAt = expiresAt ?? old.expiresAt
        return new
    }
}

extension JSON {
    /// This patch carried out on a value.
    ///
    /// - Source: RFC 7396, section 2.
    package func merged(into target: JSON) -> JSON {
        guard case .object(let patch) = self else { return self }
        var members: [(name: String, value: JSON?)] = (target.object ?? JSONObject()).members.map {
            ($0.name, $0.value)
        }
        // By a table of their places: both may have a hundred thousand members.
        var places = Dictionary(members.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        for (name, value) in patch.members {
            if let place = places[name] {
                members[place].value = value == .null ? nil : value.merged(into: members[place].value ?? .null)
            } else if value != .null {
                places[name] = members.count
                members.append((name, value.merged(into: .null)))
            }
        }
        return .object(JSONObject(members.compactMap { name, value in value.map { (name: name, value: $0) } }))
    }
}
