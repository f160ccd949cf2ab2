import Finding
import SQLite
import Store

/// Looks words up in the index, in some spaces and no others. What it looks at has a bound.
struct PassageGathering {
    let tx: ReadTransaction
    /// Stretches of the index that have these spaces and no others.
    let stretches: [ClosedRange<Int64>]
    /// Of each of the spaces, as many passages as it has had at most, by their numbers: counting them takes too long.
    private let sizes: [Int64: Int64]
    let spaces: [Int64]
    let passageCount: Int
    private let isPastToo: Bool
    /// Rows that are still looked at.
    private(set) var rowsLeft: Int
    /// Words for which the vocabulary may still be looked through.
    var looksLeft = 2
    /// Statements that may still look for halves of words, one for each stretch.
    var halfLooksLeft = 200
    /// Something was left unseen.
    var isBounded = false

    /// Rows of the index that one search reads, and that one word may have of them.
    static let rowLimit = 12_000
    static let wordLimit = 1_500

    init(_ tx: ReadTransaction, spaces: [Int64], isPastToo: Bool, rows: Int = rowLimit) throws {
        (self.tx, self.spaces, self.isPastToo, rowsLeft) = (tx, spaces, isPastToo, rows)
        stretches = try Self.stretches(spaces.sorted(), tx)
        sizes = try Self.sizes(spaces, tx)
        passageCount = Int(sizes.values.reduce(0, +))
    }

    private static func sizes(_ spaces: [Int64], _ tx: ReadTransaction) throws -> [Int64: Int64] {
        var sizes: [Int64: Int64] = [:]
        for space in spaces {
            let numbers = PassageIndex.numbers(of: space)
            let last: Int64?? = try tx.value(PassageIndex.selectLast, numbers.lowerBound, numbers.upperBound)
            sizes[space] = ((last ?? nil) ?? numbers.lowerBound) - numbers.lowerBound
        }
        return sizes
    }

    /// The passages that have a term.
    struct Found {
        var ids: [Int64] = []
        /// As many as there are, or about as many where not all were looked at.
        var count = 0
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
    mutating func passages(with marks: [String], share: Int, atMost most: Int = wordLimit) throws -> Found {
        let words = marks.map { "\"\($0)\"" }.joined(separator: " OR ")
        let limit = max(0, min(most, rowsLeft / max(1, share)))
        var found = Found()
        try gather(Self.selectShown, words, limit, &found)
        // A LIMIT below zero is none.
        if isPastToo { try gather(Self.selectPast, words, max(0, min(limit, rowsLeft)), &found) }
        return found
    }

    /// A stretch, and what of it is still to be looked at: from its end down.
    private struct Rest {
        let whole: ClosedRange<Int64>
        var numbers: ClosedRange<Int64>
        var count = 0
    }

    /// Each stretch has its share, and what some do not need is for the others.
    private mutating func gather(_ select: SQL, _ words: String, _ limit: Int, _ found: inout Found) throws {
        var left = limit
        var open = stretches.map { Rest(whole: $0, numbers: $0) }
        while left > 0, !open.isEmpty {
            var more: [Rest] = []
            for (place, rest) in open.enumerated() {
                let share = left / (open.count - place)
                var rest = rest
                let isAll = try gather(select, words, share, &rest, &found)
                left -= rest.count - open[place].count
                if isAll { found.count += rest.count } else { more.append(rest) }
            }
            open = more
        }
        for rest in open {
            isBounded = true
            guard rest.count > 0 else { continue }
            found.count += Int(Double(rest.count) / seenPart(of: rest.whole, from: rest.numbers.upperBound + 1))
        }
    }

    /// - Shape: true where nothing of the stretch is left.
    private mutating func gather(
        _ select: SQL, _ words: String, _ limit: Int, _ rest: inout Rest, _ found: inout Found
    ) throws -> Bool {
        guard limit > 0 else { return false }
        let (first, last) = (rest.numbers.lowerBound, rest.numbers.upperBound)
        let some = try tx.all(select, words, first, last, limit) { try $0[0] as Int64 }
        found.ids += some
        rest.count += some.count
        rowsLeft -= some.count
        guard some.count == limit, let end = some.last, end > first else { return true }
        rest.numbers = first...end - 1
        return false
    }

    /// The part of a stretch that was looked at, from its end down to a passage: words are taken to be spread evenly.
    private func seenPart(of numbers: ClosedRange<Int64>, from last: Int64) -> Double {
        var (all, seen): (Int64, Int64) = (1, 1)
        for (space, size) in sizes {
            let own = PassageIndex.numbers(of: space)
            guard numbers.contains(own.lowerBound) else { continue }
            all += size
            seen += own.lowerBound > last ? size : max(0, own.lowerBound + size - last)
        }
        return Double(seen) / Double(all)
    }

    private static let selectShown: SQL = """
        SELECT rowid FROM memoryWords WHERE memoryWords MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?
        """
    private static let selectPast: SQL = """
        SELECT rowid FROM memoryPastWords WHERE memoryPastWords MATCH ? AND rowid BETWEEN ? AND ?
        ORDER BY rowid DESC LIMIT ?
        """
}
