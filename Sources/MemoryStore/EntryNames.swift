import MemoryDomain
import Search
import Stems

/// The words of the names of entries: those of their keys, and of the titles of what they say.
enum EntryNames {
    private static let keyWords = 4
    private static let titleWords = 8
    /// - Units: Unicode scalars of a word that are kept; nobody types more of one.
    private static let wordLimit = 16

    /// The words by which an entry is kept.
    ///
    /// - Shape: none of a turn, which is found by its conversation; of a key of one word, and of numbers, none, since
    ///   they are found by the key itself.
    static func kept(_ key: String, _ all: [EntryFields]) -> Set<String> {
        let said = all.filter { $0.kind != .turn }
        guard !said.isEmpty else { return [] }
        let ofKey = words(in: key).prefix(keyWords)
        let names = ofKey.count == 1 && ofKey.first == key ? [] : ofKey.filter { !$0.utf8.allSatisfy(isDigit) }
        return Set(names + said.flatMap(titleWords))
    }

    /// The words beside a text by which it is found: of its key, its tags and its source.
    ///
    /// - Shape: each once; a turn's key says nothing of it.
    static func beside(_ key: String, _ fields: EntryFields) -> [String] {
        let ofKey = fields.kind == .turn ? [] : found(in: key).filter { !$0.utf8.allSatisfy(isDigit) }
        let rest = (fields.tags + [fields.source].compactMap { $0 }).flatMap(found)
        return Set(ofKey + rest).sorted()
    }

    /// The words of a text with their stems, whole.
    private static func found(in text: String) -> [String] {
        StemmedText(text).words.flatMap { [$0.word.text] + $0.stems }
    }

    /// All words of an entry's name.
    static func all(_ entry: MemoryEntry) -> [String] { words(in: entry.key) + titleWords(of: entry.fields) }

    private static func titleWords(of fields: EntryFields) -> ArraySlice<String> {
        words(in: EntryTitle.of(fields.content) ?? "").prefix(titleWords)
    }

    /// - Shape: folded, in their order.
    private static func words(in text: String) -> [String] {
        var searched = SearchedText()
        return searched.add(text).split(separator: " ").map { cut(String($0)) }
    }

    static func cut(_ word: String) -> String {
        guard word.utf8.count > wordLimit else { return word }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: word.unicodeScalars.prefix(wordLimit))
        return String(scalars)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
