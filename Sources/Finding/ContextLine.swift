import Domain
import MemoryDomain

/// An entry as a model is told it: where it is from, and what it says.
package enum ContextLine {
    /// - Shape: `[/memory/3/home 2026-05-07, by Ada, from chat of May] Berlin` and a line's end; the address is the one to
    ///   cite. Further lines of a text are indented, and no fact has a bracket or a comma, so that nothing in it looks like
    ///   another entry or another fact. It has as many tokens beside others as alone: a line's end ends a token, and none
    ///   spans a bracket behind it.
    package static func text(
        _ entry: MemoryEntry, at: Instant, _ text: String, against others: [MemoryEntry] = []
    ) -> String {
        let fields = entry.fields
        let facts: [String?] = [
            "\(address(entry)) \(at.day.text)", fields.speaker.map { "by \(bare($0))" },
            fields.source.map { "from \(bare($0.count > sourceLimit ? $0.prefix(sourceLimit) + "…" : $0))" },
            fields.validUntil.map { "true until \($0.day.text)" },
        ]
        let head = facts.compactMap { $0 } + others.map { "contradicts \(address($0))" }
        return "[\(head.joined(separator: ", "))] \(indented(text))\n"
    }

    /// - Units: characters of a source; one that is an address may be very long.
    private static let sourceLimit = 60

    /// - Shape: encoded where a key has what a line is made of.
    private static func address(_ entry: MemoryEntry) -> String {
        let key = entry.key.unicodeScalars.map { scalar in
            isPlain(scalar) && scalar != " " && scalar != "%" ? String(scalar) : PercentEncoding.encode(String(scalar))
        }
        return LinkTarget.entry(space: entry.spaceId, key: key.joined()).text
    }

    private static func indented(_ text: String) -> String {
        // Most have no byte that a line's end begins with, and looking at characters takes long.
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0xc2 || $0 == 0xe2 }) else { return text }
        return text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline).joined(separator: "\n  ")
    }

    private static func bare(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            scalars.append(
                isPlain(scalar) ? scalar : scalar == "[" ? "(" : scalar == "]" ? ")" : scalar == "," ? ";" : " ")
        }
        return String(scalars)
    }

    /// It is none of the signs that a line is put together with.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "[" && scalar != "]" && scalar != "," && !Character(scalar).isNewline && scalar.value >= 0x20
    }
}
