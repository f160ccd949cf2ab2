/// The German of any sentence, whichever area it belongs to.
package enum German {
    package static func quoted(_ text: String) -> String { "„\(text)“" }

    /// `3 Schritte`, `1 Schritt`
    package static func counted(_ count: Int, _ one: String, _ many: String) -> String {
        count == 1 ? "1 \(one)" : "\(count) \(many)"
    }

    /// `a, b und c`; empty for none.
    package static func list(_ things: [String]) -> String {
        guard things.count > 1, let last = things.last else { return things.first ?? "" }
        return things.dropLast().joined(separator: ", ") + " und \(last)"
    }

    package static let weekdays = [
        "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ]

    package static let months = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ]

    /// Duden: Mai, Juni and Juli stay whole.
    package static let shortMonths = [
        "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
    ]

    /// Its parts in their order, with a capital and a full stop; what is empty is left out.
    package static func sentence(_ parts: [String]) -> String {
        let words = parts.filter { !$0.isEmpty }.joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst() + "."
    }
}
