import Domain
import Search

/// Days and months by their numbers and names.
extension TimePhraseReader {
    /// `2026-05-07`, `7.5.2026`, `7.5.`
    func written(_ place: Int) -> ([Range<CivilDate>], Int)? {
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
    func dayBeforeClock(_ place: Int) -> Int {
        let digits = word(place).utf8.prefix { (0x30...0x39).contains($0) }
        return digits.count == 2 ? Int(String(Substring(digits))) ?? 0 : 0
    }

    /// `7 May 2026`, `7. Mai`, `the 7th of May`, `May 7th`
    func dayOfMonth(_ place: Int) -> ([Range<CivilDate>], Int)? {
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
    func monthOfYear(_ place: Int) -> ([Range<CivilDate>], Int)? {
        let leans = leaning(place)
        let name = leans == nil ? place : place + 1
        guard let month = TimeWords.months[word(name)] else { return nil }
        if let year = number(name + 1, Self.years) { return self.month(month, of: year).map { ([$0], name + 2) } }
        if TimeWords.doubtfulMonths.contains(word(name)), leans == nil {
            guard place > 0, isCapital(place), TimeWords.before.contains(word(place - 1)) else { return nil }
        }
        return (choose(lastAndNext { self.month(month, of: $0) }, leans), name + 1)
    }

    func year(_ place: Int) -> ([Range<CivilDate>], Int)? {
        guard let year = number(place, Self.years), word(place).utf8.count == 4,
            let first = CivilDate(year: year, month: 1, day: 1)
        else { return nil }
        return ([first..<first.adding(months: 12)], place + 1)
    }
}
