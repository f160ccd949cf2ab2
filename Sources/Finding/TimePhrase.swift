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

/// Reads the phrase that begins at a word of a text.
private struct TimePhraseReader {
    let words: [SearchWord]
    let text: String
    let today: CivilDate

    /// Years that a number of four digits may be.
    private static let years = 1_900...2_100

    func phrase(at place: Int) -> TimePhrase? {
        let readings: [(Int) -> ([Range<CivilDate>], Int)?] = [
            written, dayOfMonth, monthOfYear, ago, relative, beforeYesterday, weekday, season, feast, year,
        ]
        for reading in readings {
            if let (days, end) = reading(place), !days.isEmpty { return TimePhrase(days: days, words: place..<end) }
        }
        return nil
    }

    private func word(_ place: Int) -> String { words.indices.contains(place) ? words[place].text : "" }

    private func number(_ place: Int, _ range: ClosedRange<Int>) -> Int? {
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
    private func gap(after place: Int) -> String {
        guard words.indices.contains(place + 1) else { return "" }
        let start = words[place].bytes.upperBound
        let end = max(start, words[place + 1].bytes.lowerBound)
        return String(decoding: text.utf8.dropFirst(start).prefix(end - start), as: UTF8.self)
    }

    private func isCapital(_ place: Int) -> Bool {
        let byte = text.utf8.dropFirst(words[place].bytes.lowerBound).first ?? 0
        return (0x41...0x5a).contains(byte)
    }

    private func day(_ date: CivilDate) -> Range<CivilDate> { date..<date.adding(days: 1) }

    private func month(_ number: Int, of year: Int) -> Range<CivilDate>? {
        CivilDate(year: year, month: number, day: 1).map { $0..<$0.adding(months: 1) }
    }

    /// The last and the coming one of what is every year.
    private func lastAndNext(_ make: (Int) -> Range<CivilDate>?) -> [Range<CivilDate>] {
        let near = (today.year - 2...today.year + 2).compactMap(make)
        let begun = near.last { $0.lowerBound <= today }
        return [begun, near.first { $0.lowerBound > today }].compactMap { $0 }
    }
}

/// Days and months by their numbers and names.
extension TimePhraseReader {
    /// `2026-05-07`, `7.5.2026`, `7.5.`
    private func written(_ place: Int) -> ([Range<CivilDate>], Int)? {
        if let year = number(place, Self.years), gap(after: place) == "-", let month = number(place + 1, 1...12),
            gap(after: place + 1) == "-", let date = CivilDate(year: year, month: month, day: dayBeforeClock(place + 2))
        {
            return ([day(date)], place + 3)
        }
        guard let first = number(place, 1...31), gap(after: place).first == ".", let month = number(place + 1, 1...12)
        else { return nil }
        if gap(after: place + 1) == ".",
            let year = number(place + 2, Self.years) ?? number(place + 2, 10...99).map({ $0 + 2_000 })
        {
            return CivilDate(year: year, month: month, day: first).map { ([day($0)], place + 3) }
        }
        let rest = text.utf8.dropFirst(words[place + 1].bytes.upperBound).first
        // `3.5` is a number, and so is `3.5.` at the end of a sentence; `am 3.5.` is a day.
        guard rest == UInt8(ascii: "."), place > 0, TimeWords.before.contains(word(place - 1)) else { return nil }
        let days = lastAndNext { CivilDate(year: $0, month: month, day: first).map(day) }
        return days.isEmpty ? nil : (days, place + 2)
    }

    /// `07`, also of `07T09:00`
    private func dayBeforeClock(_ place: Int) -> Int {
        let digits = word(place).utf8.prefix { (0x30...0x39).contains($0) }
        return digits.count == 2 ? Int(String(Substring(digits))) ?? 0 : 0
    }

    /// `7 May 2026`, `7. Mai`, `the 7th of May`, `May 7th`
    private func dayOfMonth(_ place: Int) -> ([Range<CivilDate>], Int)? {
        var found: (day: Int, month: Int, end: Int)?
        if let day = number(place, 1...31) {
            let next = word(place + 1) == "of" ? place + 2 : place + 1
            if let month = TimeWords.months[word(next)],
                !TimeWords.doubtfulMonths.contains(word(next)) || isCapital(next)
            {
                found = (day, month, next + 1)
            }
        } else if let month = TimeWords.months[word(place)], let day = number(place + 1, 1...31) {
            found = (day, month, place + 2)
        }
        guard let found else { return nil }
        if let year = number(found.end, Self.years) {
            return CivilDate(year: year, month: found.month, day: found.day).map { ([day($0)], found.end + 1) }
        }
        let days = lastAndNext { CivilDate(year: $0, month: found.month, day: found.day).map(day) }
        return days.isEmpty ? nil : (days, found.end)
    }

    /// `May 2026`, `in May`, `last May`
    private func monthOfYear(_ place: Int) -> ([Range<CivilDate>], Int)? {
        let leans = leaning(place)
        let name = leans == nil ? place : place + 1
        guard let month = TimeWords.months[word(name)] else { return nil }
        if let year = number(name + 1, Self.years) { return self.month(month, of: year).map { ([$0], name + 2) } }
        if TimeWords.doubtfulMonths.contains(word(name)), leans == nil {
            guard place > 0, isCapital(place), TimeWords.before.contains(word(place - 1)) else { return nil }
        }
        return (choose(lastAndNext { self.month(month, of: $0) }, leans), name + 1)
    }

    private func year(_ place: Int) -> ([Range<CivilDate>], Int)? {
        guard let year = number(place, Self.years), word(place).utf8.count == 4,
            let first = CivilDate(year: year, month: 1, day: 1)
        else { return nil }
        return ([first..<first.adding(months: 12)], place + 1)
    }
}

/// Times as seen from today.
extension TimePhraseReader {
    private enum Leaning { case last, this, next }

    private func leaning(_ place: Int) -> Leaning? {
        let word = word(place)
        return TimeWords.last.contains(word)
            ? .last : TimeWords.this.contains(word) ? .this : TimeWords.next.contains(word) ? .next : nil
    }

    private func choose(_ both: [Range<CivilDate>], _ leaning: Leaning?) -> [Range<CivilDate>] {
        switch leaning {
        case .last: both.first.map { $0.contains(today) ? [yearBefore($0), $0] : [$0] } ?? []
        case .next: both.last.map { [$0] } ?? []
        case .this, nil: both
        }
    }

    private func yearBefore(_ days: Range<CivilDate>) -> Range<CivilDate> {
        days.lowerBound.adding(months: -12)..<days.upperBound.adding(months: -12)
    }

    /// `three weeks ago`, `vor drei Wochen`, `in two days`
    private func ago(_ place: Int) -> ([Range<CivilDate>], Int)? {
        let isBefore = word(place) == "vor"
        let isAfter = word(place) == "in"
        let first = isBefore || isAfter ? place + 1 : place
        guard let count = number(first, 1...400) ?? TimeWords.numbers[word(first)] else { return nil }
        let unit = TimeWords.numbers[word(first)] == 2 && word(first + 1) == "of" ? first + 2 : first + 1
        guard let length = TimeWords.units[word(unit)] else { return nil }
        if isBefore || isAfter { return (away(isBefore ? -count : count, length), unit + 1) }
        return word(unit + 1) == "ago" ? (away(-count, length), unit + 2) : nil
    }

    /// About so far away: nobody counts the days of three weeks.
    private func away(_ count: Int, _ unit: TimeWords.Unit) -> [Range<CivilDate>] {
        switch unit {
        case .day:
            let middle = today.adding(days: count)
            return [abs(count) < 5 ? day(middle) : middle.adding(days: -1)..<middle.adding(days: 2)]
        case .week, .weekend:
            let middle = today.adding(days: 7 * count)
            return [middle.adding(days: -4)..<middle.adding(days: 5)]
        case .month:
            let middle = today.adding(months: count)
            return [middle.adding(days: -15)..<middle.adding(days: 16)]
        case .year:
            return CivilDate(year: today.year + count, month: 1, day: 1).map { [$0..<$0.adding(months: 12)] } ?? []
        }
    }

    /// `last week`, `diesen Monat`, `next Friday`, `at the weekend`
    private func relative(_ place: Int) -> ([Range<CivilDate>], Int)? {
        if let days = TimeWords.days[word(place)] { return ([day(today.adding(days: days))], place + 1) }
        guard let leaning = leaning(place) else { return atWeekend(place) }
        let steps = leaning == .last ? -1 : leaning == .this ? 0 : 1
        switch TimeWords.units[word(place + 1)] {
        case .week: return ([week(steps)], place + 2)
        case .weekend: return ([weekend(steps)], place + 2)
        case .month:
            let first = CivilDate(year: today.year, month: today.month, day: 1)!.adding(months: steps)
            return ([first..<first.adding(months: 1)], place + 2)
        case .year: return (away(steps, .year), place + 2)
        case .day, nil: return nil
        }
    }

    private func atWeekend(_ place: Int) -> ([Range<CivilDate>], Int)? {
        guard TimeWords.units[word(place)] == .weekend else { return nil }
        return ([weekend(-1), weekend(0), weekend(1)], place + 1)
    }

    /// 0 for Monday.
    private var dayOfWeek: Int { Int((today.daysSince1970 + 3).quotientAndRemainder(dividingBy: 7).remainder + 7) % 7 }

    private func week(_ steps: Int) -> Range<CivilDate> {
        let monday = today.adding(days: 7 * steps - dayOfWeek)
        return monday..<monday.adding(days: 7)
    }

    private func weekend(_ steps: Int) -> Range<CivilDate> {
        let week = week(steps)
        return week.lowerBound.adding(days: 5)..<week.upperBound
    }

    /// `the day before yesterday`, `the day after tomorrow`
    private func beforeYesterday(_ place: Int) -> ([Range<CivilDate>], Int)? {
        guard word(place) == "day" else { return nil }
        switch (word(place + 1), word(place + 2)) {
        case ("before", "yesterday"): return ([day(today.adding(days: -2))], place + 3)
        case ("after", "tomorrow"): return ([day(today.adding(days: 2))], place + 3)
        default: return nil
        }
    }

    private func weekday(_ place: Int) -> ([Range<CivilDate>], Int)? {
        let leans = leaning(place)
        let name = leans == nil ? place : place + 1
        guard let number = TimeWords.weekdays[word(name)] else { return nil }
        let back = (dayOfWeek - (number - 1) + 7) % 7
        let last = today.adding(days: -(back == 0 && leans == .last ? 7 : back))
        let next = today.adding(days: 7 - back)
        switch leans {
        case .last: return ([day(last)], name + 1)
        case .next: return ([day(next), day(next.adding(days: 7))], name + 1)
        case .this, nil: return ([day(last), day(next)], name + 1)
        }
    }

    private func season(_ place: Int) -> ([Range<CivilDate>], Int)? {
        let leans = leaning(place)
        let name = leans == nil ? place : place + 1
        guard let month = TimeWords.seasons[word(name)] else { return nil }
        // *Im Fall* is another word in German.
        guard
            word(name) != "fall" || place > 0 && TimeWords.beforeFall.contains(word(name - 1))
                || leans != nil && TimeWords.beforeFall.contains(word(place))
        else { return nil }
        if leans == nil, !(place > 0 && TimeWords.before.contains(word(place - 1))),
            !(place > 1 && word(place - 1) == "the" && TimeWords.before.contains(word(place - 2)))
        {
            return nil
        }
        func days(_ year: Int) -> Range<CivilDate>? {
            CivilDate(year: year, month: month, day: 1).map { $0..<$0.adding(months: 3) }
        }
        if let year = number(name + 1, Self.years) { return days(year).map { ([$0], name + 2) } }
        return (choose(lastAndNext(days), leans), name + 1)
    }

    private func feast(_ place: Int) -> ([Range<CivilDate>], Int)? {
        let leans = leaning(place)
        let name = leans == nil ? place : place + 1
        guard let feast = TimeWords.feasts[word(name)] else { return nil }
        if let year = number(name + 1, Self.years) { return days(of: feast, year).map { ([$0], name + 2) } }
        return (choose(lastAndNext { days(of: feast, $0) }, leans), name + 1)
    }

    private func days(of feast: TimeWords.Feast, _ year: Int) -> Range<CivilDate>? {
        func around(_ date: CivilDate?, _ before: Int, _ after: Int) -> Range<CivilDate>? {
            date.map { $0.adding(days: -before)..<$0.adding(days: after + 1) }
        }
        switch feast {
        case .easter: return around(CivilDate(easterOf: year), 3, 5)
        case .pentecost: return around(CivilDate(easterOf: year)?.adding(days: 49), 1, 3)
        case .christmas: return around(CivilDate(year: year, month: 12, day: 24), 1, 3)
        case .newYear: return around(CivilDate(year: year, month: 12, day: 31), 0, 1)
        case .halloween: return around(CivilDate(year: year, month: 10, day: 31), 0, 0)
        }
    }
}

extension Range<CivilDate> {
    /// - Units: days.
    var count: Int { Int(upperBound.daysSince1970 - lowerBound.daysSince1970) }
}

extension CivilDate {
    /// Easter Sunday.
    ///
    /// - Source: the anonymous Gregorian algorithm, Nature, 20 April 1876.
    init?(easterOf year: Int) {
        let (a, b, c) = (year % 19, year / 100, year % 100)
        let g = (b - (b + 8) / 25 + 1) / 3
        let h = (19 * a + b - b / 4 - g + 15) % 30
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let sum = h + l - 7 * m + 114
        self.init(year: year, month: sum / 31, day: sum % 31 + 1)
    }
}
