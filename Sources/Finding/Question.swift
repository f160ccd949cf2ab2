import Domain
import Search
import Stems

/// A question as it is searched for: what of its words leads somewhere, and the times that it names.
package struct Question {
    /// One thing that is looked for; whatever has one of its marks has it.
    package struct Term: Equatable {
        package let marks: [String]
        /// The word as it was typed; nil for a time.
        package let word: String?
        /// A factor beside how rare it is.
        package var weight: Double
        /// The marks are longer words, of which the word is a part, or those that it is made of.
        package let isKin: Bool

        package init(marks: [String], word: String?, weight: Double, isKin: Bool = false) {
            (self.marks, self.word, self.weight, self.isKin) = (marks, word, weight, isKin)
        }
    }

    package let terms: [Term]
    /// Texts in quotation marks, all of which must be there.
    package let phrases: [SearchPattern]
    /// Words of the question, of which those behind the first `wordLimit` were not looked at.
    package let wordCount: Int
    /// All words that are asked for, to mark them in what is found.
    package let patterns: [SearchPattern]

    /// Words of a question that are looked at.
    package static let wordLimit = 100
    /// Texts in quotation marks that are asked for.
    private static let phraseLimit = 8
    /// Words that one search looks for; the first of them.
    package static let termLimit = 40

    /// - Shape: as asked on a day.
    package init(_ text: String, today: CivilDate, _ weights: RankingWeights = .standard) {
        let all = SearchText.words(of: text)
        wordCount = all.count
        let cut =
            all.count > Self.wordLimit
            ? String(decoding: text.utf8.prefix(all[Self.wordLimit].bytes.lowerBound), as: UTF8.self) : text
        let stemmed = StemmedText(cut)
        let words = stemmed.words.map(\.word)
        let times = TimePhrase.all(in: words, of: cut, today: today)
        let timed = Set(times.flatMap(\.words))
        let meant = Self.meant(words, stemmed.language)
        // Times first: they are few, and say most where they are named.
        var terms = times.map { phrase in
            Term(marks: Set(phrase.days.flatMap(TimeMarks.asked)).sorted(), word: nil, weight: weights.time)
        }
        for (place, word) in stemmed.words.enumerated() where meant.contains(place) {
            let marks = [word.word.text] + word.stems
            guard !terms.contains(where: { $0.marks == marks }) else { continue }
            terms.append(Term(marks: marks, word: word.word.text, weight: timed.contains(place) ? weights.timeWord : 1))
        }
        self.terms = Array(terms.prefix(Self.termLimit))
        phrases = Self.quoted(in: cut)
        patterns = meant.sorted().compactMap { SearchPattern(words[$0].text, isPrefix: false) }
    }

    /// The places of the words that lead somewhere; of a question that has no such word all of them.
    private static func meant(_ words: [SearchWord], _ language: StemLanguage?) -> Set<Int> {
        let languages = language.map { [$0] } ?? StemLanguage.allCases
        let meant = words.indices.filter { place in
            // Where nobody knows the language only those go that say nothing in both.
            !languages.allSatisfy { StopWords.contains(words[place].text, in: $0) }
        }
        return Set(meant.isEmpty ? Array(words.indices) : meant)
    }

    private static func quoted(in text: String) -> [SearchPattern] {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
        // Behind the last mark, where their number is odd, nothing is quoted.
        let quoted = parts.indices.filter { $0 % 2 == 1 && $0 < parts.count - 1 }.prefix(phraseLimit)
        return Array(Set(quoted.compactMap { SearchPattern(String(parts[$0]), isPrefix: false) }))
    }
}
