import Domain
import MemoryDomain
import Tokens

/// Packs entries under a budget of tokens: standing instructions and preferences first, the newest first, in half of it at
/// most; then what was found, the best first, each with what contradicts it.
package struct ContextPacker {
    private let budget: Int
    private let vocabulary: TokenVocabulary
    /// Of each entry, those that contradict it.
    private let opposites: [Int64: [MemoryEntry]]
    private var taken: [Considered] = []
    private var leftOut: [PackedContext.Omission] = []
    private var known: Set<Int64> = []
    private var used = 0

    private struct Considered {
        let candidate: PackedContext.Candidate
        let line: String
        let words: SaidWords
    }

    /// Entries that may find no room before the rest is not looked at: a budget that is used up is not asked a hundred
    /// times more.
    private static let refusals = 20

    package init(
        budget: Int, _ vocabulary: TokenVocabulary, opposites: [Int64: [MemoryEntry]] = [:]
    ) {
        (self.budget, self.vocabulary, self.opposites) = (budget, vocabulary, opposites)
    }

    /// - Shape: `standing` the newest first, `found` the best first.
    package mutating func pack(standing: [MemoryEntry], _ found: FoundEntries) -> PackedContext {
        let rules = standing.map { ($0, Passage.text(of: $0.fields.content), Double?.none) }
        let more =
            consider(rules, .standing, within: budget / 2)
            + consider(found.entries.map { ($0.entry, $0.text, $0.score) }, .found, within: budget)
        let ordered = taken.sorted { Self.order($0.candidate) < Self.order($1.candidate) }
        return PackedContext(
            items: ordered.map(\.candidate), leftOut: leftOut, more: more, text: ordered.map(\.line).joined(),
            budget: budget, ignoredWords: found.ignoredWords, isBounded: found.isBounded)
    }

    /// - Shape: how many of them were not looked at.
    private mutating func consider(
        _ entries: [(entry: MemoryEntry, text: String, score: Double?)], _ reason: PackedContext.Reason,
        within limit: Int
    ) -> Int {
        let refused = leftOut.count { $0.cause == .budget }
        for (place, one) in entries.enumerated() {
            guard leftOut.count(where: { $0.cause == .budget }) < refused + Self.refusals else {
                return entries.count - place
            }
            consider(one.entry, one.text, reason, one.score, within: limit)
        }
        return 0
    }

    private mutating func consider(
        _ entry: MemoryEntry, _ text: String, _ reason: PackedContext.Reason, _ score: Double? = nil, within limit: Int
    ) {
        guard known.insert(entry.id).inserted else { return }
        let others = opposites[entry.id] ?? []
        let line = ContextLine.text(entry, text, against: others)
        let candidate = PackedContext.Candidate(
            entry: entry, text: text, reason: reason, score: score, tokens: vocabulary.count(line))
        take(Considered(candidate: candidate, line: line, words: SaidWords(text, entry)), within: limit)
        for other in others {
            consider(other, Passage.beginning(of: other.fields.content), .contradicts, within: limit)
        }
    }

    /// Of two that say the same, the one that says more stays, if there is room for it.
    private mutating func take(_ new: Considered, within limit: Int) {
        if let same = taken.first(where: { $0.words.say(new.words) }) { return leave(new, as: same) }
        let shorter = taken.firstIndex { new.words.say($0.words) }
        let size = new.candidate.tokens - (shorter.map { taken[$0].candidate.tokens } ?? 0)
        guard used + size <= limit else {
            leftOut.append(.init(new.candidate, .budget))
            return
        }
        used += size
        if let shorter {
            leave(taken[shorter], as: new)
            taken[shorter] = new
        } else {
            taken.append(new)
        }
    }

    private mutating func leave(_ one: Considered, as other: Considered) {
        let entry = other.candidate.entry
        leftOut.append(
            .init(one.candidate, .double, double: .entry(space: entry.spaceId, key: entry.key)))
    }

    private static func order(_ candidate: PackedContext.Candidate) -> (Int, Int64, Int64, String) {
        let entry = candidate.entry
        guard candidate.reason != .standing else { return (0, entry.spaceId, 0, entry.key) }
        return (1, (entry.fields.at ?? entry.updatedAt).seconds, entry.spaceId, entry.key)
    }
}
