import Domain
import JSON
import MemoryDomain
import Search
import Stems

/// A piece of a text that is found as one: a turn, a note, or so much of a long text as somebody reads at a glance.
package struct Passage: Equatable {
    /// The place in the text, in bytes.
    package let bytes: Range<Int>
    /// The number of its words.
    package let length: Int
    /// The marks by which it is found: its words, their stems, and the days, months and years that it speaks of.
    ///
    /// - Shape: folded, none with a space or a sign of ASCII.
    package let marks: Set<String>
    /// The words by whose parts it is found.
    package let longWords: Set<String>
}

extension Passage {
    /// The text by which a content is found.
    package static func text(of content: MemoryContent) -> String {
        switch content {
        case .text(let text): text
        case .json: content.value.spoken
        }
    }

    /// The first passage of a content.
    package static func beginning(of content: MemoryContent) -> String {
        TextChunks.of(text(of: content)).first.map { String($0) } ?? ""
    }

    /// The passages of a text from a byte on where one begins.
    ///
    /// - Shape: `at` says when the one that begins at a byte was said.
    package static func all(in text: String, from start: Int = 0, _ at: (_ start: Int) -> Instant) -> [Passage] {
        let rest = start == 0 ? text : String(text[text.utf8.index(text.startIndex, offsetBy: start)...])
        var passages: [Passage] = []
        var place = start
        let memory = StemMemory()
        for piece in TextChunks.of(rest) {
            let end = place + piece.utf8.count
            passages.append(Passage(String(piece), place..<end, at(place), memory))
            place = end
        }
        return passages
    }

    /// The same of a text that was said at once.
    package static func all(in text: String, at: Instant) -> [Passage] { all(in: text) { _ in at } }

    /// The passage that lies there; as it was made.
    package init(_ text: String, _ bytes: Range<Int>, _ at: Instant, _ memory: StemMemory = StemMemory()) {
        let stemmed = StemmedText(text, memory)
        var (marks, longWords) = (Set<String>(), Set<String>())
        marks.reserveCapacity(stemmed.words.count * 2)
        for word in stemmed.words {
            marks.insert(word.word.text)
            marks.formUnion(word.stems)
            if WordParts.isLong(word.word) { longWords.insert(word.word.text) }
        }
        let today = at.day
        marks.formUnion(TimeMarks.spoken(today..<today.adding(days: 1)))
        for phrase in TimePhrase.all(in: stemmed.words.map(\.word), of: text, today: today) {
            for days in phrase.days { marks.formUnion(TimeMarks.spoken(days)) }
        }
        (self.bytes, self.marks, self.longWords) = (bytes, marks, longWords)
        length = stemmed.words.count
    }
}
