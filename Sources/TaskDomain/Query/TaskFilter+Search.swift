import Domain
import Search

/// The columns of `taskSearch`.
package enum SearchColumn: String, CaseIterable, Sendable {
    case title, description
}

extension TaskTerm {
    /// The pattern that this term searches for; nil for a field, and for words without a letter or digit.
    package var pattern: SearchPattern? {
        switch self {
        case .word(let text): SearchPattern(text, isPrefix: true)
        case .phrase(let text): SearchPattern(text, isPrefix: false)
        default: nil
        }
    }
}

extension TaskFilter {
    /// The patterns to be marked in the tasks that were found: all without a minus, each once.
    package var patterns: [SearchPattern] {
        var patterns: [SearchPattern] = []
        for (term, isNegated) in terms where !isNegated {
            if let pattern = term.pattern, !patterns.contains(pattern) { patterns.append(pattern) }
        }
        return patterns
    }

    /// The expression for `MATCH` of the words and phrases that every task must have, by which they are ranked.
    ///
    /// - Shape: nil where there are none; those within parentheses or behind a minus are for `TaskTerm.pattern`.
    package func match(in column: SearchColumn? = nil) -> String? {
        let patterns = conjuncts.compactMap { condition in
            if case .term(let term) = condition { term.pattern } else { nil }
        }
        guard !patterns.isEmpty else { return nil }
        let all = patterns.map(\.match).joined(separator: " AND ")
        return column.map { "\($0.rawValue) : (\(all))" } ?? all
    }
}
