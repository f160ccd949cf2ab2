import Domain
import SQLite
import Store
import TaskDomain

/// The numbers of the labels, projects and people that a filter names: of what has the very name, else of what is found
/// by it.
struct FilterNames {
    private var labels: [String: [Int64]] = [:]
    private var projects: [String: [Int64]] = [:]
    private var people: [String: [Int64]] = [:]

    /// - Shape: each kind is read once where a name is not the very one of anything, however many are asked for.
    init(_ terms: [TaskTerm], _ access: Access, _ tx: ReadTransaction) throws {
        labels = try Self.found(terms.flatMap(\.labels), exactly: Self.label, tx) {
            try tx.all("SELECT id, name FROM label ORDER BY id") { row in Named(id: try row[0], name: try row[1]) }
        }
        // Projects may share a name, and those of others count for nothing.
        projects = try Self.found(terms.flatMap(\.projects), exactly: { _, _ in [] }, tx) {
            try tx.all(
                """
                SELECT id, name FROM project WHERE CAST(?1 AS BIGINT) IS NULL OR EXISTS (
                    SELECT 1 FROM projectMember WHERE projectId = project.id AND accountId = ?1) ORDER BY id
                """, access.accountId
            ) { row in Named(id: try row[0], name: try row[1]) }
        }
        people = try Self.found(terms.flatMap(\.people), exactly: Self.person, tx) {
            try tx.all("SELECT id, name FROM account ORDER BY id") { row in Named(id: try row[0], name: try row[1]) }
        }
    }

    func label(_ name: String) -> [Int64] { labels[name] ?? [] }
    func project(_ name: String) -> [Int64] { projects[name] ?? [] }
    func person(_ name: String) -> [Int64] { people[name] ?? [] }
}

/// Looking one up.
extension FilterNames {
    /// Things that one name may mean, so that a statement has a limit.
    private static let limit = 64

    private struct Named {
        let id: Int64
        let name: String
    }

    private static func found(
        _ names: [String], exactly known: (String, ReadTransaction) throws -> [Int64], _ tx: ReadTransaction,
        among all: () throws -> [Named]
    ) throws -> [String: [Int64]] {
        var found: [String: [Int64]] = [:]
        var rest: [Named]?
        for name in names where found[name] == nil {
            found[name] = try known(name, tx)
            guard found[name]!.isEmpty else { continue }
            rest = try rest ?? all()
            found[name] = NameSearch.meant(by: name, among: rest!, \.name).prefix(Self.limit).map(\.id)
        }
        return found
    }

    private static func label(_ name: String, _ tx: ReadTransaction) throws -> [Int64] {
        try tx.all("SELECT id FROM label WHERE nameKey = ?", LabelRules.key(of: name)) { row in try row[0] }
    }

    private static func person(_ name: String, _ tx: ReadTransaction) throws -> [Int64] {
        try NameKeys.account(name, tx).map { [$0] } ?? []
    }
}

extension TaskTerm {
    fileprivate var labels: [String] {
        if case .label(let picks) = self { picks.compactMap(\.named) } else { [] }
    }

    fileprivate var projects: [String] {
        guard case .project(let picks) = self else { return [] }
        return picks.compactMap(\.named).compactMap { if case .name(let name) = $0 { name } else { nil } }
    }

    fileprivate var people: [String] {
        switch self {
        case .assignee(let picks), .inbox(let picks):
            picks.compactMap(\.named).compactMap { if case .name(let name) = $0 { name } else { nil } }
        default: []
        }
    }
}

extension TaskPick {
    fileprivate var named: Value? { if case .value(let value) = self { value } else { nil } }
}
