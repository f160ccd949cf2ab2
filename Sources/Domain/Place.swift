/// Where something is, and by that who sees it: in a project its members; in an inbox the account that it is of, the
/// person an agent belongs to, and whoever the task is assigned to; in a space of memory those who reach that.
///
/// - Source: docs/design/0006-tasks.md and 0012-memory.md.
package enum Place: Hashable, Sendable {
    case project(Int64)
    /// The account's.
    case inbox(Int64)
    /// Of memory.
    case space(Int64)

    /// Numbers of projects end below it.
    private static let firstSpace: Int64 = 1 << 50

    /// In one column: a project's number, an account's below zero, or a space's from 2^50 on.
    package init(number: Int64) {
        self =
            number < 0
            ? .inbox(-number) : number < Self.firstSpace ? .project(number) : .space(number - Self.firstSpace)
    }

    package var number: Int64 {
        switch self {
        case .project(let id): id
        case .inbox(let account): -account
        case .space(let id): Self.firstSpace + id
        }
    }

    package var project: Int64? {
        if case .project(let id) = self { id } else { nil }
    }

    /// The account whose inbox it is.
    package var inbox: Int64? {
        if case .inbox(let account) = self { account } else { nil }
    }

    package var space: Int64? {
        if case .space(let id) = self { id } else { nil }
    }
}
