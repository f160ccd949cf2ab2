import Domain

/// The tasks that somebody wants to see, and their order: one line of the query language, read.
///
/// - Shape: `conjuncts` must all hold; none of them asks for every task. An empty `sort` leaves the order to the list.
///   `text` is the canonical spelling, and reading it gives an equal filter.
/// - Source: docs/api/query.md.
package struct TaskFilter: Hashable, Sendable {
    package let conjuncts: [TaskCondition]
    package let sort: [TaskSort]

    package static let byteLimit = 2_000
    /// Counts every value of a list.
    package static let termLimit = 50
    /// Parentheses and minus signs within each other.
    package static let depthLimit = 10

    /// - Shape: what is joined by "and" within `conjuncts` stands side by side afterwards.
    package init(_ conjuncts: [TaskCondition] = [], sort: [TaskSort] = []) {
        self.conjuncts = conjuncts.flatMap(\.conjuncts)
        self.sort = sort
    }

    /// The words of a text and nothing else, each once, as many of the first ones as a query may have.
    ///
    /// - Errors: nil where it has none.
    package init?(wordsOf text: String) {
        var terms: [TaskTerm] = []
        for part in text.split(whereSeparator: \.isWhitespace) {
            let term = TaskTerm.word(part.filter { $0 != "\"" })
            if term.pattern != nil, !terms.contains(term) { terms.append(term) }
        }
        guard !terms.isEmpty else { return nil }
        self.init(terms.prefix(Self.termLimit).map(TaskCondition.term))
    }

    /// Every term, wherever it stands in the tree; `isNegated` where an odd number of minus signs is before it.
    package var terms: [(term: TaskTerm, isNegated: Bool)] { conjuncts.flatMap { $0.terms() } }

    /// The days that depend on today, as days.
    ///
    /// - Shape: every `TaskWhen` of the result is `.at`.
    package func resolved(today: CivilDate, now: Instant) -> TaskFilter {
        TaskFilter(conjuncts.map { $0.mapTerms { $0.resolved(today: today, now: now) } }, sort: sort)
    }
}

/// The same query with one part more or less, as the links of chips need it.
///
/// A query near its limits can grow beyond them; reading its text then says so.
extension TaskFilter {
    package func contains(_ condition: TaskCondition) -> Bool {
        condition.conjuncts.allSatisfy(conjuncts.contains)
    }

    /// - Shape: unchanged where it is there already.
    package func adding(_ condition: TaskCondition) -> TaskFilter {
        TaskFilter(conjuncts + condition.conjuncts.filter { !conjuncts.contains($0) }, sort: sort)
    }

    /// - Shape: without it, however often it stood at the top; unchanged where it did not.
    package func removing(_ condition: TaskCondition) -> TaskFilter {
        TaskFilter(conjuncts.filter { !condition.conjuncts.contains($0) }, sort: sort)
    }

    package func toggling(_ condition: TaskCondition) -> TaskFilter {
        contains(condition) ? removing(condition) : adding(condition)
    }

    package func sorted(by sort: [TaskSort]) -> TaskFilter { TaskFilter(conjuncts, sort: sort) }
}
