import Domain

/// A time zone: how far the clocks of a place are from UTC, at any moment.
///
/// It never changes, and it is an object so that what holds one is handed on for the price of one reference.
package final class Zone: Sendable {
    /// `Europe/Berlin`, as in the IANA time zone database.
    package let name: String
    let file: TimeZoneFile

    init(name: String, file: TimeZoneFile) {
        self.name = name
        self.file = file
    }

    /// There without any files.
    package static let utc = Zone(name: "UTC", file: .utc)

    /// - Units: seconds east of UTC.
    package func offset(at instant: Instant) -> Int {
        let seconds = instant.seconds.clamped
        guard let last = file.transitions.last else { return file.footer?.offset(at: seconds) ?? Int(file.firstOffset) }
        guard seconds < last else { return file.footer?.offset(at: seconds) ?? Int(file.offsets.last!) }
        let next = file.index(after: seconds)
        return Int(next == 0 ? file.firstOffset : file.offsets[next - 1])
    }

    /// The date on a calendar on the wall.
    package func localDate(at instant: Instant) -> CivilDate {
        instant.adding(seconds: Int64(offset(at: instant))).day
    }

    /// The date and time of calendar and clock on the wall.
    package func localTime(at instant: Instant) -> LocalTime {
        let local = instant.adding(seconds: Int64(offset(at: instant)))
        let date = local.day
        return LocalTime(date: date, secondOfDay: Int(local.seconds - date.daysSince1970 * 86_400))
    }

    /// - Shape: the first transition after this second, or a moment at which a rule might have brought one; nil where
    ///   nothing changes any more.
    func transition(after seconds: Int64) -> Int64? {
        let seconds = seconds.clamped
        let next = file.index(after: seconds)
        if next < file.transitions.count { return file.transitions[next] }
        return file.footer?.transition(after: seconds)
    }
}

extension Zone: Hashable {
    package static func == (left: Zone, right: Zone) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// A day and the time on it, in some zone.
package struct LocalTime: Sendable, Hashable {
    package let date: CivilDate
    /// 0 to 86,399, by the clock: on a day with a change it is not what has passed since midnight.
    package let secondOfDay: Int

    package var hour: Int { secondOfDay / 3_600 }
    package var minute: Int { secondOfDay / 60 % 60 }
    package var second: Int { secondOfDay % 60 }
}

extension TimeZoneFile {
    static let utc = TimeZoneFile(fixedOffset: 0)

    init(fixedOffset: Int32) {
        version = 2
        (transitions, offsets, firstOffset, footer) = ([], [], fixedOffset, nil)
    }

    /// The place of the first transition after this second; their count where there is none.
    func index(after seconds: Int64) -> Int {
        var (low, high) = (0, transitions.count)
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] > seconds { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Int64 {
    /// Within 35 million years of 1970, so that no sum of a moment and an offset overflows.
    var clamped: Int64 { Swift.min(Swift.max(self, -(1 << 50)), 1 << 50) }
}
