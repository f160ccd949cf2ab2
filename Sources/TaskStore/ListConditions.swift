import Domain
import SQLite
import Store
import TaskDomain

/// The conditions that a filter sets for each task of a list or a board, and what it leaves out unless it is asked for.
struct ListConditions {
    /// The words searched for, as an expression for MATCH; the statement's own source looks it up.
    let match: String?
    let words: [TaskTerm]
    private(set) var conditions: [String] = []
    /// Bound in the order of `conditions`.
    private(set) var values: [(any Bindable)?] = []

    init(_ filter: TaskFilter, _ frame: DayFrame, _ access: Access) {
        let filter = filter.resolved(today: frame.today, now: frame.now)
        // Words that must all be found lead the search; what stands behind a minus or in parentheses is looked up.
        words = filter.conjuncts.compactMap(\.word)
        match = SearchMatch.of(words)
        var rest = FilterSQL(
            filter.conjuncts.filter { $0.word == nil }, frame: frame, caller: access.accountId)
        conditions = [rest.condition].filter { !$0.isEmpty }
        if !filter.asksForHidden { conditions.append(rest.inSight()) }
        values = rest.values
        if !filter.asksForProject {
            conditions.append(Access.inUse("task.projectId"))
        }
        conditions.append(Access.sight)
        values += access.who
    }
}

extension TaskCondition {
    /// A word or phrase that must be found.
    fileprivate var word: TaskTerm? {
        switch self {
        case .term(let term): if case .word = term { term } else if case .phrase = term { term } else { nil }
        default: nil
        }
    }
}

extension TaskFilter {
    fileprivate var asksForHidden: Bool {
        terms.contains { term, _ in
            switch term {
            case .flag(let flags): flags.contains(.hidden)
            case .time(.wait, _), .timeCompared(.wait, _, _), .id, .externalId: true
            default: false
            }
        }
    }

    fileprivate var asksForProject: Bool {
        terms.contains { term, _ in
            switch term {
            case .project, .id, .externalId: true
            default: false
            }
        }
    }

    /// The filter says itself which statuses are meant.
    var asksForOver: Bool {
        terms.contains { term, _ in
            switch term {
            case .status(let all): all.contains { !$0.isLive }
            case .flag(let flags): flags.contains(.done) || flags.contains(.dropped)
            case .time(.completed, _), .timeCompared(.completed, _, _): true
            default: false
            }
        }
    }
}
