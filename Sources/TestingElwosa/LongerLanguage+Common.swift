import Domain
import Texts

extension LongerLanguage: CommonCatalogue {
    package subscript(text: CommonText) -> String { Self.longer(common[text]) }

    package func quoted(_ text: String) -> String { common.quoted(text) }

    /// Both are in words already.
    package func label(_ action: String, _ subject: String) -> String { common.label(action, subject) }

    package func clockOf(_ field: String) -> String { Self.longer(common.clockOf(field), keeping: [field]) }

    package func role(_ role: ProjectRole) -> String { Self.longer(common.role(role)) }

    package func role(_ role: SpaceRole) -> String { Self.longer(common.role(role)) }

    package func tokenMadeBy(_ name: String) -> String { Self.longer(common.tokenMadeBy(name), keeping: [name]) }

    package func advice(_ kind: Failure.Kind) -> String { Self.longer(common.advice(kind)) }

    package func sentence(_ rule: Rule) -> String {
        let kept: [String] =
            switch rule {
            case .oneOf(let values): values
            case .containsWord(let word): [word]
            default: []
            }
        return Self.longer(common.sentence(rule), keeping: kept)
    }

    package func minutesAgo(_ count: Int64) -> String { Self.longer(common.minutesAgo(count)) }

    package func hoursAgo(_ count: Int64) -> String { Self.longer(common.hoursAgo(count)) }

    package func daysAgo(_ count: Int64) -> String { Self.longer(common.daysAgo(count)) }

    package func weekday(_ day: CivilDate) -> String { Self.longer(common.weekday(day)) }

    package func shortWeekday(_ day: CivilDate) -> String { Self.longer(common.shortWeekday(day)) }

    package func longDate(_ day: CivilDate, withYear: Bool) -> String {
        Self.longer(common.longDate(day, withYear: withYear))
    }

    package func shortDate(_ day: CivilDate, withYear: Bool) -> String {
        Self.longer(common.shortDate(day, withYear: withYear))
    }

    package func weekdayAndDate(_ day: CivilDate, withYear: Bool) -> String {
        Self.longer(common.weekdayAndDate(day, withYear: withYear))
    }

    /// Both are in words already.
    package func dayAndHour(_ day: String, _ hour: String) -> String { common.dayAndHour(day, hour) }
}
