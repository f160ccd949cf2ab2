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
        } else if let day = Self.weekday(text) {
            self = .weekday(day)
        } else if let time = TaskTime(text: text) {
            self = .at(time)
        } else {
            return nil
        }
    }

    func text(in language: QueryLanguage) -> String {
        switch self {
        case .weekday(let day): Self.weekdays(in: language)[day]
        case .at(let time): time.text
        case .relative(let count, let unit):
            Self.named(in: language).first { $0.value == self }?.name ?? "\(count)\(unit.rawValue)"
        case .now: Self.named(in: language).first { $0.value == self }!.name
        }
    }

    /// Said where a time cannot be read.
    static var examples: [String] { ["today", "tomorrow", "7d", "-2w", "friday", "2026-11-25", "none"] }

    /// The words that can be misspelt.
    static var words: [String] {
        QueryLanguage.allCases.flatMap { language in
            named(in: language).map(\.name).sorted() + weekdays(in: language)
        }
    }

    /// The days that have a word, and now.
    static func words(in language: QueryLanguage) -> [String] {
        let names = named(in: language).map(\.name)
        return names.dropFirst() + weekdays(in: language) + names.prefix(1)
    }

    private static let named = Dictionary(
        uniqueKeysWithValues: QueryLanguage.allCases.flatMap { language in
            named(in: language).map { ($0.name, $0.value) }
        })

    private static func named(in language: QueryLanguage) -> [(name: String, value: TaskWhen)] {
        let names =
            switch language {
            case .english: ["now", "today", "tomorrow", "yesterday"]
            case .german: ["jetzt", "heute", "morgen", "gestern"]
            }
        return Array(zip(names, [.now, .relative(0, .days), .relative(1, .days), .relative(-1, .days)]))
    }

    private static func weekdays(in language: QueryLanguage) -> [String] {
        switch language {
        case .english: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        case .german: ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]
        }
    }

    /// - Shape: 0 for `monday`, its first three letters and `montag`.
    private static func weekday(_ text: String) -> Int? {
        weekdays(in: .english).firstIndex { $0 == text || $0.prefix(3) == text }
            ?? QueryLanguage.allCases.lazy.compactMap { weekdays(in: $0).firstIndex(of: text) }.first
    }

    private static func relative(_ text: String) -> TaskWhen? {
        guard let last = text.last, let unit = Unit(rawValue: String(last)), let count = Int(text.dropLast()),
            (-countLimit...countLimit).contains(count)
        else { return nil }
        return .relative(count, unit)
    }
}
