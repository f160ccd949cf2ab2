import Domain
import SQLite
import Store

/// The tables that the log tells the whole of, and how each is read so that two databases can be compared.
struct TableSurvey {
    private static let all = [SurveyedTables.ofHouse] + AreaName.allCases.compactMap(\.tables)

    static let compared = all.flatMap(\.compared)

    static let leftOut: [String: String] = all.reduce(into: [:]) { $0.merge($1.leftOut) { first, _ in first } }

    private static let keysOfName: [String: @Sendable (String) -> [String]] = all.reduce(into: [:]) {
        $0.merge($1.keysOfName) { first, _ in first }
    }

    static let bitsOfRights: [String: Int] = all.reduce(into: [:]) { $0.merge($1.bitsOfRights) { first, _ in first } }

    private static let references: [String: [String: String]] = all.reduce(into: [:]) {
        $0.merge($1.references) { first, _ in first }
    }

    private static let subjects: [EventSubject: String] = all.reduce(into: [:]) {
        $0.merge($1.subjects) { first, _ in first }
    }

    /// The table that has the rows of such things; nil where none is compared that has their numbers.
    static func table(of subject: EventSubject) -> String? {
        let name = subjects[subject] ?? subject.name
        return compared.contains(name) ? name : nil
    }

    let name: String
    let columns: [String]
    /// Places in `columns`.
    let key: [Int]
    /// The columns that name a row of another table: its name, and the place in `columns`.
    let references: [(table: String, column: Int)]
    /// Tables whose rows have no number are read all at once.
    private let isNumbered: Bool

    init(_ name: String, _ tx: ReadTransaction) throws {
        self.name = name
        let found = try tx.all("SELECT name, pk, type FROM pragma_table_info(?) ORDER BY cid", name) { row in
            (name: try row[0] as String, key: try row[1] as Int, type: try row[2] as String)
        }
        let columns = found.map(\.name)
        self.columns = columns
        key = found.indices.filter { found[$0].key > 0 }.sorted { found[$0].key < found[$1].key }
        isNumbered = found[key[0]].type == "INTEGER"
        let named = try tx.all(#"SELECT "table", "from" FROM pragma_foreign_key_list(?)"#, name) { row in
            (table: try row[0] as String, column: try row[1] as String)
        }
        let others = (Self.references[name] ?? [:]).map { (table: $0.value, column: $0.key) }
        references = (named + others).map { (table: $0.table, column: columns.firstIndex(of: $0.column) ?? 0) }
    }

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
