import Domain

/// The words of a language that every area needs: of the frame, of failures, of days and times.
///
/// Each language is a type of its own in a folder of its own, and none has anything by default: one that lacks a
/// sentence does not compile.
package protocol CommonCatalogue: Sendable {
    subscript(text: CommonText) -> String { get }

    // Names and fields

    /// Names of tasks and texts of others, as the language quotes them.
    func quoted(_ text: String) -> String
    /// The action of a button, and what it is done to.
    func label(_ action: String, _ subject: String) -> String
    /// The time beside a day.
    func clockOf(_ field: String) -> String
    func role(_ role: ProjectRole) -> String
    func role(_ role: SpaceRole) -> String
    func tokenMadeBy(_ name: String) -> String

    // What goes wrong

    func advice(_ kind: Failure.Kind) -> String
    func sentence(_ rule: Rule) -> String

    // How long ago that was

    func minutesAgo(_ count: Int64) -> String
    func hoursAgo(_ count: Int64) -> String
    func daysAgo(_ count: Int64) -> String

    // Days and hours

    func weekday(_ day: CivilDate) -> String
    /// As narrow columns have it.
    func shortWeekday(_ day: CivilDate) -> String
    func longDate(_ day: CivilDate, withYear: Bool) -> String
    func shortDate(_ day: CivilDate, withYear: Bool) -> String
    func weekdayAndDate(_ day: CivilDate, withYear: Bool) -> String
    /// A day that is in words already, and the hour of it.
    func dayAndHour(_ day: String, _ hour: String) -> String
}
