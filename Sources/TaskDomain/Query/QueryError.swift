import Domain

/// Why a query cannot be read, and where.
///
/// - Shape: `word` is what stands at `range`, at most 100 Unicode scalars of it; `suggestions` are up to three
///   spellings to put in its place.
/// - Units: `range` counts characters as people do, `bytes` those of UTF-8.
package struct QueryError: Error, Equatable, Sendable {
    package let rule: QueryRule
    package let word: String
    package let range: Range<Int>
    package let bytes: Range<Int>
    package let suggestions: [String]

    /// - Units: `bytes` lies on borders of Unicode scalars.
    init(_ rule: QueryRule, in text: String, at bytes: Range<Int>, suggestions: [String] = []) {
        self.rule = rule
        self.bytes = bytes
        self.suggestions = suggestions
        let start = text.utf8.index(text.startIndex, offsetBy: bytes.lowerBound)
        let end = text.utf8.index(start, offsetBy: bytes.count)
        word = TextRules.beginning(of: String(text[start..<end]), 100)
        let first = text[..<start].count
        range = first..<first + text[start..<end].count
    }
}

/// The rules that a query can break.
package enum QueryRule: Hashable, Sendable {
    /// In bytes, of the canonical spelling too.
    case tooLong(Int)
    case tooManyTerms(Int)
    case tooDeep(Int)
    case unknownField
    /// Those that are possible.
    case unknownValue([String])
    case missingValue
    /// `<` and `>` say nothing about this field.
    case notOrdered
    /// A list after `<` or `>`.
    case listCompared
    case number
    case duration
    case time
    case unclosedQuote
    case unclosedGroup
    case unopenedGroup
    case emptyGroup
    /// `or` without something on both sides.
    case danglingOr
    /// `sort:` behind a minus or in parentheses.
    case sortInside
    /// Nothing but signs that separate words.
    case nothingSearched

    /// A text that breaks it may be one of words, as titles are that somebody pasted.
    var isOfWords: Bool {
        switch self {
        case .unknownField, .missingValue, .unclosedQuote, .unclosedGroup, .unopenedGroup, .emptyGroup, .danglingOr,
            .tooManyTerms, .tooDeep:
            true
        default: false
        }
    }

    package var sentence: String {
        switch self {
        case .tooLong(let limit): "A query may have at most \(limit) bytes."
        case .tooManyTerms(let limit): "A query may have at most \(limit) terms and values."
        case .tooDeep(let limit): "Parentheses and minus signs may stand \(limit) deep."
        case .unknownField: "There is no such field; in quotes it is searched for."
        case .unknownValue(let values): "Possible here: \(values.joined(separator: ", "))."
        case .missingValue: "Something is missing here."
        case .notOrdered: "Only : and = are possible here."
        case .listCompared: "Only one value can be compared with."
        case .number: "A whole number from 1 is needed here."
        case .duration: "Minutes or hours are needed here, such as 90 or 2h."
        case .time: "A day or a time is needed here: \(TaskWhen.examples.joined(separator: ", "))."
        case .unclosedQuote: "The closing quotation mark is missing."
        case .unclosedGroup: "The closing parenthesis is missing."
        case .unopenedGroup: "This parenthesis was never opened; in quotes it is searched for."
        case .emptyGroup: "There is nothing in these parentheses."
        case .danglingOr: "“or” stands between two things; in quotes it is searched for."
        case .nothingSearched: "There is nothing here that could be searched for."
        case .sortInside: "The order counts for the whole query and stands outside parentheses."
        }
    }
}

extension Failure {
    /// A query that cannot be read (400); `error` itself can be said in the reader's language.
    package init(_ error: QueryError, field: String) {
        let place = error.word.isEmpty ? "" : "“\(error.word)”, "
        let hint = error.suggestions.isEmpty ? "" : " Did you mean \(error.suggestions.joined(separator: ", "))?"
        self.init(
            .malformed, "\(place)character \(error.range.lowerBound + 1): \(error.rule.sentence)\(hint)", field: field)
    }
}
