import Calendar
import Domain
import TaskDomain

/// Days and hours as forms have them: as the calendar and the clock of the person's own zone show them.
package enum FormTime {
    /// The moment at which the clock shows `clock`, `09:00` or `09:00:30`, on that day.
    ///
    /// - Errors: nil for what no clock shows.
    package static func instant(_ day: CivilDate, clock: String, in zone: Zone) -> Instant? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.utf8.count == 2 && $0.first != "+" ? Int64($0) : nil }
        guard (2...3).contains(parts.count), numbers.count == parts.count,
            (0..<24).contains(numbers[0]), !numbers.dropFirst().contains(where: { $0 < 0 || $0 > 59 })
        else { return nil }
        let seconds = numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
        return zone.instant(of: day, secondOfDay: Int(seconds))
    }

    /// As the fields of a form have it: `2026-11-25`, and `09:00` or nothing for a whole day.
    package static func fields(of time: TaskTime, in zone: Zone) -> (day: String, clock: String) {
        switch time {
        case .date(let day): return (day.text, "")
        case .instant(let instant):
            let shown = instant.adding(seconds: Int64(zone.offset(at: instant))).rfc3339
            return (String(shown.prefix(10)), String(shown.dropFirst(11).prefix(5)))
        }
    }

    /// The time that a form keeps beside its fields where there is more to it than they show: seconds, or which
    /// of an autumn night's two like hours it is.
    ///
    /// - Shape: nil where the fields say all of it.
    package static func unshown(of time: TaskTime?, in zone: Zone) -> TaskTime? {
        guard let time, case .instant(let instant) = time else { return nil }
        let fields = fields(of: time, in: zone)
        let said = CivilDate(text: fields.day).flatMap { Self.instant($0, clock: fields.clock, in: zone) }
        return said == instant ? nil : time
    }

    /// The time that the fields mean: the one that was `kept` as long as they still show it.
    ///
    /// - Errors: nil for what no clock shows.
    package static func time(_ day: CivilDate, clock: String, kept: TaskTime?, in zone: Zone) -> TaskTime? {
        if let kept, fields(of: kept, in: zone) == (day.text, clock) { return kept }
        return instant(day, clock: clock, in: zone).map { .instant($0) }
    }
}
