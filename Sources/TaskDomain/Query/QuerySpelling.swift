import Domain

/// The words that somebody may have meant.
package enum QuerySpelling {
    /// - Shape: at most three of `names`: those that begin with `typed`, in any case, else the nearest within one slip,
    ///   two for longer words. Empty for long texts, whose comparison would take time.
    static func near(_ typed: String, among names: [String]) -> [String] {
        let typed = typed.lowercased().unicodeScalars.map(\.value)
        guard (2...24).contains(typed.count) else { return [] }
        let allowed = typed.count < 5 ? 1 : 2
        let ranked = names.map { name in
            let scalars = name.unicodeScalars.map(\.value)
            return (name, scalars.starts(with: typed) ? 0 : distance(typed, scalars))
        }
        let least = ranked.map(\.1).min() ?? 0
        return least > allowed ? [] : ranked.filter { $0.1 == least }.prefix(3).map(\.0)
    }

    /// Slips between two words: a letter too many, too few, another one, or two neighbours exchanged.
    ///
    /// - Source: the restricted Damerau–Levenshtein distance.
    package static func distance(_ left: [UInt32], _ right: [UInt32]) -> Int {
        var before: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var line = [row + 1]
            for (column, other) in right.enumerated() {
                var least = min(line[column] + 1, last[column + 1] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    least = min(least, before[column - 1] + 1)
                }
                line.append(least)
            }
            (before, last) = (last, line)
        }
        return last[right.count]
    }
}

extension QueryName {
    /// Names spelled nearly so in any language, as that language has them.
    static func near(_ typed: String, _ language: QueryLanguage) -> [String] {
        let first = names(in: language)
        let others = Set(QueryLanguage.allCases.flatMap { names(in: $0) } + aliases.keys).subtracting(first)
        let known = first + others.sorted()
        var found: [String] = []
        for name in QuerySpelling.near(typed, among: known).compactMap({ Self(name: $0)?.spelled(in: language) })
        where !found.contains(name) { found.append(name) }
        return found
    }
}
