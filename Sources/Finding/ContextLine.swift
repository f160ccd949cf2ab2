import Domain
import MemoryDomain

/// An entry as a model is told it: where it is from, and what it says.
package enum ContextLine {
    /// - Shape: `[/memory/3/home 2026-05-07, Ada, chat of May] Berlin` and a line's end; the address is the one to cite.
    ///   Further lines of a text are indented, and no fact has a bracket, so that nothing in it looks like another entry.
    ///   It has as many tokens beside others as alone: a line's end ends a token, and none spans a bracket behind it.
    package static func text(
        _ entry: MemoryEntry, _ text: String, against others: [MemoryEntry] = []
    ) -> String {
        let fields = entry.fields
        let place = "\(address(entry)) \((fields.at ?? entry.updatedAt).day.text)"
        let facts =
            [
                fields.speaker, fields.source.map { $0.count > sourceLimit ? $0.prefix(sourceLimit) + "…" : $0 },
                ended(fields),
            ]
            .compactMap { $0 } + others.map { "contradicts \(address($0))" }
        let head = ([place] + facts).map(bare).joined(separator: ", ")
        return "[\(head)] \(indented(text))\n"
    }

    /// - Units: characters of a source; one that is an address may be very long.
    private static let sourceLimit = 60

    private static func address(_ entry: MemoryEntry) -> String {
        LinkTarget.entry(space: entry.spaceId, key: entry.key).text
    }

    private static func ended(_ fields: EntryFields) -> String? {
        fields.validUntil.map { "true until \($0.day.text)" }
    }

    private static func indented(_ text: String) -> String {
        guard mayHaveNewline(text) else { return text }
        return text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline).joined(separator: "\n  ")
    }

    /// Whether a text has a byte that a line's end begins with: most have none, and looking at characters takes long.
    private static func mayHaveNewline(_ text: String) -> Bool {
        text.utf8.contains { $0 < 0x20 || $0 == 0xc2 || $0 == 0xe2 }
    }

    private static func bare(_ text: String) -> String {
        guard mayHaveNewline(text) || text.utf8.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") })
        else { return text }
        return String(text.map { $0 == "[" ? "(" : $0 == "]" ? ")" : $0.isNewline ? " " : $0 })
    }
}
