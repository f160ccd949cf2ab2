import Domain
import JSON

/// One text that is taken out of others, byte for byte as SQLite's `replace` does it: what the log says and what the
/// tables hold must stay the same text.
struct ErasedText: Sendable {
    let text: String

    /// As it stands in the body of an event.
    var written: String { String(decoding: text.json.dropFirst().dropLast(), as: UTF8.self) }

    /// The members of events' bodies that people write; what else stands there is ours.
    private static let members: Set<String> = [
        "title", "description", "text", "authorName", "name", "nameBefore", "query", "from", "to",
    ]

    func out(of other: String) -> String {
        let needle = Array(text.utf8)
        var out: [UInt8] = []
        var rest = Array(other.utf8)[...]
        while let place = Self.place(of: needle, in: rest) {
            out += rest[..<place] + Array(TextErasure.mark.utf8)
            rest = rest[(place + needle.count)...]
        }
        return out.isEmpty && rest.count == other.utf8.count ? other : String(decoding: out + rest, as: UTF8.self)
    }

    private static func place(of needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= needle.count else { return nil }
        return (bytes.startIndex...(bytes.endIndex - needle.count)).first { start in
            bytes[start] == needle[0] && bytes[start..<start + needle.count].elementsEqual(needle)
        }
    }

    /// - Shape: nil where nobody wrote it in there.
    func out(of body: JSONObject) -> JSONObject? {
        let changed = body.mappingTexts { member, text in Self.members.contains(member) ? out(of: text) : text }
        return changed == body ? nil : changed
    }
}
