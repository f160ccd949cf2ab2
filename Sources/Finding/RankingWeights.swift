/// The numbers by which what was found is put in order, as the tuning part of the benchmark chose them.
///
/// - Source: docs/design/0013-finding.md has what each of them brought.
package struct RankingWeights: Sendable {
    /// BM25's k1 and b: how soon more of one word counts no more, and how much a long passage counts less.
    package var saturation = 0.8
    package var length = 0.3
    /// The weights of a word of the turn beside it, and of one of the turn beside that.
    package var near = 0.3
    package var far = 0.1
    /// The part that words of a machine count of those of people.
    package var machine = 0.6
    /// The weight of a speaker whom the question names.
    package var speaker = 1.2
    /// The weight of a time that the question names, and of the words that name it.
    package var time = 0.7
    package var timeWord = 0.4
    /// The weight of a longer word that a word of the question is a part of, and of the words that one is made of.
    package var part = 0.4
    /// Terms of the best hits that are looked for in a second round, the number of these hits, and what such a term counts.
    package var secondTerms = 8
    package var secondHits = 5
    package var second = 0.2

    package static let standard = RankingWeights()

    package init() {}

    private static let numbers: [(name: String, path: any WritableKeyPath<RankingWeights, Double> & Sendable)] = [
        ("saturation", \.saturation), ("length", \.length), ("near", \.near), ("far", \.far), ("machine", \.machine),
        ("speaker", \.speaker), ("time", \.time), ("timeWord", \.timeWord), ("part", \.part), ("second", \.second),
    ]
    private static let counts: [(name: String, path: any WritableKeyPath<RankingWeights, Int> & Sendable)] = [
        ("secondTerms", \.secondTerms), ("secondHits", \.secondHits),
    ]

    package static let names = numbers.map(\.name) + counts.map(\.name)

    /// Gives a number another value.
    ///
    /// - Shape: false for a name that is none.
    package mutating func set(_ name: String, _ value: Double) -> Bool {
        if let number = Self.numbers.first(where: { $0.name == name }) {
            self[keyPath: number.path] = value
        } else if let count = Self.counts.first(where: { $0.name == name }) {
            self[keyPath: count.path] = Int(min(value, 1_000))
        } else {
            return false
        }
        return true
    }
}
