import Domain
import Finding
import MemoryDomain
import SQLite
import Search
import Store

/// One search: gathers the passages that have words of the question, and puts them in order.
///
/// It goes from much and cheap to little and dear: rows of the index, passages, entries, turns beside them, texts.
struct EntrySearch {
    private let tx: ReadTransaction
    private let asked: EntryQuestion
    private let question: Question
    private let weights: RankingWeights
    private let now: Instant
    private var gathering: PassageGathering
    private var terms: [Question.Term] = []
    /// Of each term, the passages that have it.
    private var found: [PassageGathering.Found] = []
    private var seen = SeenEntries()
    /// More passages have words of the question than were looked at closely.
    private var isCut = false

    /// Passages that are looked at more closely, the best by their words, until so many of them are meant; more are looked
    /// at where filters leave out most. To see where the second round leads a few are enough.
    private static let (closely, first) = (200, 100)
    private static let most = 1_200
    /// Passages whose neighbours are looked at.
    private static let (neighbours, firstNeighbours) = (120, 60)
    /// Entries whose words the second round may look for, and words of them that are looked up.
    private static let relatedWords = 24
    private static let relatedPassages = 300
    private static let relatedLooks = 1_200
    /// Words of the question of which parts and longer ones are looked for, and the passages that such a one has at most.
    private static let kinWords = 8
    /// Looks into the vocabularies of spaces, two words of a question aside.
    private static let kinLooks = 400
    private static let rare = 100

    init(
        _ asked: EntryQuestion, in spaces: [Int64], at now: Instant, _ weights: RankingWeights, _ tx: ReadTransaction
    ) throws {
        (self.tx, self.asked, self.now, self.weights) = (tx, asked, now, weights)
        question = Question(asked.text, today: asked.today, weights)
        gathering = try PassageGathering(tx, spaces: spaces, isPastToo: asked.time != .now)
    }

    /// Something that was found, before its text is read.
    struct Hit {
        let entry: Int64
        /// When it was said, or else written.
        let at: Instant
        let passage: PassageRow
        let score: Double
        let evidence: PassageRanking.Evidence
    }

    struct Outcome {
        let hits: [Hit]
        /// The first `asked` are the question's, the others those of what it led to.
        let terms: [Question.Term]
        let asked: Int
        let question: Question
        let isBounded: Bool
    }

    mutating func run() throws -> Outcome {
        for (place, term) in question.terms.enumerated() { try look(for: term, beside: question.terms.count - place) }
        if weights.part > 0 { try lookForKin() }
        let asked = terms.count
        var hits = try ranked(Self.first, Self.firstNeighbours)
        if weights.secondTerms > 0, !hits.isEmpty {
            // What a word of others is in too often says nothing of the question's own.
            let wasBounded = gathering.isBounded
            for (term, passages) in try related(to: Self.bestOfEach(hits).prefix(weights.secondHits)) {
                add(term, passages)
            }
            gathering.isBounded = wasBounded
        }
        hits = try ranked(Self.closely, Self.neighbours)
        var isBounded = gathering.isBounded || isCut
        if !question.phrases.isEmpty {
            var reading = QuotedReading(tx, question.phrases)
            hits = try hits.filter { try reading.has($0.passage) }
            isBounded = isBounded || reading.isBounded
        }
        hits = Self.bestOfEach(hits)
        return Outcome(hits: hits, terms: terms, asked: asked, question: question, isBounded: isBounded)
    }

    /// - Shape: `others` is how many terms are still to be looked for, with this one: each has its share of what is read.
    private mutating func look(for term: Question.Term, beside others: Int) throws {
        guard !term.marks.isEmpty else { return }
        add(term, try gathering.passages(with: term.marks, share: others))
    }

    /// Looks for longer words that those of the question are parts of, and for their own parts: of the rarest, since what is
    /// found often needs no more.
    private mutating func lookForKin() throws {
        let rare = terms.indices.filter { terms[$0].word != nil && found[$0].ids.count < Self.rare }
            .sorted { (found[$0].count, $0) < (found[$1].count, $1) }.prefix(
                max(2, min(Self.kinWords, Self.kinLooks / max(1, gathering.spaces.count))))
        for place in rare.sorted() {
            guard let kin = try gathering.kin(of: terms[place], found[place]) else { continue }
            add(Question.Term(marks: kin.marks, word: terms[place].word, weight: weights.part, isKin: true), kin.found)
        }
    }

    private mutating func add(_ term: Question.Term, _ passages: PassageGathering.Found) {
        guard terms.count < 64 else { return }
        terms.append(term)
        found.append(passages)
    }

    /// The best passage of each entry.
    private static func bestOfEach(_ hits: [Hit]) -> [Hit] {
        var known = Set<Int64>()
        return hits.filter { known.insert($0.entry).inserted }
    }

    /// The passages that were found, the nearest first; of equal ones of one entry that which stands before the others.
    private mutating func ranked(_ count: Int, _ neighbours: Int) throws -> [Hit] {
        let own = OwnTerms(found.map(\.ids))
        let counts = found.map(\.count)
        let rough = PassageRanking(
            terms, counts: counts, said: [], passages: gathering.passageCount, averageLength: 1, weights)
        let best = try lookClosely(own.best(Self.most, by: rough), count)
        // Filters were asked of these alone.
        isCut = own.count > best.count
        try seen.lookBeside(best.prefix(neighbours), asked, now, tx)
        let lengths = best.compactMap { seen.passages[$0]?.length }
        let average = Double(lengths.reduce(0, +)) / Double(max(1, lengths.count))
        let ranking = PassageRanking(
            terms, counts: counts, said: said(), passages: gathering.passageCount, averageLength: average, weights)
        return try hits(own, ranking)
    }

    /// The first of these passages, of which so many are meant.
    private mutating func lookClosely(_ best: [Int64], _ count: Int) throws -> ArraySlice<Int64> {
        var (looked, meant) = (0, 0)
        while looked < best.count, meant < count {
            let next = best[looked..<min(looked + count, best.count)]
            try seen.look(at: Array(next), asked, now, tx)
            meant += next.count { id in seen.passages[id].map { seen.isShown($0) } == true }
            looked = next.endIndex
        }
        return best[..<looked]
    }

    private func hits(_ own: OwnTerms, _ ranking: PassageRanking) throws -> [Hit] {
        let beside = beside(own)
        let named = SpeakerTerms(terms)
        var hits: [Hit] = []
        for row in seen.passages.values {
            guard let entry = seen.entries[row.entry], seen.isShown(row) else { continue }
            var evidence = PassageRanking.Evidence()
            evidence.own = try shown(own.of(row.id), row, entry)
            if row.start == 0, let turns = beside[row.entry] { (evidence.near, evidence.far) = turns }
            evidence.speaker = named.of(entry.speaker)
            evidence.length = row.length
            evidence.isMachine = named.isMachine(entry.speaker)
            guard evidence.own != 0 || !evidence.near.isEmpty || !evidence.far.isEmpty else { continue }
            let hit = Hit(
                entry: entry.id, at: entry.at, passage: row, score: ranking.score(evidence), evidence: evidence)
            if hit.score > 0 { hits.append(hit) }
        }
        return hits.sorted { one, other in
            guard one.score == other.score else { return one.score > other.score }
            return one.entry == other.entry
                ? one.passage.start < other.passage.start : one.passage.id > other.passage.id
        }
    }

    /// Of each entry, the terms that the turns beside it have anywhere, and those beside these; of such turns alone that
    /// show something.
    private func beside(
        _ own: OwnTerms
    ) -> [Int64: (near: [PassageRanking.Terms], far: [PassageRanking.Terms])] {
        var ofEntry: [Int64: PassageRanking.Terms] = [:]
        for row in seen.passages.values where seen.isShown(row) {
            let terms = own.of(row.id)
            if terms != 0 { ofEntry[row.entry, default: 0] |= terms }
        }
        var beside: [Int64: (near: [PassageRanking.Terms], far: [PassageRanking.Terms])] = [:]
        for (entry, sides) in seen.neighbours {
            guard let terms = ofEntry[entry] else { continue }
            for side in sides {
                if let next = side.first { beside[next, default: ([], [])].near.append(terms) }
                if side.count > 1 { beside[side[1], default: ([], [])].far.append(terms) }
            }
        }
        return beside
    }

    /// The terms of a passage that stand in what its entry shows of it: a version may have only the beginning of a text.
    private func shown(
        _ own: PassageRanking.Terms, _ row: PassageRow, _ entry: ShownEntry
    ) throws -> PassageRanking.Terms {
        guard own != 0, row.start + row.bytes > entry.bytes, !row.isJSON,
            let text = try PassageText.read(row, tx)
        else { return own }
        let marks = Passage.all(
            in: String(decoding: text.utf8.prefix(entry.bytes - row.start), as: UTF8.self), at: entry.at
        )
        .reduce(into: Set<String>()) { $0.formUnion($1.marks) }
        var shown = own
        for (place, term) in terms.enumerated() where !term.marks.contains(where: marks.contains) {
            shown &= ~(1 << UInt64(place))
        }
        return shown
    }

    /// Of each term, the part of what was looked at that somebody says who is called so.
    private func said() -> [Double] {
        let named = SpeakerTerms(terms)
        let speakers = seen.entries.values.map { named.of($0.speaker) }
        return terms.indices.map { term in
            let count = speakers.count { $0 & 1 << UInt64(term) != 0 }
            return Double(count) / Double(max(1, speakers.count))
        }
    }
}

/// The second round: what else stands where the question is answered.
extension EntrySearch {
    private mutating func related(
        to hits: ArraySlice<Hit>
    ) throws -> [(term: Question.Term, passages: PassageGathering.Found)] {
        let top = hits.first?.score ?? 0
        guard top > 0 else { return [] }
        let known = Set(terms.flatMap(\.marks))
        var scores: [String: Double] = [:]
        for hit in hits {
            guard let text = try PassageText.read(hit.passage, tx) else { continue }
            for word in RelatedWords.of(text) where !known.contains(word) {
                scores[word, default: 0] += hit.score / top
            }
        }
        // Each is a statement for each stretch.
        let count = max(4, min(Self.relatedWords, Self.relatedLooks / max(1, gathering.stretches.count)))
        let candidates = scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(count)
        var related: [(term: Question.Term, passages: PassageGathering.Found, score: Double)] = []
        for (place, (word, score)) in candidates.enumerated() {
            let passages = try gathering.passages(
                with: [word], share: candidates.count - place, atMost: Self.relatedPassages)
            // A word that stands nowhere else leads nowhere, and one that stands everywhere leads anywhere.
            guard passages.ids.count > 1, passages.ids.count < Self.relatedPassages else { continue }
            let rarity = PassageRanking.rarity(count: passages.count, passages: gathering.passageCount)
            let term = Question.Term(marks: [word], word: word, weight: weights.second)
            related.append((term, passages, score * rarity))
        }
        return related.sorted { ($1.score, $0.term.word ?? "") < ($0.score, $1.term.word ?? "") }
            .prefix(weights.secondTerms).map { (term: $0.term, passages: $0.passages) }
    }
}
