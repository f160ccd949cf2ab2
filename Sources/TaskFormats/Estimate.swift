/// The time that something takes, as people type it.
package enum Estimate {
    /// Reads `90`, `90m`, `2h`, `1h 30`, `1:30`, `2 Std.`: minutes where nothing else is said.
    ///
    /// - Units: minutes.
    /// - Errors: nil for anything else, and for what no Int holds.
    package static func minutes(_ text: String) -> Int64? {
        let text = text.lowercased().filter { !$0.isWhitespace && $0 != "." }
        if text.contains(":") {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[1].count == 2, let hours = number(parts[0]), let rest = number(parts[1]),
                rest < 60
            else { return nil }
            return hours * 60 + rest
        }
        let end = text.firstIndex { !$0.isASCII || !$0.isNumber } ?? text.endIndex
        guard let first = number(text[..<end]) else { return nil }
        let unit = text[end...].prefix { $0.isLetter }
        let rest = text[unit.endIndex...]
        switch unit {
        case "", "m", "min", "minuten", "minutes": return rest.isEmpty ? first : nil
        case "h", "std", "stunde", "stunden", "hour", "hours":
            guard !rest.isEmpty else { return first * 60 }
            let more = rest.prefix { $0.isNumber }
            guard ["", "m", "min"].contains(rest[more.endIndex...]), let minutes = number(more) else { return nil }
            return first * 60 + minutes
        default: return nil
        }
    }

    private static func number(_ digits: Substring) -> Int64? {
        guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int64(digits)
    }

    /// `1h 30m`, as `minutes` reads it.
    package static func text(_ minutes: Int) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60)
        return hours == 0 ? "\(rest)m" : rest == 0 ? "\(hours)h" : "\(hours)h \(rest)m"
    }
}
