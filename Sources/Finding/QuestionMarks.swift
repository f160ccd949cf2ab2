import Domain
import Search
import Stems

/// Marks what a question asked for in a text that was found, in whatever form it stands there.
package struct QuestionMarks {
    private let marks: Set<String>
    private let parts: [WordParts]
    private let halves: Set<String>
    private let memory = StemMemory()

    package init(_ question: String) {
        // Times have no words of their own, so the day does not matter.
        let terms = Question(question, today: CivilDate(daysSince1970: 0)).terms.filter { $0.word != nil }
        marks = Set(terms.flatMap(\.marks))
        parts = terms.compactMap(WordParts.init)
        halves = Set(terms.flatMap { WordHalves($0).pairs.flatMap { $0.first + $0.second } })
    }

    /// - Shape: one after the other they are the text; none is empty.
    package func pieces(of text: String) -> [SearchSnippet.Piece] {
        guard !marks.isEmpty, !text.isEmpty else { return text.isEmpty ? [] : [.init(text)] }
        var (pieces, place) = ([SearchSnippet.Piece](), 0)
        let bytes = Array(text.utf8)
        func piece(until end: Int, isHit: Bool) {
            guard end > place else { return }
            pieces.append(.init(String(decoding: bytes[place..<end], as: UTF8.self), isHit: isHit))
            place = end
        }
        for word in StemmedText(text, memory).words where has(word) {
            // A word of a script without spaces may begin within the one before it.
            piece(until: max(place, word.word.bytes.lowerBound), isHit: false)
            piece(until: word.word.bytes.upperBound, isHit: true)
        }
        piece(until: bytes.count, isHit: false)
        return pieces
    }

    private func has(_ word: StemmedText.Word) -> Bool {
        let text = word.word.text
        if marks.contains(text) || word.stems.contains(where: marks.contains) || halves.contains(text) { return true }
        guard WordParts.isLong(word.word) else { return false }
        let longer = LongerWord(text, memory)
        return parts.contains { $0.isPart(of: longer) }
    }
}
