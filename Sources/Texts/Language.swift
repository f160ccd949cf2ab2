/// The languages that pages and messages are written in.
package enum Language: String, CaseIterable, Sendable {
    case german = "de"
    case english = "en"

    /// As whoever speaks it calls it, so that whoever cannot read a page finds the way back.
    package var ownName: String {
        switch self {
        case .german: "Deutsch"
        case .english: "English"
        }
    }

    /// The language of an `Accept-Language` header (RFC 9110, section 12.5.4): the known one with the highest weight,
    /// the earlier of two equals, English where none is known.
    package init(accepting header: String?) {
        var best: (language: Language, weight: Double)?
        for range in (header ?? "").split(separator: ",").prefix(16) {
            let parts = range.split(separator: ";")
            let tag = parts.first?.split(separator: "-").first.map { $0.filter { !$0.isWhitespace }.lowercased() }
            guard let tag, let language = Language(rawValue: tag) else { continue }
            let weight = Self.weight(parts.dropFirst())
            if weight > best?.weight ?? 0 { best = (language, weight) }
        }
        self = best?.language ?? .english
    }

    private static func weight(_ parameters: ArraySlice<Substring>) -> Double {
        for parameter in parameters {
            let text = parameter.filter { !$0.isWhitespace }.lowercased()
            if text.hasPrefix("q=") { return Double(text.dropFirst(2)) ?? 0 }
        }
        return 1
    }
}
