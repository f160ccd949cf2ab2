/// Why the settings cannot be used, in one sentence that says where to mend them.
package struct SettingsError: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }

    static func unknown(_ key: String, at place: String) -> SettingsError {
        let near = SettingsTable.rows.map(\.key).min { distance($0, key) < distance($1, key) }
        guard let near, distance(near, key) <= 2 else { return SettingsError("\(place): there is no setting \(key).") }
        return SettingsError("\(place): there is no setting \(key); \(near) is the nearest.")
    }

    static func broken(_ key: String, _ value: String, rule: String, at place: String) -> SettingsError {
        SettingsError("\(place): \(key) must be \(rule), not \"\(value)\".")
    }

    /// The number of letters that are to be added, removed or changed (Levenshtein's distance).
    static func distance(_ left: String, _ right: String) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[right.count]
    }
}
