import Domain

/// A query's tree.
///
/// - Shape: read from text, `all` and `any` have two members or more, and neither has a member of its own kind.
package indirect enum TaskCondition: Hashable, Sendable {
    case term(TaskTerm)
    case not(TaskCondition)
    case all([TaskCondition])
    case any([TaskCondition])

    /// The conditions side by side, those of a nested `all` among them; one alone stays itself.
    static func joined(_ members: [TaskCondition]) -> TaskCondition {
        let flat = members.flatMap(\.conjuncts)
        return flat.count == 1 ? flat[0] : .all(flat)
    }

    /// As `joined`, for `any`.
    package static func either(_ members: [TaskCondition]) -> TaskCondition {
        let flat = members.flatMap { member in
            if case .any(let inner) = member { inner } else { [member] }
        }
        return flat.count == 1 ? flat[0] : .any(flat)
    }

    /// The conditions that must all hold for this one to hold.
    var conjuncts: [TaskCondition] {
        if case .all(let members) = self { members.flatMap(\.conjuncts) } else { [self] }
    }

    package func terms(isNegated: Bool = false) -> [(term: TaskTerm, isNegated: Bool)] {
        switch self {
        case .term(let term): [(term, isNegated)]
        case .not(let inner): inner.terms(isNegated: !isNegated)
        case .all(let members), .any(let members): members.flatMap { $0.terms(isNegated: isNegated) }
        }
    }

    func mapTerms(_ change: (TaskTerm) -> TaskTerm) -> TaskCondition {
        switch self {
        case .term(let term): .term(change(term))
        case .not(let inner): .not(inner.mapTerms(change))
        case .all(let members): .all(members.map { $0.mapTerms(change) })
        case .any(let members): .any(members.map { $0.mapTerms(change) })
        }
    }
}
