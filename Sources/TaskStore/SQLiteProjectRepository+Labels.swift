import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

extension SQLiteProjectRepository {
    package func labels(for caller: Caller) throws(Failure) -> [LabelUse] {
        try store.read { tx in
            try Self.labels("CAST(? AS BIGINT) IS NULL", nil, .max, caller, tx)
        }
    }

    package func labels(_ query: LabelQuery, for caller: Caller) throws(Failure) -> LabelPage {
        try store.read { tx in
            let limit = query.limit + 1
            var found =
                switch query.cursor {
                case .first:
                    try Self.labels("CAST(? AS BIGINT) IS NULL", nil, limit, caller, tx)
                case .after(let id):
                    try Self.labels(
                        "\(Self.byName) > coalesce((SELECT other.name FROM label other WHERE other.id = ?), '')", id,
                        limit,
                        caller, tx)
                case .from(let id):
                    try Self.labels(
                        "\(Self.byName) >= (SELECT other.name FROM label other WHERE other.id = ?)", id, limit, caller,
                        tx)
                }
            let hasNext = found.count > query.limit
            if hasNext { found.removeLast() }
            return LabelPage(labels: found, next: hasNext ? found.last?.label.id : nil)
        }
    }

    package func labelNames(limit: Int, for caller: Caller) throws(Failure) -> [String] {
        try store.read { tx in
            try tx.all(
                SQL(
                    composed:
                        "SELECT name FROM label WHERE \(Access.labelsAround) ORDER BY name COLLATE alphabetical LIMIT ?"
                ),
                values: Access(caller).whoOfLabelsAround + [limit]
            ) { try $0[0] }
        }
    }

    private static let byName = "label.name COLLATE alphabetical"

    /// - Shape: the condition takes `value`. The tasks of those that are shown are counted, and of no others.
    private static func labels(
        _ condition: String, _ value: Int64?, _ limit: Int, _ caller: Caller, _ tx: ReadTransaction
    ) throws -> [LabelUse] {
        let shown = """
            (SELECT label.id, label.name, label.colour, label.version FROM label
            WHERE \(Access.sightOfLabel) AND \(condition) ORDER BY \(byName) LIMIT ?) label
            """
        return try tx.all(
            SQL(composed: "\(uses(of: shown)) ORDER BY \(byName)"),
            values: Access(caller).who + Access(caller).whoOfLabel + [value, limit], row: Self.use)
    }

    package func label(_ id: Int64, for caller: Caller) throws(Failure) -> LabelUse {
        try store.read { tx in try Self.knownLabel(id, Access(caller), tx).orNotFound() }
    }

    private static func uses(of labels: String) -> String {
        """
        SELECT label.id, label.name, label.colour,
        (SELECT count(*) FROM taskLabel JOIN task ON task.id = taskId WHERE labelId = label.id AND \(Access.sight)),
        label.version FROM \(labels)
        """
    }

    private static func use(_ row: borrowing Row) throws -> LabelUse {
        LabelUse(
            label: TaskLabel(id: try row[0], name: try row[1], colour: try row[2]), count: try row[3],
            version: try row[4])
    }

    /// - Shape: nil for one that is not there or hidden.
    static func knownLabel(_ id: Int64, _ access: Access, _ tx: ReadTransaction) throws -> LabelUse? {
        try tx.all(
            SQL(composed: "\(uses(of: "label")) WHERE \(Access.sightOfLabel) AND label.id = ?"),
            values: access.who + access.whoOfLabel + [id], row: use
        ).first
    }

    package func createLabel(_ name: String, _ colour: LabelColour, by change: Change) throws(Failure) -> LabelUse {
        try store.writing(change) { try LabelChanges($0).create(name, colour) }
    }

    package func updateLabel(
        _ id: Int64, name: String?, colour: LabelColour?, by change: Change
    ) throws(Failure) -> LabelUse {
        try store.writing(change) { try LabelChanges($0).update(id, name: name, colour: colour) }
    }

    @discardableResult
    package func deleteLabel(_ id: Int64, by change: Change) throws(Failure) -> Int64? {
        try store.writing(change) { try LabelChanges($0).delete(id) }
    }
}
