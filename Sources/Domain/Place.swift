/// Where a task is, and by that who sees it: in a project its members; in an inbox the account that it is of, the
/// person an agent belongs to, and whoever the task is assigned to.
///
/// - Source: docs/design/0006-tasks.md.
package enum Place: Hashable, Sendable {
    case project(Int64)
    /// The account's.
    case inbox(Int64)

    /// In one column: a project's number, or an account's below zero.
    package init(number: Int64) {
        self = number < 0 ? .inbox(-number) : .project(number)
    }

    package var number: Int64 {
        switch self {
        case .project(let id): id
        case .inbox(let account): -account
        }
    }

    package var project: Int64? {
        if case .project(let id) = self { id } else { nil }
    }

    /// The account whose inbox it is.
    package var inbox: Int64? {
        if case .inbox(let account) = self { account } else { nil }
    }
}
