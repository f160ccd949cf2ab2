import Domain
import SQLite
import Store
import TaskDomain

/// The numbers of the labels, projects and people that a filter names: of what has the very name, else of what is found
/// by it. Labels and projects that the caller does not see count for nothing.
struct FilterNames {
    private var labels: [String: [Int64]] = [:]
    private var projects: [String: [Int64]] = [:]
    private var people: [String: [Int64]] = [:]

    /// Things that one name may mean, so that a statement has a limit.
    private static let limit = 64

    init(_ terms: [TaskTerm], _ access: Access, _ tx: ReadTransaction) throws {
        for name in terms.flatMap(\.labels) {
            labels[name] = try Self.seen(Self.label(name, tx), access, tx)
        }
        for name in terms.flatMap(\.people) { people[name] = try NameKeys.account(name, tx).map { [$0] } }
        try find(terms.flatMap(\.labels), in: \.labels, "SELECT id, name FROM label ORDER BY id", [], tx) {
            try Self.seen($0, access, tx)
        }
        try find(terms.flatMap(\.projects), in: \.projects, Self.selectProjects, [access.accountId], tx) { $0 }
        try find(terms.flatMap(\.people), in: \.people, "SELECT id, name FROM account ORDER BY id", [], tx) { $0 }
    }

    func label(_ name: String) -> [Int64] { labels[name] ?? [] }
    func project(_ name: String) -> [Int64] { projects[name] ?? [] }
    func person(_ name: String) -> [Int64] { people[name] ?? [] }
}

/// Looking them up.
extension FilterNames {
    /// Finds those that are not known by their keys; everything is read and folded once, and only where it is needed.
    private mutating func find(
        _ names: [String], in found: WritableKeyPath<FilterNames, [String: [Int64]]>, _ select: SQL,
        _ values: [(any Bindable)?], _ tx: ReadTransaction, seen: ([Int64]) throws -> [Int64]
    ) throws {
        let rest = names.filter { (self[keyPath: found][$0] ?? []).isEmpty }
        guard !rest.isEmpty else { return }
        let all = try tx.all(select, values: values) { row in (id: try row[0] as Int64, name: try row[1] as String) }
        let table = NameTable(all, \.name)
        for name in rest {
            self[keyPath: found][name] = try table.meant(by: name) { things in
                let ids = Set(try seen(things.prefix(Self.limit).map(\.id)))
                return things.filter { ids.contains($0.id) }
            }.map(\.id)
        }
    }

    private static let selectProjects = SQL(
        kept: """
            SELECT id, name FROM project WHERE CAST(?1 AS BIGINT) IS NULL OR EXISTS (
                SELECT 1 FROM projectMember WHERE projectId = project.id AND accountId = ?1) ORDER BY id
            """)

    private static func label(_ name: String, _ tx: ReadTransaction) throws -> [Int64] {
        try tx.all("SELECT id FROM label WHERE nameKey = ?", LabelRules.key(of: name)) { row in try row[0] }
    }

    /// Those labels of `ids` that the caller sees.
    private static func seen(_ ids: [Int64], _ access: Access, _ tx: ReadTransaction) throws -> [Int64] {
        guard !ids.isEmpty else { return [] }
        return try tx.all(
            SQL(composed: "SELECT id FROM label WHERE id IN (\(IDList.rows)) AND \(Access.sightOfLabel)"),
            values: [IDList(ids)] + access.whoOfLabel
        ) { row in try row[0] }
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
