import Domain
import Search

/// Times as seen from today.
extension TimePhraseReader {
    enum Leaning { case last, this, next }

    func leaning(_ place: Int) -> Leaning? {
        let word = word(place)
        return TimeWords.last.contains(word)
            ? .last : TimeWords.this.contains(word) ? .this : TimeWords.next.contains(word) ? .next : nil
    }

    func choose(_ both: [Range<CivilDate>], _ leaning: Leaning?) -> [Range<CivilDate>] {
        switch leaning {
        case .last: both.first.map { $0.contains(today) ? [yearBefore($0), $0] : [$0] } ?? []
        case .next: both.last.map { [$0] } ?? []
        case .this, nil: both
        }
    }

    func yearBefore(_ days: Range<CivilDate>) -> Range<CivilDate> {
        days.lowerBound.adding(months: -12)..<days.upperBound.adding(months: -12)
    }

    /// `three weeks ago`, `vor drei Wochen`, `in two days`
    func ago(_ place: Int) -> ([Range<CivilDate>], Int)? {
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
    func away(_ count: Int, _ unit: TimeWords.Unit) -> [Range<CivilDate>] {
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
    func relative(_ place: Int) -> ([Range<CivilDate>], Int)? {
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

    func atWeekend(_ place: Int) -> ([Range<CivilDate>], Int)? {
        guard TimeWords.units[word(place)] == .weekend else { return nil }
        return ([weekend(-1), weekend(0), weekend(1)], place + 1)
    }

    /// 0 for Monday.
    private var dayOfWeek: Int { Int((today.daysSince1970 + 3).quotientAndRemainder(dividingBy: 7).remainder + 7) % 7 }

    func week(_ steps: Int) -> Range<CivilDate> {
        let monday = today.adding(days: 7 * steps - dayOfWeek)
        return monday..<monday.adding(days: 7)
    }

    func weekend(_ steps: Int) -> Range<CivilDate> {
        let week = week(steps)
        return week.lowerBound.adding(days: 5)..<week.upperBound
    }

    /// `the day before yesterday`, `the day after tomorrow`
    func beforeYesterday(_ place: Int) -> ([Range<CivilDate>], Int)? {
        guard word(place) == "day" else { return nil }
        switch (word(place + 1), word(place + 2)) {
        case ("before", "yesterday"): return ([day(today.adding(days: -2))], place + 3)
        case ("after", "tomorrow"): return ([day(today.adding(days: 2))], place + 3)
        default: return nil
        }
    }

    func weekday(_ place: Int) -> ([Range<CivilDate>], Int)? {
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

    func season(_ place: Int) -> ([Range<CivilDate>], Int)? {
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

    func feast(_ place: Int) -> ([Range<CivilDate>], Int)? {
        let leans = leaning(place)
        let name = leans == nil ? place : place + 1
        guard let feast = TimeWords.feasts[word(name)] else { return nil }
        if let year = number(name + 1, Self.years) { return days(of: feast, year).map { ([$0], name + 2) } }
        return (choose(lastAndNext { days(of: feast, $0) }, leans), name + 1)
    }

    func days(of feast: TimeWords.Feast, _ year: Int) -> Range<CivilDate>? {
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
