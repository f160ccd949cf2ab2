import Domain
import JSON
import MemoryDomain
import Texts
import Tokens

/// Sentences of finding.
extension Texts {
    package subscript(_ order: EntryQuestion.Sorting) -> String { memory.order(order) }

    package subscript(_ vocabulary: TokenVocabulary) -> String { memory.vocabulary(vocabulary) }

    package subscript(_ emptiness: PackedContext.Emptiness) -> String { memory.emptiness(emptiness) }

    package subscript(_ reason: PackedContext.Reason) -> String { memory.reason(reason) }

    package var questionExamples: [(question: String, meaning: String)] { memory.questionExamples }

    package func withoutWord(_ word: String) -> String { memory.withoutWord(word.isolated) }

    package func foundWords(_ words: [String]) -> String { memory.foundWords(words.map(\.isolated)) }

    package func foundBeside(_ words: [String]) -> String { memory.foundBeside(words.map(\.isolated)) }

    package func foundRelated(_ words: [String]) -> String { memory.foundRelated(words.map(\.isolated)) }

    package func foundScore(_ score: Double) -> String { memory.foundScore(FixedPoint.text(score, digits: 2)) }

    package func questionCut(_ words: Int) -> String { memory.questionCut(words) }

    package func tokens(_ count: Int) -> String { memory.tokens(count) }

    package func contextSize(_ entries: Int, tokens: Int, of budget: Int) -> String {
        memory.contextSize(entries, tokens: tokens, of: budget)
    }

    package func contextMore(_ entries: Int) -> String { memory.contextMore(entries) }

    package func left(_ omission: PackedContext.Omission) -> String {
        var key: String?
        if case .entry(_, let double)? = omission.double { key = double.isolated }
        return memory.left(omission.cause, double: key)
    }
}
