import Domain
import MemoryDomain
import Search
import Stems

/// What a text says, as far as its words tell: to see that another says the same.
struct SaidWords {
    private let words: Set<String>
    /// Those that turn around what the others say.
    private let negations: Set<String>
    /// Whoever said it: *I* is somebody else with each of them.
    private let speaker: String?
    /// The day of what was said once; nil of what is so at any time.
    private let day: CivilDate?

    init(_ text: String, _ entry: MemoryEntry) {
        let all = SearchText.words(of: text).map(\.text)
        let language = StopWords.language(of: all)
        let languages = language.map { [$0] } ?? StemLanguage.allCases
        let said = all.filter { word in
            !languages.contains { StopWords.contains(word, in: $0) }
        }
        words = Set(said.isEmpty ? all : said)
        negations = Set(all).intersection(Self.allNegations)
        speaker = entry.fields.speaker
        day = entry.fields.kind == .turn || entry.fields.kind == .event ? (entry.fields.at ?? entry.createdAt).day : nil
    }

    /// A text that says all of another one and little more says the same: a fifth of its words may be its own.
    ///
    /// Both ways round it would be wrong: what is more may be that the flight was cancelled.
    func say(_ other: SaidWords) -> Bool {
        guard speaker == other.speaker, day == other.day, negations == other.negations, !other.words.isEmpty else {
            return false
        }
        // Most pairs differ in length alone.
        guard words.count >= other.words.count, other.words.count * 5 >= words.count * 4 else { return false }
        return other.words.isSubset(of: words)
    }

    /// - Shape: of *isn't* and its like what stands before the sign.
    private static let allNegations: Set<String> = [
        "no", "not", "nor", "neither", "never", "without", "aren", "couldn", "didn", "doesn", "don", "hadn", "hasn",
        "haven", "isn", "shouldn", "wasn", "weren", "won", "wouldn", "nicht", "nichts", "kein", "keine", "keinem",
        "keinen",
        "keiner", "ohne", "nie",
    ]
}
