import Domain

/// A time as somebody typed it; what depends on today stays so until it is resolved in the person's zone.
package enum TaskWhen: Hashable, Sendable {
    case now
    /// From today: `7d`, `-2w`; `today`, `tomorrow` and `yesterday` are 0, 1 and -1 days.
    case relative(Int, Unit)
    /// 0 is Monday: the next one, today included.
    case weekday(Int)
    case at(TaskTime)

    package enum Unit: String, CaseIterable, Sendable {
        case days = "d"
        case weeks = "w"
        case months = "m"
        case years = "y"
    }

    /// In units, either way: beyond a few thousand years nobody has tasks.
    static let countLimit = 9_999

    /// - Shape: always `.at`; days that four digits cannot write end at the last one that they can.
    package func resolved(today: CivilDate, now: Instant) -> TaskWhen {
        switch self {
        case .now: .at(.instant(now))
        case .relative(let count, .days): .at(.date(today.adding(days: count)))
        case .relative(let count, .weeks): .at(.date(today.adding(days: count * 7)))
        case .relative(let count, .months): .at(.date(today.adding(months: count)))
        case .relative(let count, .years): .at(.date(today.adding(months: count * 12)))
        case .weekday(let day): .at(.date(today.adding(days: (day - today.weekday + 7) % 7)))
        case .at: self
        }
    }
}

extension TaskWhen {
    /// - Errors: nil where `text`, in lower case, is none of the forms of docs/api/query.md.
    init?(text: String) {
        if let when = Self.named[text] ?? Self.relative(text) {
            self = when
        } else if let day = Self.weekdays.firstIndex(where: { $0.contains(text) }) {
            self = .weekday(day)
        } else if let time = TaskTime(text: text) {
            self = .at(time)
        } else {
            return nil
        }
    }

    var text: String {
        switch self {
        case .now: "now"
        case .relative(0, .days): "today"
        case .relative(1, .days): "tomorrow"
        case .relative(-1, .days): "yesterday"
        case .relative(let count, let unit): "\(count)\(unit.rawValue)"
        case .weekday(let day): Self.weekdays[day][0]
        case .at(let time): time.text
        }
    }

    /// Said where a time cannot be read.
    static var examples: [String] { ["today", "tomorrow", "7d", "-2w", "friday", "2026-11-25", "none"] }

    /// The words that can be misspelt.
    static var words: [String] { named.keys.sorted() + weekdays.map { $0[0] } }

    private static let named: [String: TaskWhen] = [
        "now": .now, "jetzt": .now, "today": .relative(0, .days), "heute": .relative(0, .days),
        "tomorrow": .relative(1, .days), "morgen": .relative(1, .days), "yesterday": .relative(-1, .days),
        "gestern": .relative(-1, .days),
    ]

    private static let weekdays = [
        ["monday", "mon", "montag"], ["tuesday", "tue", "dienstag"], ["wednesday", "wed", "mittwoch"],
        ["thursday", "thu", "donnerstag"], ["friday", "fri", "freitag"], ["saturday", "sat", "samstag"],
        ["sunday", "sun", "sonntag"],
    ]

    private static func relative(_ text: String) -> TaskWhen? {
        guard let last = text.last, let unit = Unit(rawValue: String(last)), let count = Int(text.dropLast()),
            (-countLimit...countLimit).contains(count)
        else { return nil }
        return .relative(count, unit)
    }
}
