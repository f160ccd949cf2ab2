import Finding
import SQLite
import Stems

/// What a word of a question has in common with longer and shorter ones.
extension PassageGathering {
    /// Longer words that are looked at, those of one space, those that are searched for, and passages that may have them.
    private static let (lookedAt, ofOneSpace, longerWords, partPassages) = (400, 100, 16, 300)
    /// Words that are looked through, in all spaces, for one that stands in the midst of them.
    private static let lookedThrough = 10_000
    /// Passages that have a word, from which on it is not taken apart.
    private static let enough = 10

    /// The passages that have a longer word of which the term is a part, or one of the two words that it is made of.
    ///
    /// - Shape: as a term of its own, with no passage that has the first; nil where there are none.
    mutating func kin(of term: Question.Term, _ own: Found) throws -> (marks: [String], found: Found)? {
        // What is left out here is not all that is meant.
        let wasBounded = isBounded
        defer { isBounded = wasBounded }
        let marks = try longer(than: term, own) + (own.ids.count < Self.enough ? halves(of: term) : [])
        guard !marks.isEmpty else { return nil }
        var found = try passages(with: marks, share: 4, atMost: Self.partPassages)
        let known = Set(own.ids)
        found.ids.removeAll(where: known.contains)
        guard !found.ids.isEmpty else { return nil }
        // How rare they are together: a longer word that stands once says no more than the word itself.
        found.count += own.count
        return (marks, found)
    }

    /// - Shape: the shortest of them.
    private mutating func longer(than term: Question.Term, _ own: Found) throws -> [String] {
        guard let parts = WordParts(term) else { return [] }
        let memory = StemMemory()
        func has(_ word: String) -> Bool { parts.isPart(of: LongerWord(word, memory)) }
        var words = Set<String>()
        for space in spaces.map(LongWords.init) where words.count < Self.lookedAt {
            words.formUnion(try space.words(beginning: parts.beginning, limit: Self.ofOneSpace, tx))
            words.formUnion(try space.words(ending: parts.word, limit: Self.ofOneSpace, tx))
        }
        words = words.filter(has)
        if words.isEmpty, own.ids.isEmpty, parts.mayStandWithin, looksLeft > 0 {
            looksLeft -= 1
            for space in spaces.map(LongWords.init) {
                words.formUnion(try space.words(with: parts.word, among: Self.lookedThrough / spaces.count, tx))
            }
            words = words.filter(has)
        }
        return Array(words.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }.prefix(Self.longerWords))
    }

    /// - Shape: those of which both stand somewhere.
    private mutating func halves(of term: Question.Term) throws -> [String] {
        var marks: [String] = []
        for pair in WordHalves(term).pairs where try isAnywhere(pair.second) {
            guard try isAnywhere(pair.first) else { continue }
            marks += pair.first + pair.second
        }
        return marks
    }

    /// - Shape: false too once there was enough looking.
    private mutating func isAnywhere(_ marks: [String]) throws -> Bool {
        halfLooksLeft -= stretches.count
        guard halfLooksLeft >= 0 else { return false }
        return try !passages(with: marks, share: 1, atMost: stretches.count).ids.isEmpty
    }
}
