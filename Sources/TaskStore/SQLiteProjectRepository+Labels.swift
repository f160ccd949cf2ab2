import Domain
import JSON
import SQLite
import Store
import TaskChanges
import TaskDomain

extension SQLiteProjectRepository {
    package func labels(for caller: Caller) throws(Failure) -> [LabelUse] {
        try store.read { tx in
            try Self.labels("CAST(? AS BIGINT) IS NULL ORDER BY label.nameKey LIMIT ?", nil, .max, caller, tx)
        }
    }

    package func labels(_ query: LabelQuery, for caller: Caller) throws(Failure) -> LabelPage {
        try store.read { tx in
            let limit = query.limit + 1
            var found =
                switch query.cursor {
                case .first:
                    try Self.labels("CAST(? AS BIGINT) IS NULL ORDER BY label.nameKey LIMIT ?", nil, limit, caller, tx)
                case .after(let id):
                    try Self.labels(
                        """
                        label.nameKey > coalesce((SELECT nameKey FROM label WHERE id = ?), '')
                        ORDER BY label.nameKey LIMIT ?
                        """, id, limit, caller, tx)
                case .from(let id):
                    try Self.labels(
                        """
                        label.nameKey >= (SELECT nameKey FROM label WHERE id = ?) ORDER BY label.nameKey LIMIT ?
                        """, id, limit, caller, tx)
                }
            let hasNext = found.count > query.limit
            if hasNext { found.removeLast() }
            return LabelPage(labels: found, next: hasNext ? found.last?.label.id : nil)
        }
    }

    package func labelNames(limit: Int, for caller: Caller) throws(Failure) -> [String] {
        try store.read { tx in
            try tx.all(
                SQL(composed: "SELECT name FROM label WHERE \(Access.labelsAround) ORDER BY nameKey LIMIT ?"),
                values: Access(caller).whoOfLabelsAround + [limit]
            ) { try $0[0] }
        }
    }

    /// - Shape: the condition takes `value` and the limit.
    private static func labels(
        _ condition: StaticString, _ value: Int64?, _ limit: Int, _ caller: Caller, _ tx: ReadTransaction
    ) throws -> [LabelUse] {
        try tx.all(
            SQL(composed: "\(Self.uses) WHERE \(Access.sightOfLabel) AND \(condition)"),
            values: Access(caller).who + Access(caller).whoOfLabel + [value, limit], row: Self.use)
    }

    package func label(_ id: Int64, for caller: Caller) throws(Failure) -> LabelUse {
        try store.read { tx in try Self.knownLabel(id, Access(caller), tx).orNotFound() }
    }

    private static let uses = """
        SELECT label.id, label.name, label.colour,
        (SELECT count(*) FROM taskLabel JOIN task ON task.id = taskId WHERE labelId = label.id AND \(Access.sight)),
        label.version FROM label
        """

    private static func use(_ row: borrowing Row) throws -> LabelUse {
        LabelUse(
            label: TaskLabel(id: try row[0], name: try row[1], colour: try row[2]), count: try row[3],
            version: try row[4])
    }

    /// - Shape: nil for one that is not there or hidden.
    static func knownLabel(_ id: Int64, _ access: Access, _ tx: ReadTransaction) throws -> LabelUse? {
        try tx.all(
            SQL(composed: "\(uses) WHERE \(Access.sightOfLabel) AND label.id = ?"),
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

extension SQLiteProjectRepository {
    package func savedViews(of accountId: Int64) throws(Failure) -> [SavedView] {
        try store.read { tx in
            try tx.all(
                "SELECT id, name, query, version FROM savedView WHERE accountId = ? ORDER BY id", accountId,
                row: Self.view)
        }
    }

    package func savedView(_ id: Int64, of accountId: Int64) throws(Failure) -> SavedView {
        try store.read { tx in try Self.view(id, of: accountId, tx).orNotFound() }
    }

    package func saveView(_ name: String, _ query: String, by change: Change) throws(Failure) -> SavedView {
        try store.write { [self] tx in
            let owner = change.caller.accountId ?? 0
            if let known = try RetryLog.subject(of: change, tx) {
                guard let view = try Self.view(known, of: owner, tx) else { throw Failure.notFound }
                return view
            }
            let count: Int? = try tx.value("SELECT count(*) FROM savedView WHERE accountId = ?", owner)
            guard (count ?? 0) < SavedView.limit else { throw Failure(.tooMany(SavedView.limit), field: "views") }
            try tx.run(
                "INSERT INTO savedView (accountId, name, query, createdAt) VALUES (?, ?, ?, ?)", owner, name, query,
                change.instant)
            let view = SavedView(id: try tx.lastInsertRowID, name: name, query: query)
            try tell(.viewSaved, view, by: change, tx)
            try RetryLog.remember(change, subject: view.id, tx)
            return view
        }
    }

    package func updateView(
        _ id: Int64, name: String?, query: String?, by change: Change
    ) throws(Failure) -> SavedView {
        try store.write { [self] tx in
            let owner = change.caller.accountId ?? 0
            guard let old = try Self.view(id, of: owner, tx) else { throw Failure.notFound }
            guard try RetryLog.subject(of: change, tx) == nil else { return old }
            try change.require(version: old.version)
            try RetryLog.remember(change, subject: id, tx)
            let new = SavedView(
                id: id, name: name ?? old.name, query: query ?? old.query, version: old.version + 1)
            guard new.name != old.name || new.query != old.query else { return old }
            try tx.run(
                "UPDATE savedView SET name = ?, query = ?, version = ? WHERE id = ?", new.name, new.query, new.version,
                id)
            try tell(.viewChanged, new, by: change, tx)
            return new
        }
    }

    package func deleteView(_ id: Int64, by change: Change) throws(Failure) {
        try store.write { [self] tx in
            guard try RetryLog.subject(of: change, tx) == nil else { return }
            guard let view = try Self.view(id, of: change.caller.accountId ?? 0, tx) else { throw Failure.notFound }
            try change.require(version: view.version)
            try tx.run("DELETE FROM savedView WHERE id = ?", id)
            try tell(.viewRemoved, view, by: change, tx)
            try RetryLog.remember(change, subject: id, tx)
        }
    }

    private func tell(_ kind: TaskEventKind, _ view: SavedView, by change: Change, _ tx: WriteTransaction) throws {
        let event = Event(.task(kind), subject: view.id, by: change) { out in
            out.member("account", change.caller.accountId ?? 0)
            out.member("name", view.name)
            out.member("query", view.query)
            out.member("version", view.version)
        }
        try tx.append(event, key: store.eventKey)
    }

    private static func view(_ id: Int64, of owner: Int64, _ tx: ReadTransaction) throws -> SavedView? {
        try tx.one(
            "SELECT id, name, query, version FROM savedView WHERE id = ? AND accountId = ?", id, owner, row: view)
    }

    private static func view(_ row: borrowing Row) throws -> SavedView {
        SavedView(id: try row[0], name: try row[1], query: try row[2], version: try row[3])
    }
}
