/// The success of a search with questions of one kind.
package struct FindingScore: Sendable {
    package private(set) var questions = 0
    private var recall: [Int: Double] = [:]
    private var packed: [Int: Double] = [:]
    private var reciprocalRank = 0.0

    package static let depths = [5, 10, 20]
    /// - Units: tokens.
    package static let budgets = [500, 1_000, 2_000, 4_000]

    package init() {}

    /// - Shape: `found` in their order; `packed` says which turns each budget had room for.
    mutating func add(evidence: Set<String>, found: [String], packed: [Int: Set<String>]) {
        questions += 1
        let all = Double(evidence.count)
        for depth in Self.depths {
            recall[depth, default: 0] += Double(evidence.intersection(found.prefix(depth)).count) / all
        }
        for (budget, turns) in packed {
            self.packed[budget, default: 0] += Double(evidence.intersection(turns).count) / all
        }
        if let first = found.firstIndex(where: evidence.contains) { reciprocalRank += 1 / Double(first + 1) }
    }

    mutating func add(_ other: FindingScore) {
        questions += other.questions
        recall.merge(other.recall, uniquingKeysWith: +)
        packed.merge(other.packed, uniquingKeysWith: +)
        reciprocalRank += other.reciprocalRank
    }

    /// The part of the evidence that is among the first so many.
    package func recall(at depth: Int) -> Double { (recall[depth] ?? 0) / Double(max(1, questions)) }

    package func evidence(within budget: Int) -> Double { (packed[budget] ?? 0) / Double(max(1, questions)) }

    /// The mean of one over the place of the first turn that answers.
    package var meanReciprocalRank: Double { reciprocalRank / Double(max(1, questions)) }
}
