import Domain
import MemoryDomain
import Search

/// The meaning of a text as far as its words tell: to see that another says the same.
struct SaidWords {
    /// In their order: *Ada told Ben* is not *Ben told Ada*.
    private let words: [String]
    private let numbers: [String]
    /// Those that turn around what the others say.
    private let negations: Set<String>
    /// The speaker: *I* is somebody else with each of them.
    private let speaker: String?
    /// The day of what was said once; nil of what is so at any time.
    private let day: CivilDate?
    /// Nothing else takes the place of what always stands.
    private let stands: Bool

    init(_ text: String, _ entry: MemoryEntry, at: Instant) {
        let all = SearchText.words(of: text).map(\.text)
        words = all.filter { !Self.articles.contains($0) }
        numbers = words.filter { $0.unicodeScalars.first?.properties.numericType != nil }
        // *can't* is two words, of which the second tells.
        negations = Set(all).intersection(Self.allNegations)
        speaker = entry.fields.speaker
        day = entry.fields.kind == .turn || entry.fields.kind == .event ? at.day : nil
        stands = EntryKind.standing.contains(entry.fields.kind)
    }

    /// A text that says all of another one, word after word, and little more says the same: a fifth of its words may be its
    /// own.
    ///
    /// Both ways round it would be wrong: what is more may be that the flight was cancelled.
    func say(_ other: SaidWords) -> Bool {
        guard speaker == other.speaker, day == other.day, stands == other.stands, numbers == other.numbers,
            negations == other.negations, !other.words.isEmpty
        else { return false }
        // Most pairs differ in length alone.
        guard words.count >= other.words.count, other.words.count * 5 >= words.count * 4 else { return false }
        var left = other.words[...]
        for word in words where word == left.first { left = left.dropFirst() }
        return left.isEmpty
    }

    private static let articles = folded("a an the der die das dem den des ein eine einem einen einer eines")

    /// - Shape: of *isn't* and its like the two parts around the sign.
    private static let allNegations = folded(
        """
        no not nor neither never none nobody nothing nowhere without cannot cant dont wont t aren couldn didn doesn don hadn
        hasn haven isn mustn needn shouldn wasn weren won wouldn nein nicht nichts nie niemals niemand niemanden niemandem
        nirgends kein keine keinem keinen keiner keines ohne weder noch
        """)

    private static func folded(_ words: String) -> Set<String> {
        Set(words.split(whereSeparator: \.isWhitespace).map { SearchText.fold(String($0)) })
    }
}
