import Finding
import SQLite
import Store

/// Looks words up in the index, in some spaces and no others. What it looks at has a bound.
struct PassageGathering {
    private let tx: ReadTransaction
    /// Stretches of the index that have these spaces and no others.
    private let stretches: [ClosedRange<Int64>]
    private let isPastToo: Bool
    /// Rows that are still looked at.
    private(set) var rowsLeft = rowLimit
    /// Something was left unseen.
    private(set) var isBounded = false

    /// Rows of the index that one search reads, and that one word may have of them.
    private static let rowLimit = 24_000
    private static let wordLimit = 4_000

    init(_ tx: ReadTransaction, spaces: [Int64], isPastToo: Bool) throws {
        (self.tx, self.isPastToo) = (tx, isPastToo)
        stretches = try Self.stretches(spaces.sorted(), tx)
    }

    /// Neighbours among all spaces are read at once. What stands in a space that is not meant is never looked at, so it
    /// changes neither what is found nor what is left unseen.
    private static func stretches(_ spaces: [Int64], _ tx: ReadTransaction) throws -> [ClosedRange<Int64>] {
        guard let first = spaces.first, let last = spaces.last else { return [] }
        let meant = Set(spaces)
        var (stretches, isOpen) = ([ClosedRange<Int64>](), false)
        for space in try tx.all(selectSpaces, first, last, row: { try $0[0] as Int64 }) {
            guard meant.contains(space) else {
                isOpen = false
                continue
            }
            let numbers = PassageIndex.numbers(of: space)
            if isOpen, let former = stretches.popLast() {
                stretches.append(former.lowerBound...numbers.upperBound)
            } else {
                stretches.append(numbers)
            }
            isOpen = true
        }
        return stretches
    }

    private static let selectSpaces: SQL = "SELECT id FROM memorySpace WHERE id BETWEEN ? AND ? ORDER BY id"

    /// The passages that have one of these marks, of each stretch the newest first.
    ///
    /// - Shape: of what may still be read it has one of `share` parts.
    mutating func passages(with marks: [String], share: Int) throws -> [Int64] {
        let words = marks.map { "\"\($0)\"" }.joined(separator: " OR ")
        let limit = min(Self.wordLimit, rowsLeft / max(1, share))
        var found = try passages(Self.selectShown, words, limit)
        if isPastToo { found += try passages(Self.selectPast, words, limit) }
        return found
    }

    private mutating func passages(_ select: SQL, _ words: String, _ limit: Int) throws -> [Int64] {
        var (found, left) = ([Int64](), limit)
        for (place, numbers) in stretches.enumerated() {
            let share = left / (stretches.count - place)
            let some = try passages(select, words, numbers, share)
            (found, left) = (found + some, left - some.count)
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
