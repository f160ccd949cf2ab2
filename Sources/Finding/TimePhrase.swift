import Domain
import Search

/// A time as people say it, *in May*, *letzten Dienstag*, *7.5.*, and the days that may be meant.
package struct TimePhrase: Equatable {
    /// One stretch of days or several: a month or a weekday without a year is the last one and the coming one.
    package let days: [Range<CivilDate>]
    /// The places of its words in the text.
    package let words: Range<Int>
}

extension TimePhrase {
    /// Words of one text that are looked at more closely: a page of numbers speaks of no days.
    private static let mostLooks = 100

    /// All that stand in a text, one behind the other.
    ///
    /// - Shape: as seen from `today`.
    package static func all(in words: [SearchWord], of text: String, today: CivilDate) -> [TimePhrase] {
        // What is said of times so far away has no neighbours in a calendar of four digits.
        guard (1_000...9_000).contains(today.year) else { return [] }
        let reader = TimePhraseReader(words: words, text: text, today: today)
        var (found, place, looks) = ([TimePhrase](), 0, 0)
        while place < words.count, looks < mostLooks {
            // Nearly all words begin none: one look says so.
            guard TimeWords.mayBegin(words[place].text) else {
                place += 1
                continue
            }
            looks += 1
            guard let phrase = reader.phrase(at: place) else {
                place += 1
                continue
            }
            found.append(phrase)
            place = phrase.words.upperBound
        }
        return found
    }
}
