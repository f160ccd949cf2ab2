import Domain
import SQLite
import Store
import TaskDomain

/// The tables that the log tells the whole of, and how each is read so that two databases can be compared.
struct TableSurvey {
    /// In an order in which whatever is named comes before what names it.
    static let compared = [
        "account", "role", "project", "projectMember", "label", "task", "step", "taskLabel", "taskAssignee",
        "taskBlock", "comment", "mention", "savedView", "trash",
    ]

    /// Tables that are not compared with the log, and why.
    static let leftOut = [
        "credential": "a secret", "session": "a secret", "personalToken": "holds the hash of a secret",
        "invitation": "holds the hash of a secret", "setupToken": "holds the hash of a secret",
        "knownDevice": "holds the hash of a secret", "throttle": "fades by itself",
        "retry": "kept for a day, for whoever asks again", "taskCount": "counted from the tasks",
        "commentTotal": "counted from the comments",
        "erasing": "what is still to be erased",
        "taskHour": "keeps the sums of tasks whose bodies were erased", "taskSearch": "made of the tasks",
        "sweepMark": "the clock's",
        "meta": "the schema's", "event": "the log", "eventBody": "the log",
    ]

    /// The keys that a name may have in its row; which of them it is depends on what stood beside it when it was given.
    private static let keysOfName: [String: @Sendable (String) -> [String]] = [
        "account": AccountRules.keys, "label": LabelRules.keys,
    ]

    let name: String
    let columns: [String]
    /// Places in `columns`.
    let key: [Int]
    /// Which columns name a row of another table: its name, and the place in `columns`.
    let references: [(table: String, column: Int)]

    init(_ name: String, _ tx: ReadTransaction) throws {
        self.name = name
        let found = try tx.all("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", name) { row in
            (name: try row[0] as String, key: try row[1] as Int)
        }
        let columns = found.map(\.name)
        self.columns = columns
        key = found.indices.filter { found[$0].key > 0 }.sorted { found[$0].key < found[$1].key }
        let named = try tx.all(#"SELECT "table", "from" FROM pragma_foreign_key_list(?)"#, name) { row in
            (table: try row[0] as String, column: columns.firstIndex(of: try row[1] as String) ?? 0)
        }
        // What lies in the trash names its task, which is not there.
        references = name == "trash" ? named + [("task", 0)] : named
    }

    /// Tables whose rows have no number are read all at once.
    var isNumbered: Bool { name != "role" }

    private var first: String { columns[key[0]] }

    /// The lowest number from this one on; nil where none follows.
    func next(from number: Int64, _ tx: ReadTransaction) throws -> Int64? {
        guard isNumbered else { return number == .min ? 0 : nil }
        return try tx.value(SQL(composed: "SELECT min(\(first)) FROM \(name) WHERE \(first) >= ?"), number) as Int64??
            ?? nil
    }

    /// The rows with these numbers, by their keys; each value as an SQL literal, so that text and number differ.
    func rows(_ range: Range<Int64>, _ tx: ReadTransaction) throws -> [[String]: [String]] {
        let values = columns.map { "quote(\($0))" }.joined(separator: ", ")
        let condition = isNumbered ? "\(first) >= ? AND \(first) < ?" : "? < ?"
        let found = try tx.all(
            SQL(composed: "SELECT \(values) FROM \(name) WHERE \(condition)"), range.lowerBound, range.upperBound
        ) { row in
            var values: [String] = []
            for place in 0..<row.count { values.append(try row[place]) }
            return withoutKeyOfName(values)
        }
        return Dictionary(uniqueKeysWithValues: found.map { row in (key.map { row[$0] }, row) })
    }

    /// The row without a key that is one of its name's.
    private func withoutKeyOfName(_ row: [String]) -> [String] {
        guard let keys = Self.keysOfName[name], let named = columns.firstIndex(of: "name"),
            let keyed = columns.firstIndex(of: "nameKey"), let id = columns.firstIndex(of: "id")
        else { return row }
        let name = String(row[named].dropFirst().dropLast()).replacing("''", with: "'")
        let expected = keys(name) + [Int64(row[id]).map(NameKeys.inDoubt) ?? ""]
        guard expected.contains(where: { "'\($0.replacing("'", with: "''"))'" == row[keyed] }) else { return row }
        var row = row
        row[keyed] = "its name's"
        return row
    }
}
