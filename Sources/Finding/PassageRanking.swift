import Glibc

/// The order of passages by what they have of a question: BM25 over words that a passage has itself, that the turns
/// beside it have, and what its speaker is called.
///
/// - Source: Robertson, Zaragoza, Taylor, Simple BM25 Extension to Multiple Weighted Fields, 2004. A passage is short, so
///   that a word counts once.
package struct PassageRanking {
    private let weights: RankingWeights
    /// The weights of the terms, by how rare each is.
    private let rarities: [Double]
    /// The weights of the terms for who is called so, by how much they say.
    private let speakerRarities: [Double]
    /// - Units: words.
    private let averageLength: Double

    /// The terms of a question that something has, a bit each.
    package typealias Terms = UInt64

    /// Everything that counts for a passage.
    package struct Evidence {
        package var own: Terms = 0
        /// Those of the turns on both sides, and of the turns beside these.
        package var near: [Terms] = []
        package var far: [Terms] = []
        package var speaker: Terms = 0
        package var length = 0
        package var isMachine = false

        package init() {}
    }

    /// - Shape: `counts` says of each term in how many of the passages it is, `said` what part of them is said by somebody
    ///   who is called so.
    package init(
        _ terms: [Question.Term], counts: [Int], said: [Double], passages: Int, averageLength: Double,
        _ weights: RankingWeights
    ) {
        self.weights = weights
        self.averageLength = max(1, averageLength)
        rarities = zip(terms, counts).map { term, count in
            term.weight * Self.rarity(count: count, passages: passages)
        }
        speakerRarities = zip(terms, said).map { term, share in
            term.weight * Self.rarity(count: Int(share * Double(passages)), passages: passages)
        }
    }

    package static func rarity(count: Int, passages: Int) -> Double {
        let (count, all) = (Double(count), Double(max(passages, count)))
        return Glibc.log(1 + (all - count + 0.5) / (count + 0.5))
    }

    /// The most that a passage can have by its own words.
    package func bound(_ own: Terms) -> Double {
        var (sum, rest) = (0.0, own)
        while rest != 0 {
            sum += rarities[rest.trailingZeroBitCount]
            rest &= rest - 1
        }
        return sum
    }

    package func score(_ evidence: Evidence) -> Double {
        var sum = 0.0
        let norm = weights.saturation * (1 - weights.length + weights.length * Double(evidence.length) / averageLength)
        for term in rarities.indices {
            let bit: Terms = 1 << UInt64(term)
            var amount = evidence.own & bit != 0 ? 1.0 : 0
            for side in evidence.near where side & bit != 0 { amount += weights.near }
            for side in evidence.far where side & bit != 0 { amount += weights.far }
            if evidence.speaker & bit != 0 { sum += weights.speaker * speakerRarities[term] }
            guard amount > 0 else { continue }
            sum += rarities[term] * amount * (weights.saturation + 1) / (amount + norm)
        }
        return sum * (evidence.isMachine ? weights.machine : 1)
    }
}
