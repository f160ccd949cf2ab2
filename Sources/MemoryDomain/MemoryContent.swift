import Domain
import JSON

/// The content of an entry: a text, or a JSON value that is none.
package enum MemoryContent: Sendable, Equatable {
    case text(String)
    /// - Shape: compact, members in the order they were sent.
    case json(String)

    /// As it is kept.
    package var stored: String {
        switch self {
        case .text(let text), .json(let text): text
        }
    }

    package var isJSON: Bool { if case .json = self { true } else { false } }

    package init(stored: String, isJSON: Bool) { self = isJSON ? .json(stored) : .text(stored) }

    /// - Units: bytes.
    package var size: Int { stored.utf8.count }

    /// - Errors: `.invalid` on `content` for null, an empty text and control characters; `.tooLarge` for more than an
    ///   entry may have.
    package init(_ value: JSON) throws(Failure) {
        switch value {
        case .null: throw Failure(.required, field: "content")
        case .string(let text): self = .text(try EntryRules.text(text))
        default:
            let text = String(decoding: value.json, as: UTF8.self)
            try EntryRules.requireSize(text.utf8.count)
            self = .json(text)
        }
    }

    /// The value that is sent.
    ///
    /// - Shape: what was stored as JSON is JSON.
    package var value: JSON {
        switch self {
        case .text(let text): .string(text)
        case .json(let text): (try? JSONParser.parse(Array(text.utf8))) ?? .null
        }
    }
}

extension MemoryContent: JSONWritable {
    package func write(to out: inout JSONWriter) {
        switch self {
        case .text(let text): text.write(to: &out)
        case .json(let text): out.raw(text.utf8)
        }
    }
}
