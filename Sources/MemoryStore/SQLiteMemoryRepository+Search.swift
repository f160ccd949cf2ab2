import Domain
import Finding
import MemoryDomain
import SQLite
import Search
import Store

extension SQLiteMemoryRepository: FindingRepository {
    package func search(
        _ question: EntryQuestion, at now: Instant, for caller: Caller
    ) throws(Failure) -> FoundEntries {
        try search(question, .standard, at: now, for: caller)
    }

    /// As `search`, by other weights.
    package func search(
        _ question: EntryQuestion, _ weights: RankingWeights, at now: Instant, for caller: Caller
    ) throws(Failure) -> FoundEntries {
        try question.check()
        return try store.read { tx in
            let spaces = try reachedSpaces(question, caller, tx)
            let reader = reader(now, caller, tx, question.time)
            guard !question.isWalk else {
                return try TimeWalk(question: question, spaces: spaces, reader: reader).page()
            }
            return try found(question, weights, in: spaces, at: now, reader)
        }
    }

    /// The spaces that a question names, or all that the caller reaches.
    ///
    /// - Errors: `.notFound` where one is named that the caller does not reach.
    func reachedSpaces(_ question: EntryQuestion, _ caller: Caller, _ tx: ReadTransaction) throws -> [Int64] {
        let reached = try SpaceAccess(caller).spaces(tx)
        guard let named = question.spaces else { return reached }
        guard named.isSubset(of: reached) else { throw Failure.notFound }
        return named.sorted()
    }

    func found(
        _ question: EntryQuestion, _ weights: RankingWeights, in spaces: [Int64], at now: Instant, _ reader: EntryReader
    ) throws -> FoundEntries {
        var search = try EntrySearch(question, in: spaces, at: now, weights, reader.tx)
        let outcome = try search.run()
        let hits = Self.ordered(outcome.hits.prefix(question.limit), question.order)
        let entries = try reader.entries(inOrder: hits.map(\.entry)[...])
        let byNumber = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0) })
        return FoundEntries(
            entries: hits.compactMap { hit in byNumber[hit.entry].map { Self.found($0, hit, outcome) } },
            words: outcome.question.terms.compactMap(\.word),
            ignoredWords: max(0, outcome.question.wordCount - Question.wordLimit),
            // Where contents are long not all are handed out.
            isBounded: outcome.isBounded || entries.count < hits.count)
    }

    /// The nearest are chosen first, in whatever order they are to be.
    private static func ordered(
        _ hits: ArraySlice<EntrySearch.Hit>, _ order: EntryQuestion.Sorting
    ) -> [EntrySearch.Hit] {
        func place(_ hit: EntrySearch.Hit) -> (Int64, Int64) { (hit.at.seconds, hit.passage.id) }
        switch order {
        case .nearest: return Array(hits)
        case .oldest: return hits.sorted { place($0) < place($1) }
        case .newest: return hits.sorted { place($0) > place($1) }
        }
    }

    private static func found(
        _ entry: MemoryEntry, _ hit: EntrySearch.Hit, _ outcome: EntrySearch.Outcome
    ) -> FoundEntry {
        let text = Passage.text(of: entry.fields.content)
        let end = min(hit.passage.start + hit.passage.bytes, text.utf8.count)
        let passage = PassageText.cut(text, hit.passage)
        return FoundEntry(
            entry: entry, at: hit.at, score: hit.score, bytes: hit.passage.start..<max(end, hit.passage.start),
            text: passage, reasons: reasons(hit, outcome, passage))
    }

    private static func reasons(
        _ hit: EntrySearch.Hit, _ outcome: EntrySearch.Outcome, _ text: String
    ) -> FindingReasons {
        var reasons = FindingReasons()
        let beside = (hit.evidence.near + hit.evidence.far).reduce(0, |)
        for (place, term) in outcome.terms.enumerated() {
            let bit: PassageRanking.Terms = 1 << UInt64(place)
            let isOwn = hit.evidence.own & bit != 0
            guard let word = term.word else {
                reasons.isOfTime = reasons.isOfTime || isOwn
                continue
            }
            if place >= outcome.asked {
                if isOwn { reasons.related.append(word) }
            } else if isOwn, term.isKin {
                // The words that stand there, not that of the question.
                let marks = Set(term.marks)
                for other in SearchText.words(of: text).map(\.text) where marks.contains(other) {
                    if !reasons.words.contains(other) { reasons.words.append(other) }
                }
            } else if isOwn {
                reasons.words.append(word)
            } else if beside & bit != 0 {
                reasons.beside.append(word)
            }
        }
        reasons.isSpeaker = hit.evidence.speaker != 0
        return reasons
    }
}
