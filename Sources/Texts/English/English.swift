/// The English of any sentence, whichever area it belongs to.
package enum English {
    package static func quoted(_ text: String) -> String { "“\(text)”" }

    /// `3 steps`, `1 step`
    package static func counted(_ count: Int, _ one: String, _ many: String) -> String {
        count == 1 ? "1 \(one)" : "\(count) \(many)"
    }

    /// `a, b and c`; empty for none.
    package static func list(_ things: [String]) -> String {
        guard things.count > 1, let last = things.last else { return things.first ?? "" }
        return things.dropLast().joined(separator: ", ") + " and \(last)"
    }

    package static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    package static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// Its parts in their order, with a capital and a full stop; what is empty is left out.
    package static func sentence(_ parts: [String]) -> String {
        let words = parts.filter { !$0.isEmpty }.joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst() + "."
    }
}
