import Domain
import Search

extension TaskTerm {
    /// The pattern that this term searches for; nil for a field, and for signs that only separate.
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

    /// Words are searched for somewhere in it.
    package var isSearch: Bool { terms.contains { $0.term.pattern != nil } }

    /// The same as words side by side, whatever its signs say: a title that somebody pasted.
    ///
    /// - Shape: as it would have been written in `language`, since `or` has a word in each; nil where it has fields, and
    ///   where no sign says anything.
    package func asTitle(in language: QueryLanguage) -> TaskFilter? {
        guard terms.allSatisfy({ $0.term.pattern != nil }), conjuncts.contains(where: { !$0.isTerm }) else {
            return nil
        }
        let title = TaskTerm.phrase(TaskFilter(conjuncts).text(in: language))
        return title.pattern == nil ? nil : TaskFilter([.term(title)], sort: sort)
    }

    /// The patterns that every task must have, by which they are ranked.
    ///
    /// - Shape: empty where there are none; those within parentheses or behind a minus are for `TaskTerm.pattern`.
    package var sought: [SearchPattern] {
        conjuncts.compactMap { condition in
            if case .term(let term) = condition { term.pattern } else { nil }
        }
    }
}

extension TaskCondition {
    fileprivate var isTerm: Bool { if case .term = self { true } else { false } }
}
