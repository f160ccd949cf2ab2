import Domain
import SQLite
import Store
import TaskDomain

/// The conditions that a filter sets for each task of a list or a board, and what it leaves out unless it is asked for.
struct ListConditions {
    /// The words that are searched for; the statement's own source looks it up.
    let search: SearchExpressions?
    private(set) var conditions: [String] = []
    /// Bound in the order of `conditions`.
    private(set) var values: [(any Bindable)?] = []
    /// Tells of a task that it stands below others where a search decides the order: it is over, or hidden.
    let isBelow: String
    let belowValues: [(any Bindable)?]

    /// - Shape: `isRanked` where a search decides the order, and hidden tasks stand below the others.
    init(_ filter: TaskFilter, _ frame: DayFrame, _ access: Access, _ tx: ReadTransaction, isRanked: Bool = false)
        throws
    {
        let filter = filter.resolved(today: frame.today, now: frame.now)
        // Words that must all be found lead the search; what stands behind a minus or in parentheses is looked up.
        search = try SearchExpressions(filter.sought, tx)
        var rest = try FilterSQL(
            filter.conjuncts.filter { !$0.isSought }, frame: frame, caller: access.accountId, tx)
        conditions = [rest.condition].filter { !$0.isEmpty }
        if !filter.asksForHidden, !isRanked || search == nil { conditions.append(rest.inSight()) }
        values = rest.values
        if !filter.asksForProject {
            conditions.append(Access.inUse("task.projectId"))
        }
        conditions.append(Access.sight)
        values += access.who
        var below = try FilterSQL([], frame: frame, caller: access.accountId, tx)
        isBelow = below.isBelow()
        belowValues = below.values
    }
}

extension TaskCondition {
    /// A word or phrase that must be found.
    fileprivate var isSought: Bool { if case .term(let term) = self { term.pattern != nil } else { false } }
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
