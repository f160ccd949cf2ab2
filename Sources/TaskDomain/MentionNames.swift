import Domain

/// The people whom a text may name, found by what follows an `@`: names may have spaces, so the longest that fits counts.
package struct MentionNames<Person> {
    private let people: [String: Person]
    /// - Units: characters, the longest first.
    private let lengths: [Int]

    /// - Shape: by the keys of the names.
    package init(_ people: [(key: String, person: Person)]) {
        self.people = Dictionary(people.map { ($0.key, $0.person) }) { first, _ in first }
        lengths = Set(people.map(\.key.count)).sorted(by: >)
    }

    /// The person whose name a text begins with.
    ///
    /// - Units: the length of the name in Unicode scalars.
    package func first(in text: ArraySlice<Unicode.Scalar>) -> (length: Int, person: Person)? {
        guard let longest = lengths.first, text.first.map(Self.isOfName) == true else { return nil }
        // Names are bounded in scalars, so a character of one has few.
        let start = String(String.UnicodeScalarView(text.prefix(longest * 4)))
        for length in lengths {
            let name = start.prefix(length)
            guard name.count == length, let person = people[name.lowercased()] else { continue }
            let count = name.unicodeScalars.count
            if isEnd(text.dropFirst(count)) { return (count, person) }
        }
        return nil
    }

    /// Tells whether a name is over before a text: it goes on over a full stop or a dash with a letter behind it.
    private func isEnd(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let next = rest.first else { return true }
        if next == "." || next == "-" { return rest.dropFirst().first.map { !Self.isOfName($0) } ?? true }
        return !Self.isOfName(next) && next != "@"
    }

    private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
    }
}
