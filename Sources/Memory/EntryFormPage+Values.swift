import Domain
import Input
import MemoryDomain
import MemoryFormats

extension EntryFormPage {
    /// The values in the fields: an entry's own, or what was typed, each as its field has it.
    struct Values: Equatable {
        var key = ""
        var content = ""
        var kind = EntryKind.note.rawValue
        /// With commas between.
        var tags = ""
        var importance = ""
        var source = ""
        var speaker = ""
        var at = ""
        var validFrom = ""
        var validUntil = ""
        var expiresAt = ""
        /// A line each, as `LinkLines` writes them.
        var links = ""

        init() {}

        init(of entry: MemoryEntry) {
            let fields = entry.fields
            key = entry.key
            content = fields.content.stored
            kind = fields.kind.rawValue
            tags = fields.tags.joined(separator: ", ")
            importance = fields.importance.map { String($0) } ?? ""
            source = fields.source ?? ""
            speaker = fields.speaker ?? ""
            at = fields.at?.rfc3339 ?? ""
            validFrom = fields.validFrom?.rfc3339 ?? ""
            validUntil = fields.validUntil?.rfc3339 ?? ""
            expiresAt = fields.expiresAt?.rfc3339 ?? ""
            links = LinkLines.text(of: fields.links)
        }

        /// The values that were typed, over what an entry has in the fields that were not sent: a small form sends one.
        init(typed fields: Fields, over entry: MemoryEntry?) {
            self = entry.map { Values(of: $0) } ?? Values()
            for (name, value) in Self.paths { self[keyPath: value] = fields.typed(name) ?? self[keyPath: value] }
        }

        /// Something is known of where it is from, when it is true or what it leads to.
        var hasOrigin: Bool {
            [source, speaker, at, expiresAt, validFrom, validUntil, links].contains { !$0.isEmpty }
        }

        /// The fields by the names that the form has for them.
        static var paths: [(name: String, value: WritableKeyPath<Values, String>)] {
            [
                ("key", \.key), ("content", \.content), ("kind", \.kind), ("tags", \.tags),
                ("importance", \.importance), ("source", \.source), ("speaker", \.speaker), ("at", \.at),
                ("validFrom", \.validFrom), ("validUntil", \.validUntil), ("expiresAt", \.expiresAt),
                ("links", \.links),
            ]
        }
    }
}
