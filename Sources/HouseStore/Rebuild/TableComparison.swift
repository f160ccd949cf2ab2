import Domain
import SQLite
import Store

/// Compares a table with what the log makes of it.
struct TableComparison {
    /// The number of rows that are read at once: they may be long.
    private static let stride: Int64 = 200

    /// Rows of which the log has lost a body, by their tables, as SQL literals; more are found on the way.
    var lost: [String: Set<String>]
    let live: ReadTransaction
    let made: ReadTransaction

    mutating func compare(_ name: String) throws -> EventRebuild.Table {
        let survey = try TableSurvey(name, live)
        var result = EventRebuild.Table(name: name)
        var start = Int64.min
        while let next = try [survey.next(from: start, live), survey.next(from: start, made)].compactMap({ $0 }).min() {
            let range = next..<next + Self.stride
            try compare(survey, survey.rows(range, live), survey.rows(range, made), &result)
            start = range.upperBound
        }
        return result
    }

    private mutating func compare(
        _ survey: TableSurvey, _ live: [[String]: [String]], _ made: [[String]: [String]],
        _ result: inout EventRebuild.Table
    ) throws {
        for (key, row) in live.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            if isLost(survey, row) {
                lost[survey.name, default: []].insert(key[0])
                result.lost += 1
                continue
            }
            result.rows += 1
            guard let other = made[key] else {
                result.note(.init(key: key, difference: .notInLog))
                continue
            }
            let columns = zip(survey.columns, zip(row, other)).filter { $1.0 != $1.1 }.map(\.0)
            if !columns.isEmpty { result.note(.init(key: key, difference: .changed(columns))) }
        }
        for (key, row) in made.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
        where live[key] == nil && !isLost(survey, row) {
            result.note(.init(key: key, difference: .missing))
        }
    }

    /// Tells whether an event whose body is gone told of a row, or of one that it names.
    private func isLost(_ survey: TableSurvey, _ row: [String]) -> Bool {
        lost[survey.name]?.contains(row[survey.key[0]]) == true
            || survey.references.contains { lost[$0.table]?.contains(row[$0.column]) == true }
    }
}
