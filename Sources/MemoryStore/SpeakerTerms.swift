import Finding

/// The terms that name speakers, each speaker looked at once.
final class SpeakerTerms {
    private let terms: [Question.Term]
    private var known: [String: PassageRanking.Terms] = [:]
    private var machines: [String: Bool] = [:]

    init(_ terms: [Question.Term]) {
        self.terms = terms
    }

    func isMachine(_ speaker: String?) -> Bool {
        guard let speaker else { return false }
        if let isMachine = machines[speaker] { return isMachine }
        machines[speaker] = Speaker.isMachine(speaker)
        return machines[speaker] == true
    }

    func of(_ speaker: String?) -> PassageRanking.Terms {
        guard let speaker else { return 0 }
        if let terms = known[speaker] { return terms }
        let words = Speaker.words(speaker)
        var named: PassageRanking.Terms = 0
        for (place, term) in terms.enumerated() {
            if let word = term.word, !term.isKin, words.contains(word) { named |= 1 << UInt64(place) }
        }
        known[speaker] = named
        return named
    }
}
