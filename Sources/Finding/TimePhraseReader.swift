import Domain
import Search

/// Reads the phrase that begins at a word of a text.
struct TimePhraseReader {
    let words: [SearchWord]
    let text: String
    let today: CivilDate

    /// Years that a number of four digits may be.
    static let years = 1_900...2_100

    func phrase(at place: Int) -> TimePhrase? {
        let readings: [(Int) -> ([Range<CivilDate>], Int)?] = [
            written, dayOfMonth, monthOfYear, ago, relative, beforeYesterday, weekday, season, feast, year,
        ]
        for reading in readings {
            if let (days, end) = reading(place), !days.isEmpty { return TimePhrase(days: days, words: place..<end) }
        }
        return nil
    }

    func word(_ place: Int) -> String { words.indices.contains(place) ? words[place].text : "" }

    func number(_ place: Int, _ range: ClosedRange<Int>) -> Int? {
        var number = 0
        var rest = word(place).utf8[...]
        while let digit = rest.first, (0x30...0x39).contains(digit) {
            guard number < 1_000 else { return nil }
            number = number * 10 + Int(digit - 0x30)
            rest = rest.dropFirst()
        }
        let ending = String(Substring(rest))
        guard ending.isEmpty || ending != word(place) && TimeWords.ordinals.contains(ending), range.contains(number)
        else { return nil }
        return number
    }

    /// The bytes between a word and the next.
    func gap(after place: Int) -> String {
        guard words.indices.contains(place + 1) else { return "" }
        let start = words[place].bytes.upperBound
        let end = max(start, words[place + 1].bytes.lowerBound)
        return String(decoding: text.utf8.dropFirst(start).prefix(end - start), as: UTF8.self)
    }

    func isCapital(_ place: Int) -> Bool {
        let byte = text.utf8.dropFirst(words[place].bytes.lowerBound).first ?? 0
        return (0x41...0x5a).contains(byte)
    }

    func day(_ date: CivilDate) -> Range<CivilDate> { date..<date.adding(days: 1) }

    func month(_ number: Int, of year: Int) -> Range<CivilDate>? {
        CivilDate(year: year, month: number, day: 1).map { $0..<$0.adding(months: 1) }
    }

    /// The last and the coming one of what is every year.
    func lastAndNext(_ make: (Int) -> Range<CivilDate>?) -> [Range<CivilDate>] {
        let near = (today.year - 2...today.year + 2).compactMap(make)
        let begun = near.last { $0.lowerBound <= today }
        return [begun, near.first { $0.lowerBound > today }].compactMap { $0 }
    }
}
