/// A language that queries are written in; every one of them is understood whoever reads.
package enum QueryLanguage: CaseIterable, Sendable {
    /// The canonical spelling: what is stored, and what programs and addresses have.
    case english
    case german
}

/// Words that stand in place of a value or between terms. In quotes they are names and words like others.
extension QueryLanguage {
    var me: String { self == .german ? "ich" : "me" }

    var or: String { self == .german ? "oder" : "or" }

    /// A field that is empty, and one that is not.
    var none: String { self == .german ? "ohne" : "none" }
    var any: String { self == .german ? "beliebig" : "any" }

    static func isMe(_ text: String) -> Bool { allCases.contains { $0.me == text.lowercased() } }

    static func isNone(_ text: String) -> Bool { allCases.contains { $0.none == text.lowercased() } }

    static func isAny(_ text: String) -> Bool { allCases.contains { $0.any == text.lowercased() } }
}
