/// Now, and the day it is for the person who asks.
package struct DayFrame: Sendable {
    package let now: Instant
    package let today: CivilDate
    /// When any day begins for the person.
    package let days: any DayBounds
    /// When each of the last 14 days of the person began, today's last.
    package let starts: [Instant]

    package init(now: Instant, today: CivilDate, days: any DayBounds) {
        self.now = now
        self.today = today
        self.days = days
        starts = (-13...0).map { days.start(of: today.adding(days: $0)) }
        endOfToday = days.start(of: today.adding(days: 1))
    }

    /// When the person's next day begins; a day of its zone may have 23 or 25 hours.
    package let endOfToday: Instant

    /// The days of UTC.
    package init(utc now: Instant) {
        self.init(now: now, today: now.day, days: UTCDays())
    }
}

/// When days begin.
package protocol DayBounds: Sendable {
    /// - Shape: where a day has no midnight, since the clocks were put forward then, its first moment.
    func start(of date: CivilDate) -> Instant
}

struct UTCDays: DayBounds {
    func start(of date: CivilDate) -> Instant { Instant(seconds: date.daysSince1970 * 86_400) }
}
