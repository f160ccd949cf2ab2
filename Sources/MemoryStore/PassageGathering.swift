import Finding
import SQLite
import Store

/// Looks words up in the index, in some spaces and no others. What it looks at has a bound.
struct PassageGathering {
    private let tx: ReadTransaction
    private let spaces: [Int64]
    private let isPastToo: Bool
    /// Rows that are still looked at.
    private(set) var rowsLeft = rowLimit
    /// Something was left unseen.
    private(set) var isBounded = false

    /// Rows of the index that one search reads, and that one word may have of them.
    private static let rowLimit = 24_000
    private static let wordLimit = 4_000
    /// Spaces up to which each is asked by itself; more of them are a stretch of the index, with others among them.
    private static let askedSpaces = 16

    init(_ tx: ReadTransaction, spaces: [Int64], isPastToo: Bool) {
        (self.tx, self.spaces, self.isPastToo) = (tx, spaces.sorted(), isPastToo)
    }

    /// The passages that have one of these marks, of each space the newest first.
    mutating func passages(with marks: [String]) throws -> [Int64] {
        let words = marks.map { "\"\($0)\"" }.joined(separator: " OR ")
        var found = try passages(Self.selectShown, words)
        if isPastToo { found += try passages(Self.selectPast, words) }
        return found
    }

    private mutating func passages(_ select: SQL, _ words: String) throws -> [Int64] {
        guard let first = spaces.first, let last = spaces.last else { return [] }
        let limit = min(Self.wordLimit, rowsLeft)
        var found: [Int64] = []
        if spaces.count <= Self.askedSpaces {
            let share = max(limit / spaces.count, 1)
            for space in spaces { found += try passages(select, words, PassageIndex.numbers(of: space), share) }
        } else {
            let all = PassageIndex.numbers(of: first).lowerBound...PassageIndex.numbers(of: last).upperBound
            let reached = Set(spaces)
            found = try passages(select, words, all, limit).filter { reached.contains(PassageIndex.space(of: $0)) }
        }
        return found
    }

    private mutating func passages(
        _ select: SQL, _ words: String, _ numbers: ClosedRange<Int64>, _ limit: Int
    ) throws -> [Int64] {
        let found = try tx.all(select, words, numbers.lowerBound, numbers.upperBound, limit) { try $0[0] as Int64 }
        rowsLeft -= found.count
        if found.count == limit { isBounded = true }
        return found
    }

    private static let selectShown: SQL = """
        SELECT rowid FROM memoryWords WHERE memoryWords MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?
        """
    private static let selectPast: SQL = """
        SELECT rowid FROM memoryPastWords WHERE memoryPastWords MATCH ? AND rowid BETWEEN ? AND ?
        ORDER BY rowid DESC LIMIT ?
        """
}
