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
    private let passageCount: Int
    private var gathering: PassageGathering
    private var terms: [Question.Term] = []
    /// Of each term, the passages that have it.
    private var found: [[Int64]] = []
    private var seen = SeenEntries()

    /// Passages that are looked at more closely, the best by their words; and those whose neighbours are.
    private static let closely = 800
    private static let neighbours = 200
    /// Hits that are read to see whether what stands in quotation marks is there.
    private static let quoted = 200
    /// Entries whose words the second round may look for, and words of them that are looked up.
    private static let relatedWords = 24

    init(
        _ asked: EntryQuestion, in spaces: [Int64], at now: Instant, _ weights: RankingWeights, _ tx: ReadTransaction
    ) throws {
        (self.tx, self.asked, self.now, self.weights) = (tx, asked, now, weights)
        question = Question(asked.text, today: asked.today, weights)
        gathering = PassageGathering(tx, spaces: spaces, isPastToo: asked.time != .now)
        passageCount = try tx.value(Self.countEntries, IDList(spaces)) ?? 0
    }

    private static let countEntries = SQL(
        kept: "SELECT coalesce(sum(entries), 0) FROM memorySize WHERE spaceId IN (\(IDList.rows))")

    /// Something that was found, before its text is read.
    struct Hit {
        let entry: Int64
        let passage: PassageRow
        let score: Double
        let evidence: PassageRanking.Evidence
    }

    struct Outcome {
        let hits: [Hit]
        let terms: [Question.Term]
        let question: Question
        let isBounded: Bool
    }

    mutating func run() throws -> Outcome {
        for term in question.terms { try look(for: term) }
        var hits = try ranked()
        if weights.secondTerms > 0, !hits.isEmpty {
            for term in try related(to: hits.prefix(weights.secondHits)) { try look(for: term) }
            hits = try ranked()
        }
        if !question.phrases.isEmpty { hits = try hits.prefix(Self.quoted).filter(hasPhrases) }
        return Outcome(hits: hits, terms: terms, question: question, isBounded: gathering.isBounded)
    }

    private mutating func look(for term: Question.Term) throws {
        guard terms.count < 64 else { return }
        terms.append(term)
        found.append(try gathering.passages(with: term.marks))
    }

    /// What was found, the best passage of each entry, the nearest first.
    private mutating func ranked() throws -> [Hit] {
        var own: [Int64: PassageRanking.Terms] = [:]
        for (term, passages) in found.enumerated() {
            for passage in passages { own[passage, default: 0] |= 1 << UInt64(term) }
        }
        let counts = found.map(\.count)
        let rough = PassageRanking(
            terms, counts: counts, said: [], passages: passageCount, averageLength: 1, weights)
        // Of equal ones the newest, so that the same question has the same answer.
        let best = own.map { (id: $0.key, bound: rough.bound($0.value)) }
            .sorted { ($0.bound, $0.id) > ($1.bound, $1.id) }.prefix(Self.closely).map(\.id)
        try seen.look(at: best, asked, now, tx)
        try seen.lookBeside(best.prefix(Self.neighbours), asked, now, tx)
        let lengths = best.compactMap { seen.passages[$0]?.length }
        let average = Double(lengths.reduce(0, +)) / Double(max(1, lengths.count))
        let ranking = PassageRanking(
            terms, counts: counts, said: said(), passages: passageCount, averageLength: average, weights)
        return try hits(own, ranking)
    }

    private func hits(_ own: [Int64: PassageRanking.Terms], _ ranking: PassageRanking) throws -> [Hit] {
        // What an entry has anywhere counts for the turns beside it.
        var ofEntry: [Int64: PassageRanking.Terms] = [:]
        for (passage, terms) in own {
            if let row = seen.passages[passage] { ofEntry[row.entry, default: 0] |= terms }
        }
        var best: [Int64: Hit] = [:]
        for row in seen.passages.values {
            guard let entry = seen.entries[row.entry], seen.isShown(row) else { continue }
            var evidence = PassageRanking.Evidence()
            evidence.own = try shown(own[row.id] ?? 0, row, entry)
            if row.start == 0, let sides = seen.neighbours[row.entry] {
                evidence.near = sides.compactMap(\.first).compactMap { ofEntry[$0] }
                evidence.far = sides.compactMap { $0.dropFirst().first }.compactMap { ofEntry[$0] }
            }
            evidence.speaker = named(entry.speaker)
            evidence.length = row.length
            evidence.isMachine = Speaker.isMachine(entry.speaker)
            guard evidence.own != 0 || !evidence.near.isEmpty || !evidence.far.isEmpty else { continue }
            let hit = Hit(entry: entry.id, passage: row, score: ranking.score(evidence), evidence: evidence)
            guard hit.score > 0 else { continue }
            if let known = best[entry.id], (known.score, -known.passage.start) >= (hit.score, -row.start) { continue }
            best[entry.id] = hit
        }
        return best.values.sorted { ($0.score, $0.passage.id) > ($1.score, $1.passage.id) }
    }

    /// The terms of a passage that stand in what its entry shows of it: a version may have only the beginning of a text.
    private func shown(
        _ own: PassageRanking.Terms, _ row: PassageRow, _ entry: ShownEntry
    ) throws -> PassageRanking.Terms {
        guard own != 0, row.start + row.bytes > entry.bytes, !entry.isJSON,
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

    private func hasPhrases(_ hit: Hit) throws -> Bool {
        guard let text = try PassageText.read(hit.passage, tx) else { return false }
        return question.phrases.allSatisfy { SearchText.finds($0, in: [text]) }
    }

    /// Of each term, the part of what was looked at that somebody says who is called so.
    private func said() -> [Double] {
        let speakers = seen.entries.values.map { named($0.speaker) }
        return terms.indices.map { term in
            let count = speakers.count { $0 & 1 << UInt64(term) != 0 }
            return Double(count) / Double(max(1, speakers.count))
        }
    }

    /// The terms that name a speaker.
    private func named(_ speaker: String?) -> PassageRanking.Terms {
        guard let speaker else { return 0 }
        let words = Speaker.words(speaker)
        var named: PassageRanking.Terms = 0
        for (place, term) in terms.enumerated() {
            if let word = term.word, words.contains(word) { named |= 1 << UInt64(place) }
        }
        return named
    }
}

/// The second round: what else stands where the question is answered.
extension EntrySearch {
    private mutating func related(to hits: ArraySlice<Hit>) throws -> [Question.Term] {
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
        let candidates = scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.relatedWords)
        var related: [(term: Question.Term, score: Double)] = []
        for (word, score) in candidates {
            let count = try gathering.passages(with: [word]).count
            // A word that stands nowhere else leads nowhere.
            guard count > 1 else { continue }
            let rarity = PassageRanking.rarity(count: count, passages: passageCount)
            related.append((Question.Term(marks: [word], word: word, weight: weights.second), score * rarity))
        }
        return related.sorted { ($1.score, $0.term.word ?? "") < ($0.score, $1.term.word ?? "") }
            .prefix(weights.secondTerms).map(\.term)
    }
}

/// The text of a passage.
enum PassageText {
    static func read(_ row: PassageRow, _ tx: ReadTransaction) throws -> String? {
        let content = try tx.one("SELECT text, isJSON FROM memoryText WHERE id = ?", row.text) { row in
            MemoryContent(stored: try row[0], isJSON: try row[1])
        }
        return content.map { cut(Passage.text(of: $0), row) }
    }

    static func cut(_ text: String, _ row: PassageRow) -> String {
        String(decoding: text.utf8.dropFirst(row.start).prefix(row.bytes), as: UTF8.self)
    }
}
