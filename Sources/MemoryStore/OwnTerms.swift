import Finding

/// The terms of a question that each of many passages has.
struct OwnTerms {
    /// Each once, in their order.
    private var ids: [Int64] = []
    private var terms: [PassageRanking.Terms] = []

    var count: Int { ids.count }

    /// - Shape: of each term, the passages that have it.
    init(_ found: [[Int64]]) {
        var pairs: [(id: Int64, term: UInt64)] = []
        pairs.reserveCapacity(found.reduce(0) { $0 + $1.count })
        for (term, passages) in found.enumerated() {
            for id in passages { pairs.append((id, UInt64(term))) }
        }
        // They come in order already, term by term, and sorting joins what is in order.
        pairs.sort { $0.id < $1.id }
        ids.reserveCapacity(pairs.count)
        terms.reserveCapacity(pairs.count)
        for pair in pairs {
            if ids.last == pair.id {
                terms[terms.count - 1] |= 1 << pair.term
            } else {
                ids.append(pair.id)
                terms.append(1 << pair.term)
            }
        }
    }

    func of(_ id: Int64) -> PassageRanking.Terms {
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id ? terms[low] : 0
    }

    /// The passages that may have the most by their own words, the best first; of equal ones the newest, so that the same
    /// question has the same answer.
    func best(_ count: Int, by ranking: PassageRanking) -> [Int64] {
        var top: [(bound: Double, id: Int64)] = []
        var least: (Double, Int64) = (-1, 0)
        func cut() {
            top.sort { ($0.bound, $0.id) > ($1.bound, $1.id) }
            top.removeLast(max(0, top.count - count))
        }
        for place in ids.indices {
            let bound = ranking.bound(terms[place])
            guard (bound, ids[place]) > least else { continue }
            top.append((bound, ids[place]))
            // So many at once, since each would have to find its place.
            guard top.count == 2 * count else { continue }
            cut()
            if let last = top.last { least = (last.bound, last.id) }
        }
        cut()
        return top.map(\.id)
    }
}
