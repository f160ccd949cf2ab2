import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

/// Labels, and which tasks have them.
extension SQLiteTaskRows {
    func label(called name: String) throws -> TaskLabel? {
        try tx.one("SELECT id, name, colour FROM label WHERE nameKey = ?", LabelRules.key(of: name)) { row in
            TaskLabel(id: try row[0], name: try row[1], colour: try row[2])
        }
    }

    func label(_ id: Int64) throws -> LabelRow? {
        try tx.one(SQL(composed: "\(Self.columns) WHERE id = ?"), id, row: Self.read)
    }

    func unusedLabel(_ label: TaskLabel) throws -> LabelRow? {
        try tx.one(
            SQL(
                composed: """
                    \(Self.columns) WHERE id = ?1 AND name = ?2 AND colour = ?3
                    AND NOT EXISTS (SELECT 1 FROM taskLabel WHERE labelId = ?1)
                    """), label.id, label.name, label.colour, row: Self.read)
    }

    private static let columns = "SELECT id, name, colour, createdAt, version, createdBy FROM label"

    private static func read(_ row: borrowing Row) throws -> LabelRow {
        LabelRow(
            label: TaskLabel(id: try row[0], name: try row[1], colour: try row[2]), createdAt: try row[3],
            version: try row[4], createdBy: try row[5])
    }

    func labelUse(_ id: Int64, seenBy account: Int64?) throws -> LabelUse? {
        try SQLiteProjectRepository.knownLabel(id, Access(accountId: account), tx)
    }

    func labels(among ids: [Int64]) throws -> Set<Int64> {
        Set(try tx.all(Self.selectLabels, IDList(ids)) { try $0[0] as Int64 })
    }

    private static let selectLabels = SQL(kept: "SELECT id FROM label WHERE id IN (\(IDList.rows))")

    func hasLabel(called name: String, besides id: Int64?) throws -> Bool {
        try tx.isTrue(
            "SELECT EXISTS (SELECT 1 FROM label WHERE nameKey = ? AND id IS DISTINCT FROM ?)", LabelRules.key(of: name),
            id)
    }

    func hasLabel(_ id: Int64, orCalled name: String) throws -> Bool {
        try tx.isTrue(
            "SELECT EXISTS (SELECT 1 FROM label WHERE id = ? OR nameKey = ?)", id, LabelRules.key(of: name))
    }

    func countLabels() throws -> Int { try tx.value("SELECT count(*) FROM label") ?? 0 }

    func countLabels(madeBy account: Int64) throws -> Int {
        try tx.value("SELECT count(*) FROM label WHERE createdBy = ?", account) ?? 0
    }

    func tasks(labelled id: Int64, seenBy account: Int64?, limit: Int) throws -> [TaskItem.ID] {
        try tx.all(
            SQL(
                composed: """
                    SELECT taskId FROM taskLabel JOIN task ON task.id = taskId
                    WHERE labelId = ? AND \(Access.sight) ORDER BY taskId LIMIT ?
                    """), values: [id] + Access(accountId: account).who + [limit]
        ) { try $0[0] }
    }

    func hasHiddenTask(labelled id: Int64, seenBy account: Int64?) throws -> Bool {
        let hidden: [Int64] = try tx.all(
            SQL(
                composed: """
                    SELECT 1 FROM taskLabel JOIN task ON task.id = taskId
                    WHERE labelId = ? AND NOT \(Access.sight) LIMIT 1
                    """), values: [id] + Access(accountId: account).who
        ) { try $0[0] }
        return !hidden.isEmpty
    }

    func isUsed(label id: Int64) throws -> Bool {
        try tx.isTrue("SELECT EXISTS (SELECT 1 FROM taskLabel WHERE labelId = ?)", id)
    }

    func insert(_ row: LabelRow) throws -> Int64 {
        let (label, key) = (row.label, LabelRules.key(of: row.label.name))
        if label.id == 0 {
            try tx.run(
                "INSERT INTO label (name, nameKey, colour, createdAt, createdBy) VALUES (?, ?, ?, ?, ?)", label.name,
                key, label.colour, row.createdAt, row.createdBy)
        } else {
            try tx.run(
                """
                INSERT INTO label (id, name, nameKey, colour, createdAt, version, createdBy) VALUES (?, ?, ?, ?, ?, ?, ?)
                """, label.id, label.name, key, label.colour, row.createdAt, row.version, row.createdBy)
        }
        return try tx.lastInsertRowID
    }

    func save(_ label: TaskLabel, version: Int64) throws {
        try tx.run(
            "UPDATE label SET name = ?, nameKey = ?, colour = ?, version = ? WHERE id = ?", label.name,
            LabelRules.key(of: label.name), label.colour, version, label.id)
    }

    func removeLabel(_ id: Int64) throws { try tx.run("DELETE FROM label WHERE id = ?", id) }
}
