import Domain
import MemoryDomain
import Tokens

/// Packs entries under a budget of tokens: standing instructions and preferences first, the newest first, in half of it at
/// most; then what was found, the best first, each with what contradicts it.
package struct ContextPacker {
    private let budget: Int
    private let vocabulary: TokenVocabulary
    /// The entries that contradict an entry, by its number.
    private let opposites: [Int64: [MemoryEntry]]
    private var taken: [Considered] = []
    private var leftOut: [PackedContext.Omission] = []
    private var known: Set<Int64> = []
    /// Entries that had no room.
    private var refused: Set<Int64> = []
    private var hits: [Int64: Asked] = [:]
    private var used = 0

    private struct Asked {
        let entry: MemoryEntry
        let at: Instant
        let text: String
        let reason: PackedContext.Reason
        var score: Double?
    }

    private struct Considered {
        let candidate: PackedContext.Candidate
        let line: String
        let words: SaidWords
    }

    /// Entries that may find no room before the rest is not looked at: a budget that is used up is not asked a hundred
    /// times more.
    private static let refusals = 20

    /// The part of the best score below which what was found is not told, whatever room there is: it has one common word,
    /// or one that the question led to by others.
    private static let faint = 0.1

    package init(
        budget: Int, _ vocabulary: TokenVocabulary, opposites: [Int64: [MemoryEntry]] = [:]
    ) {
        (self.budget, self.vocabulary, self.opposites) = (budget, vocabulary, opposites)
    }

    /// - Shape: `standing` the newest first, `found` the best first; `more` stand and were not looked at.
    package mutating func pack(standing: [DatedEntry], _ found: FoundEntries, more: Int = 0) -> PackedContext {
        let hits = found.entries.map { one in
            Asked(entry: one.entry, at: one.at, text: one.text, reason: .found, score: one.score)
        }
        self.hits = Dictionary(hits.map { ($0.entry.id, $0) }, uniquingKeysWith: { first, _ in first })
        let rules = standing.map { one in
            Asked(entry: one.entry, at: one.at, text: Passage.text(of: one.entry.fields.content), reason: .standing)
        }
        let least = (hits.first?.score ?? 0) * Self.faint
        let clear = hits.prefix { $0.score ?? 0 >= least }
        var unseen = consider(rules, within: budget / 2) + consider(Array(clear), within: budget)
        unseen += leave(faint: hits.dropFirst(clear.count).filter { !known.contains($0.entry.id) })
        let ordered = taken.sorted { Self.order($0.candidate) < Self.order($1.candidate) }
        return PackedContext(
            items: ordered.map(\.candidate), leftOut: leftOut, more: more + unseen,
            text: ordered.map(\.line).joined(), budget: budget, ignoredWords: found.ignoredWords,
            isBounded: found.isBounded)
    }

    /// - Shape: how many of them were not looked at.
    private mutating func consider(_ entries: [Asked], within limit: Int) -> Int {
        let refused = leftOut.count { $0.cause == .budget }
        for (place, one) in entries.enumerated() {
            guard leftOut.count(where: { $0.cause == .budget }) < refused + Self.refusals else {
                return entries.count - place
            }
            consider(one, within: limit)
        }
        return 0
    }

    /// - Shape: how many of them are not named.
    private mutating func leave(faint hits: [Asked]) -> Int {
        for one in hits.prefix(Self.refusals) { leftOut.append(.init(considered(one).candidate, .faint)) }
        return max(0, hits.count - Self.refusals)
    }

    private func considered(_ asked: Asked) -> Considered {
        let line = ContextLine.text(asked.entry, at: asked.at, asked.text, against: opposites[asked.entry.id] ?? [])
        let candidate = PackedContext.Candidate(
            entry: asked.entry, at: asked.at, text: asked.text, reason: asked.reason, score: asked.score,
            tokens: vocabulary.count(line))
        return Considered(
            candidate: candidate, line: line, words: SaidWords(asked.text, asked.entry, at: asked.at))
    }

    private mutating func consider(_ asked: Asked, within limit: Int) {
        guard known.insert(asked.entry.id).inserted || refused.contains(asked.entry.id) else { return }
        if refused.remove(asked.entry.id) != nil {
            // It had no room in half of the budget.
            leftOut.removeAll { $0.candidate.entry.id == asked.entry.id }
        }
        guard take(considered(asked), within: limit) else { return }
        for other in opposites[asked.entry.id] ?? [] {
            // One that was found is told by what was found in it.
            let opposite = Asked(
                entry: other, at: other.fields.at ?? other.updatedAt, text: Passage.beginning(of: other.fields.content),
                reason: .contradicts)
            consider(hits[other.id] ?? opposite, within: limit)
        }
    }

    /// Takes it where there is room; of those that say the same the one that says most stays.
    private mutating func take(_ new: Considered, within limit: Int) -> Bool {
        if let same = taken.first(where: { $0.words.say(new.words) }) {
            leave(new, as: same)
            return false
        }
        let shorter = taken.indices.filter { new.words.say(taken[$0].words) }
        let size = new.candidate.tokens - shorter.reduce(0) { $0 + taken[$1].candidate.tokens }
        guard used + size <= limit else {
            refused.insert(new.candidate.entry.id)
            leftOut.append(.init(new.candidate, .budget))
            return false
        }
        used += size
        for place in shorter { leave(taken[place], as: new) }
        let gone = Set(shorter.map { taken[$0].candidate.entry.id })
        taken.removeAll { gone.contains($0.candidate.entry.id) }
        taken.append(new)
        return true
    }

    private mutating func leave(_ one: Considered, as other: Considered) {
        let gone = Self.address(one)
        for (place, omission) in leftOut.enumerated() where omission.double == gone {
            leftOut[place] = .init(omission.candidate, .double, double: Self.address(other))
        }
        leftOut.append(.init(one.candidate, .double, double: Self.address(other)))
    }

    private static func address(_ one: Considered) -> LinkTarget {
        .entry(space: one.candidate.entry.spaceId, key: one.candidate.entry.key)
    }

    private static func order(_ candidate: PackedContext.Candidate) -> (Int, Int64, Int64, String) {
        let entry = candidate.entry
        guard candidate.reason != .standing else { return (0, entry.spaceId, 0, entry.key) }
        return (1, candidate.at.seconds, entry.spaceId, entry.key)
    }
}
