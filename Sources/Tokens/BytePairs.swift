/// Byte pair encoding: of a piece of a text, the two neighbours that are the token of the lowest rank become one, the
/// first of them where there are several, until no two are a token.
///
/// - Source: Sennrich, Haddow, Birch, Neural Machine Translation of Rare Words with Subword Units, 2016.
enum BytePairs {
    /// The number of tokens of a piece.
    ///
    /// - Shape: time grows as n log n: one piece may be a megabyte of one letter.
    static func count(_ piece: UnsafeBufferPointer<UInt8>, _ table: TokenTable) -> Int {
        guard piece.count > 1, table.rank(piece) == nil else { return 1 }
        return piece.count <= shortPiece ? countShort(piece, table) : countLong(piece, table)
    }

    /// - Units: bytes up to which looking at all pairs at each step is faster than keeping them in order.
    private static let shortPiece = 64

    private static func countShort(_ piece: UnsafeBufferPointer<UInt8>, _ table: TokenTable) -> Int {
        // The beginnings of the parts, with the rank of each together with the one behind it.
        var starts = Array(0...piece.count)
        func rank(_ part: Int) -> UInt32 {
            guard part + 2 < starts.count else { return .max }
            return table.rank(UnsafeBufferPointer(rebasing: piece[starts[part]..<starts[part + 2]])) ?? .max
        }
        var ranks = (0..<piece.count).map(rank)
        while let least = ranks.min(), least != .max, let part = ranks.firstIndex(of: least) {
            starts.remove(at: part + 1)
            ranks.remove(at: part + 1)
            ranks[part] = rank(part)
            if part > 0 { ranks[part - 1] = rank(part - 1) }
        }
        return ranks.count
    }

    private static func countLong(_ piece: UnsafeBufferPointer<UInt8>, _ table: TokenTable) -> Int {
        var pairs = PairQueue()
        // Of each place where a part begins, where the next one does and where the one before; -1 where none begins.
        var next = Array(1...piece.count)
        var former = Array(-1..<piece.count - 1)
        func end(_ start: Int) -> Int { next[start] }
        func offer(_ start: Int) {
            guard start >= 0, next[start] < piece.count else { return }
            let end = next[next[start]]
            guard let rank = table.rank(UnsafeBufferPointer(rebasing: piece[start..<end])) else { return }
            pairs.insert(PairQueue.Pair(rank: rank, start: Int32(start), end: Int32(end)))
        }
        for start in 0..<piece.count - 1 { offer(start) }
        var count = piece.count
        while let pair = pairs.popFirst() {
            let start = Int(pair.start)
            // What was offered before one of its parts became another is no pair any more.
            guard next[start] >= 0, next[start] < piece.count, next[next[start]] == Int(pair.end) else { continue }
            let second = next[start]
            next[start] = next[second]
            next[second] = -1
            if next[start] < piece.count { former[next[start]] = start }
            count -= 1
            offer(start)
            offer(former[start])
        }
        return count
    }
}

/// Pairs of neighbours, that of the lowest rank first, and of equal ones the first in the text.
private struct PairQueue {
    struct Pair {
        let rank: UInt32
        let start: Int32
        let end: Int32

        @inline(__always)
        func isBefore(_ other: Pair) -> Bool { (rank, start) < (other.rank, other.start) }
    }

    /// A binary heap.
    private var heap: [Pair] = []

    mutating func insert(_ pair: Pair) {
        heap.append(pair)
        var child = heap.count - 1
        while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popFirst() -> Pair? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].isBefore(heap[least]) { least = child }
            guard least != parent else { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
