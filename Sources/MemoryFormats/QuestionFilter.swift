import MemoryDomain

/// The filters that a question may have as words, `kind:fact`; named as the parameters that they are.
package enum QuestionFilter: String, CaseIterable, Sendable {
    case space, kind, tag, speaker, source, prefix, from, until, validAt, knownAt, order

    var german: String {
        switch self {
        case .space: "bereich"
        case .kind: "art"
        case .tag: "schlagwort"
        case .speaker: "sprecher"
        case .source: "quelle"
        case .prefix: "schlüssel"
        case .from: "ab"
        case .until: "bis"
        case .validAt: "galt"
        case .knownAt: "bekannt"
        case .order: "reihenfolge"
        }
    }

    /// It may stand more than once.
    var isList: Bool { self == .space || self == .kind || self == .tag }

    /// - Shape: in either language, whatever its case.
    init?(typed name: String) {
        let name = name.lowercased()
        guard let filter = Self.allCases.first(where: { $0.rawValue.lowercased() == name || $0.german == name })
        else { return nil }
        self = filter
    }

    /// A value as it is written in German, for one of a few.
    func german(_ value: String) -> String {
        switch self {
        case .kind: EntryKind(rawValue: value).map(Self.german) ?? value
        case .order: EntryQuestion.Sorting(rawValue: value).map(Self.german) ?? value
        default: value
        }
    }

    /// A value as programs send it: a word of German for one of a few stands for that one.
    func value(typed text: String) -> String {
        switch self {
        case .kind: EntryKind.allCases.first { Self.german($0) == text.lowercased() }?.rawValue ?? text
        case .order: EntryQuestion.Sorting.allCases.first { Self.german($0) == text.lowercased() }?.rawValue ?? text
        default: text
        }
    }

    private static func german(_ kind: EntryKind) -> String {
        switch kind {
        case .fact: "tatsache"
        case .preference: "vorliebe"
        case .instruction: "anweisung"
        case .event: "ereignis"
        case .turn: "gesprächsbeitrag"
        case .note: "notiz"
        case .document: "dokument"
        }
    }

    private static func german(_ order: EntryQuestion.Sorting) -> String {
        switch order {
        case .nearest: "nächste"
        case .oldest: "älteste"
        case .newest: "neueste"
        }
    }
}
