import Domain
import Finding
import MemoryDomain
import SQLite
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
        try store.read { tx in
            let reached = try SpaceAccess(caller).spaces(tx)
            if let hidden = question.spaces?.subtracting(reached), !hidden.isEmpty {
                throw Failure.notFound
            }
            let spaces = question.spaces.map { $0.sorted() } ?? reached
            var search = try EntrySearch(question, in: spaces, at: now, weights, tx)
            let outcome = try search.run()
            let hits = Array(outcome.hits.prefix(question.limit))
            let entries = try reader(now, caller, tx, question.time).entries(inOrder: hits.map(\.entry)[...])
            let byNumber = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0) })
            return FoundEntries(
                entries: hits.compactMap { hit in byNumber[hit.entry].map { Self.found($0, hit, outcome) } },
                words: outcome.question.terms.compactMap(\.word),
                ignoredWords: max(0, outcome.question.wordCount - Question.wordLimit), isBounded: outcome.isBounded)
        }
    }

    private static func found(
        _ entry: MemoryEntry, _ hit: EntrySearch.Hit, _ outcome: EntrySearch.Outcome
    ) -> FoundEntry {
        let text = Passage.text(of: entry.fields.content)
        let end = min(hit.passage.start + hit.passage.bytes, text.utf8.count)
        return FoundEntry(
            entry: entry, score: hit.score, bytes: hit.passage.start..<max(end, hit.passage.start),
            text: PassageText.cut(text, hit.passage), reasons: reasons(hit, outcome))
    }

    private static func reasons(_ hit: EntrySearch.Hit, _ outcome: EntrySearch.Outcome) -> FindingReasons {
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
